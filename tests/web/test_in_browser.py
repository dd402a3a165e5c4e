"""What a person does, in chromium: by role and name, watching every request and every complaint."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import web_stage as stage
from playwright.sync_api import expect
from web_stage import SLUG, known

from hotseat.learner.reviews import advanced

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
TOKEN = "the-token-of-this-launch"
SIZES = {"wide": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    // News that arrives in the result makes room for itself there; nothing else may move.
    if (!entry.hadRecentInput && !entry.sources.every((s) => s.node?.parentElement?.closest("[data-content]"))) window.shifts.push([entry.value, entry.sources.map((s) => s.node?.nodeName + "." + s.node?.className)]);
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def open_page(browser, serving):
    """A page that fails the test on any foreign request, console error or policy violation."""
    contexts = []

    def opened(address="/", *, size="wide", scheme="light", expects=(), **options):
        context = browser.new_context(
            viewport=SIZES[size], color_scheme=scheme, base_url=serving.address, **options
        )
        page = context.new_page()
        page.complaints = []
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith(serving.address) else page.complaints.append(request.url)
            ),
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: page.complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.add_init_script(SHIFTS)
        page.expects = expects
        contexts.append((context, page))
        page.goto(address)
        return page

    yield opened
    for context, page in contexts:
        complaints = [each for each in page.complaints if not any(word in each for word in page.expects)]
        context.close()
        assert complaints == []


def open_problem(open_page, slug=SLUG, **options):
    page = open_page(f"/problems/{slug}", **options)
    page.wait_for_selector(".cm-content", state="attached")
    return page


def editor(page):
    return page.get_by_role("textbox", name="Your code")


def type_in(page, source):
    editor(page).click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(source)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def settled(page):
    page.wait_for_selector('[data-slot="rest"] .facts')


def test_submit_shows_the_verdict_and_names_the_mistake(open_page, desk):
    page = open_problem(open_page)
    type_in(page, known("mistakes", "whole_max"))
    press(page, "Submit")
    settled(page)
    result = page.get_by_role("region", name="Result")
    expect(result).to_contain_text("Not accepted")
    expect(result).to_contain_text("exactly like a known mistake")
    expect(result.get_by_label("Got").first).to_be_visible()
    expect(result.get_by_label("Expected").first).to_be_visible()
    assert re.search(r"Not accepted\. \d of \d+ checks failed\.", page.get_by_role("log").inner_text())
    assert desk.history()[0].mistake == "whole_max"
    assert desk.history()[0].seconds is not None
    expect(page.locator("#attempts").get_by_text("Not accepted")).to_be_visible()


def test_the_result_lies_below_the_editor_and_never_over_it(open_page):
    page = open_problem(open_page)
    type_in(page, known("mistakes", "whole_sum"))
    press(page, "Run")
    settled(page)
    above = page.locator(".editor").bounding_box()
    below = page.get_by_role("region", name="Result").bounding_box()
    assert above["y"] + above["height"] <= below["y"] + 1
    assert above["height"] > 150
    assert below["y"] + below["height"] <= 801


def test_an_accepted_answer_shows_the_run_time_and_opens_the_debrief(open_page):
    page = open_problem(open_page)
    expect(page.get_by_text("They open once you have solved the problem.")).to_be_visible()
    type_in(page, known("solutions", "vectorised"))
    press(page, "Submit")
    settled(page)
    result = page.get_by_role("region", name="Result", exact=True)
    expect(result).to_contain_text("Accepted")
    expect(result.get_by_role("img", name=re.compile("CPU time against rows"))).to_be_visible()
    page.get_by_text("What is asked next").wait_for()
    expect(page.locator("#debrief .katex").first).to_be_visible()


def test_checks_appear_one_by_one(open_page, judge):
    judge.delay_s = 0.15
    page = open_problem(open_page)
    type_in(page, known("solutions", "vectorised"))
    press(page, "Submit")
    counts = set()
    for _ in range(40):
        counts.add(page.locator(".checks .check").count())
        if page.locator('[data-slot="rest"] .facts').count():
            break
        page.wait_for_timeout(60)
    assert len(counts) > 4


def test_keys_run_and_submit(open_page, desk):
    page = open_problem(open_page)
    type_in(page, known("solutions", "vectorised"))
    page.keyboard.press("Control+'")
    settled(page)
    expect(page.get_by_text("Shown checks pass")).to_be_visible()
    assert desk.history() == []
    page.keyboard.press("Control+Enter")
    page.locator(".headline").get_by_text("Accepted", exact=True).wait_for()
    settled(page)
    assert len(desk.history()) == 1


def test_question_mark_shows_the_keys_on_every_page(open_page):
    for address in ["/", "/problems", f"/problems/{SLUG}", "/history", "/keys"]:
        page = open_page(address)
        page.wait_for_load_state("load")
        page.keyboard.press("?")
        dialog = page.get_by_role("dialog", name="Keys")
        expect(dialog).to_be_visible()
        expect(dialog.get_by_text("Run the shown checks")).to_be_visible()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()


def test_keys_go_places(open_page):
    page = open_page("/")
    page.wait_for_load_state("load")
    for key, address in [("p", "/problems"), ("r", "/history"), ("h", "/")]:
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url(re.compile(re.escape(address) + "$"))
        page.wait_for_load_state("load")
    page.keyboard.press("/")
    page.wait_for_url("**/problems")
    page.wait_for_load_state("load")
    assert page.evaluate("document.activeElement.name") == "q"


def test_question_mark_in_the_editor_is_only_a_character(open_page):
    page = open_problem(open_page)
    type_in(page, "")
    page.keyboard.type("x = '?' # g h /")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(editor(page)).to_contain_text("x = '?' # g h /")


def test_escape_then_tab_leaves_the_editor(open_page):
    page = open_problem(open_page)
    editor(page).click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('cm-content')")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.classList.contains('cm-content')")


def test_the_draft_survives_reload_and_restart(open_page, desk, serving):
    page = open_problem(open_page, expects=("Failed to load", "ERR_"))
    type_in(page, "kept = 1\n")
    page.get_by_text("Saved", exact=True).wait_for()
    page.reload()
    expect(editor(page)).to_contain_text("kept = 1")
    type_in(page, "kept = 2\n")
    page.reload()
    editor(page).wait_for()
    assert "kept = 2" in editor(page).inner_text() or "kept = 2" in (desk.draft(SLUG) or "")
    port = serving.port
    serving.stop()
    type_in(page, "kept = 3\n")
    page.get_by_text("Not saved; a copy is in this browser").wait_for()
    again = stage.Serving(desk, port=port, token="another launch")
    page.get_by_text("Saved", exact=True).wait_for(timeout=15_000)
    assert desk.draft(SLUG) == "kept = 3\n"
    page.goto("about:blank")
    again.stop()


def test_text_typed_while_the_server_is_away_is_offered_later(open_page, desk):
    page = open_problem(open_page, expects=("Failed to load", "ERR_"))
    page.route("**/draft", lambda route: route.abort())
    type_in(page, "only_here = 1\n")
    page.get_by_text("Not saved; a copy is in this browser").wait_for()
    page.unroute("**/draft")
    page.route("**/draft", lambda route: route.abort())
    page.reload()
    page.get_by_text("This browser kept other code").wait_for()
    page.unroute("**/draft")
    press(page, "Use it")
    expect(editor(page)).to_contain_text("only_here = 1")
    page.get_by_text("Saved", exact=True).wait_for()
    assert desk.draft(SLUG) == "only_here = 1\n"


def test_two_tabs_the_last_writer_wins_and_nothing_is_lost(open_page, desk):
    first = open_problem(open_page)
    second = first.context.new_page()
    second.goto(f"/problems/{SLUG}")
    second.wait_for_selector(".cm-content")
    type_in(first, "of_the_first = 1\n")
    first.get_by_text("Saved", exact=True).wait_for()
    type_in(second, "of_the_second = 2\n")
    second.get_by_text("Saved", exact=True).wait_for()
    first.get_by_text("Also open in another tab").wait_for()
    assert desk.draft(SLUG) == "of_the_second = 2\n"
    first.reload()
    first.get_by_text("This browser kept other code").wait_for()
    press(first, "Use it")
    expect(editor(first)).to_contain_text("of_the_first = 1")
    first.keyboard.press("Control+Z")
    expect(editor(first)).to_contain_text("of_the_second = 2")


def test_start_over_can_be_undone(open_page):
    page = open_problem(open_page)
    type_in(page, "mine = 1\n")
    press(page, "Start over")
    expect(editor(page)).to_contain_text("zeros_like")
    page.keyboard.press("Control+Z")
    expect(editor(page)).to_contain_text("mine = 1")


def test_a_hint_appears_in_place(open_page, desk):
    page = open_problem(open_page)
    press(page, "Show a hint")
    page.locator("#hints li").first.wait_for()
    expect(page.locator("#hints .count")).to_have_text("1 of 3")
    press(page, "Show one more")
    page.locator("#hints li").nth(1).wait_for()
    expect(page.locator("#hints .katex").first).to_be_visible()
    assert desk.hints_seen(SLUG) == 2


def test_a_failing_line_leads_into_the_editor(open_page):
    page = open_problem(open_page)
    type_in(page, "import numpy as np\n\ndef softmax(logits):\n    return (\n")
    press(page, "Run")
    settled(page)
    page.locator("[data-line]").first.click()
    assert page.evaluate("document.activeElement.classList.contains('cm-content')")


def test_the_list_narrows_while_typing(open_page):
    page = open_page("/problems")
    page.get_by_role("searchbox").fill("stable softmax")
    page.wait_for_url("**/problems?q=stable+softmax")
    expect(page.locator("li[data-text]:visible")).to_have_count(1)
    page.get_by_role("searchbox").fill("zzzz")
    expect(page.get_by_text("No problem fits these filters")).to_be_visible()
    page.get_by_role("link", name="Show all").click()
    expect(page.get_by_text("No problem fits these filters")).to_be_hidden()
    assert page.locator("li[data-text]:visible").count() > 5
    page.get_by_role("combobox", name="Level").select_option("warmup")
    page.wait_for_url("**level=warmup**")
    page.get_by_role("searchbox").fill("stable soft")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/problems/{SLUG}")


def test_everything_works_without_scripts(open_page, desk):
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("link", name="Problems").click()
    page.get_by_role("searchbox").fill("stable softmax")
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("link", name="Stable softmax").click()
    expect(page.locator(".math.block")).to_contain_text(r"\frac")
    page.get_by_role("textbox", name="Your code").fill(known("mistakes", "overflow"))
    press(page, "Submit")
    expect(page.get_by_text("Not accepted").first).to_be_visible()
    expect(page.get_by_text("exactly like a known mistake")).to_be_visible()
    page.get_by_role("textbox", name="Your code").fill(known("solutions", "vectorised"))
    press(page, "Run")
    expect(page.get_by_text("Shown checks pass")).to_be_visible()
    press(page, "Show a hint")
    expect(page.locator("#hints .count")).to_have_text("1 of 3")
    assert desk.hints_seen(SLUG) == 1
    assert len(desk.history()) == 1


def test_the_theme_is_kept(open_page):
    page = open_page("/")
    page.get_by_role("button", name="Switch to dark").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).color") != "rgb(27, 33, 32)"


def test_the_timer_is_quiet_until_asked(open_page):
    page = open_problem(open_page)
    button = page.get_by_role("button", name="Timer")
    button.click()
    expect(page.get_by_role("button", name="0 of 15 min")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="0 of 15 min")).to_be_visible()


def test_search_and_completion_work_under_the_policy(open_page):
    page = open_problem(open_page)
    editor(page).click()
    page.wait_for_timeout(300)
    page.keyboard.press("Control+F")
    page.locator(".cm-search").wait_for()
    page.keyboard.type("softmax")
    page.keyboard.press("Escape")
    type_in(page, "temperature = 1\n")
    page.keyboard.type("temp")
    page.locator(".cm-tooltip-autocomplete").wait_for()
    page.wait_for_timeout(300)  # the editor takes Enter for a choice only a moment after it shows one
    page.keyboard.press("Enter")
    assert editor(page).inner_text().count("temperature") == 2


# What is reached by doing something; pages that open by their address are looked at in test_every_page.py.
STATES = [
    "fresh",
    "failing",
    "accepted",
    "graded",
    "worked",
    "own marks",
    "marked",
    "quiz",
    "quiz over",
    "due problem",
]


def reach(page, state, desk):
    """Bring the page to a state."""
    if state in ("failing", "accepted"):
        page.goto(f"/problems/{SLUG}")
        page.wait_for_selector(".cm-content", state="attached")
        if page.get_by_role("tab", name="Code").is_visible():
            page.get_by_role("tab", name="Code").click()
        type_in(
            page, known("mistakes", "whole_sum") if state == "failing" else known("solutions", "vectorised")
        )
        press(page, "Submit")
        settled(page)
        return
    if state in REACHED_BY_HAND:
        REACHED_BY_HAND[state](page, state, desk)
        page.wait_for_load_state("load")
        return
    page.goto(f"/problems/{SLUG}")
    page.wait_for_selector(".cm-content", state="attached")
    page.wait_for_load_state("load")


def mark_oneself(page, state, desk):
    hand_in_prose(page, "graded", desk)
    page.get_by_text("Grade it yourself").click()
    if state == "marked":
        page.locator("fieldset").first.get_by_label("partly").check()
        page.get_by_label("I did not").check()
        press(page, "Keep my marks")
        page.get_by_text("judged by you").first.wait_for()


def take_quiz(page, state, desk):
    page.goto("/quiz/math.info_theory")
    page.get_by_role("link", name="Begin").click()
    for _ in range(1 if state == "quiz" else 7):
        give_up = page.get_by_role("button", name="I do not know")
        give_up.or_(page.get_by_text("What you missed is due now")).wait_for()
        if give_up.is_visible():
            give_up.click()
            page.wait_for_load_state("load")
    page.get_by_text("answered, at most 7" if state == "quiz" else "What you missed is due now").wait_for()


def let_come_due(page, state, desk):
    at = datetime.now(UTC) - timedelta(days=30)
    desk.reviews.queue()
    desk._store.cards.put("local", advanced(None, SLUG, "coding", "good", at))
    page.goto(f"/problems/{SLUG}")
    page.wait_for_selector(".cm-content", state="attached")
    page.get_by_text("it is due").wait_for()


def hand_in_prose(page, state, desk):
    if state == "graded":
        page.goto("/questions/forest-against-boosting")
        page.get_by_role("textbox", name="Your answer").fill(
            "A random forest grows each tree independently on a bootstrap sample. The forest reduces bias."
        )
        page.get_by_role("button", name="Answer", exact=True).click()
        page.wait_for_url("**/answers/*")
    else:
        page.goto("/drills/bayes-base-rate?seed=5")
        page.get_by_role("textbox", name="Your answer").fill("0.99")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Worked solution").wait_for()
    page.wait_for_load_state("load")


REACHED_BY_HAND = {
    "graded": hand_in_prose,
    "worked": hand_in_prose,
    "own marks": mark_oneself,
    "marked": mark_oneself,
    "quiz": take_quiz,
    "quiz over": take_quiz,
    "due problem": let_come_due,
}


def test_a_quiz_is_taken_by_keyboard_alone(open_page, desk):
    page = open_page("/map")
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.get_by_role("heading", name="Test out of a topic").wait_for()
    page.goto("/quiz/math.info_theory")
    page.get_by_role("link", name="Begin").focus()
    page.keyboard.press("Enter")
    for place in range(1, 4):
        page.get_by_role("button", name="I do not know").focus()
        page.keyboard.press("Enter")
        told = f"{place} answered" if place < 3 else "What you missed is due now"
        expect(page.get_by_text(told)).to_be_visible()
    expect(page.get_by_role("link", name="What is due")).to_be_focused()
    assert desk.quizzes.line("math.info_theory").result == "not-known"


def test_every_point_is_graded_by_oneself_without_scripts(open_page, desk):
    page = open_page("/questions/forest-against-boosting", java_script_enabled=False)
    page.get_by_role("textbox", name="Your answer").fill("A random forest grows each tree independently.")
    page.get_by_role("button", name="Answer", exact=True).click()
    page.get_by_text("Grade it yourself").click()
    for point in page.locator("fieldset").all():
        point.get_by_label("wrong").check()
    page.get_by_role("button", name="Keep my marks").click()
    expect(page.get_by_text("judged by you").first).to_be_visible()
    expect(page.get_by_role("link", name="as it was graded before")).to_be_visible()


def test_a_problem_that_is_due_starts_over_in_place(open_page, desk):
    desk.save_draft(SLUG, known("solutions", "vectorised"))
    page = open_page("/")
    let_come_due(page, "due problem", desk)
    page.get_by_role("button", name="Start over").first.click()
    expect(editor(page)).to_contain_text("np.zeros_like(logits)")
    expect(editor(page)).not_to_contain_text("np.exp")


def test_a_question_is_answered_by_keyboard_alone(open_page, desk):
    page = open_page("/questions/forest-against-boosting")
    expect(page.get_by_role("textbox", name="Your answer")).to_be_focused()
    page.keyboard.insert_text(
        "RF: trees grown in parallel on bootstrap samples. GB: trees are built sequentially on the residuals."
    )
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("What you said")).to_be_visible()
    expect(page.locator("mark.said-good").first).to_be_visible()
    expect(page.get_by_role("link", name="Next")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/(questions|drills)/"))


def test_a_drill_is_worked_without_scripts(open_page, desk):
    page = open_page("/drills/bayes-base-rate?seed=5", java_script_enabled=False)
    page.get_by_role("textbox", name="Your answer").fill("0.5025")
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_role("heading", name="Worked solution")).to_be_visible()
    expect(page.get_by_text("Right", exact=True).first).to_be_visible()


@pytest.mark.parametrize(("size", "scheme"), [("wide", "light"), ("phone", "dark")])
def test_axe_finds_nothing_and_nothing_moves_or_overflows(open_page, desk, size, scheme):
    desk.submit(SLUG, known("mistakes", "overflow"))
    desk.submit(SLUG, known("mistakes", "first_axis"), seconds=300)
    page = open_page("/", size=size, scheme=scheme, expects=("404",), reduced_motion="reduce")
    found = []
    for state in STATES:
        reach(page, state, desk)
        page.wait_for_timeout(150)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{state}: wider than the screen")
        shifts = page.evaluate("window.shifts")
        if sum(value for value, _ in shifts) > 0.001:
            found.append(f"{state}: moved {shifts}")
        page.evaluate(AXE)
        report = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        for violation in report["violations"]:
            for node in violation["nodes"]:
                found.append(
                    f"{state}: {violation['id']}: {node['html'][:160]} {node['any'][:1] and node['any'][0]['message']}"
                )
    assert found == [], "\n".join(found)


def test_a_page_weighs_less_than_800_kb(open_page):
    page = open_page("/")
    page.goto(f"/problems/{SLUG}")
    page.wait_for_selector(".cm-content")
    page.wait_for_load_state("networkidle")
    entries = "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
    weights = page.evaluate(entries + ".map((each) => [each.decodedBodySize, each.name])")
    total = sum(size for size, _ in weights)
    for size, url in sorted(weights, reverse=True)[:6]:
        print(f"{size:>8.0f} {url.split('/static/')[-1]}")
    assert total < 800_000
