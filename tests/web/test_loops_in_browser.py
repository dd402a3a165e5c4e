"""A whole loop in a real browser: three candidates, a restart of the server in the middle, the scorecards."""

import re
from pathlib import Path

import pytest
import web_stage as stage
from playwright.sync_api import Page, expect

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
SIZES = {"wide": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
TOKEN = "the-token-of-this-launch"
SOLVED = stage.known("solutions", "vectorised")
HALF_RIGHT = stage.known("mistakes", "overflow")
TESTS = """import numpy as np

def test_values():
    probs = softmax(np.array([[0.0, np.log(3.0)], [1e4, 1e4]]))
    assert np.allclose(probs, [[0.25, 0.75], [0.5, 0.5]])
"""
TALK = (
    "I subtract the maximum of each row before I exponentiate, then divide by the sum. "
    "It costs O(n k) time and the same memory. It does not handle a row that holds NaN."
)


class Candidate:
    """How one candidate answers."""

    def __init__(self, name: str) -> None:
        self.name = name

    def concept(self, view) -> str:
        if view.place.followup is not None:
            return (
                view.unit.followups[view.place.followup].answer if self.name == "strong" else "I am not sure."
            )
        if self.name == "strong":
            return view.unit.answer
        examples = {each.name: each.text for each in view.unit.examples}
        return examples["partial"] if self.name == "middling" else "I don't know"

    def letters(self, view) -> str:
        right = sorted(view.options, key=view.unit.options.index)
        is_order = view.unit.kind == "order"
        chosen = right if is_order else [each for each in right if each.is_right == (self.name != "weak")]
        chosen = chosen[::-1] if is_order and self.name == "weak" else chosen
        return "".join("abcdefgh"[view.options.index(each)] for each in (chosen if is_order else chosen[:1]))

    def story(self, view) -> str:
        if self.name == "strong":
            return view.unit.model if view.place.followup is None else view.unit.followups[0].answer
        if self.name == "middling":
            told = [each.text for each in view.unit.stories if each.name == "no-numbers"]
            plain = [each.text for each in view.unit.examples if each.name == "partial"]
            return (told or plain)[0]
        return "I have no such story."

    def hand_ins(self) -> list[str]:
        return {"strong": [SOLVED], "middling": [HALF_RIGHT, HALF_RIGHT, SOLVED], "weak": []}[self.name]


class Server:
    """The app, which can be stopped and started again on the same address."""

    def __init__(self, desk) -> None:
        self.desk = desk
        self.serving = stage.Serving(desk, token=TOKEN)
        self.address = self.serving.address

    def restart(self) -> None:
        port = self.serving.port
        self.serving.stop()
        self.serving = stage.Serving(self.desk, port=port, token="another-launch")


@pytest.fixture
def server(desk):
    found = Server(desk)
    yield found
    found.serving.stop()


@pytest.fixture
def new_page(browser, server):
    contexts = []

    def opened(size="wide", **options) -> Page:
        context = browser.new_context(viewport=SIZES[size], base_url=server.address, **options)
        contexts.append(context)
        page = context.new_page()
        page.foreign = []
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith(server.address) else page.foreign.append(request.url)
            ),
        )
        page.on("pageerror", lambda error: page.foreign.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()


def prepare(page: Page, desk) -> str:
    """Choose three short rounds, the first problem being stable softmax."""
    page.goto("/loops")
    own = page.get_by_role("listitem").filter(has_text="Your own")
    for place, (kind, area, minutes) in enumerate(
        [("concepts", "sup", 15), ("behavioural", "beh", 10), ("coding", "math", 20)]
    ):
        own.locator(f"[name=kind{place}]").select_option(kind)
        own.locator(f"[name=area{place}]").select_option(area)
        own.locator(f"[name=minutes{place}]").fill(str(minutes))
    own.get_by_role("button", name="Prepare").click()
    page.wait_for_url(re.compile(r"/loops/[0-9a-f-]{36}$"))
    return page.url.rsplit("/", 1)[1]


def sit_questions(page: Page, desk, loop_id: str, candidate: Candidate) -> None:
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("timer")).to_be_visible()
    while (view := desk.loops.view(desk.loops.one(loop_id))) is not None:
        response = page.locator("[name=response]")
        if getattr(view, "options", ()) and view.unit.kind == "choose":
            page.get_by_role("radio").nth("abcdefgh".index(candidate.letters(view))).check()
        elif getattr(view, "options", ()):
            response.fill(candidate.letters(view))
        else:
            response.fill(candidate.concept(view) if hasattr(view, "options") else candidate.story(view))
        with page.expect_navigation():
            page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("heading", name="That was the last question")).to_be_visible()
    page.get_by_role("button", name="End the round").click()
    expect(page.get_by_role("button", name="Begin")).to_be_visible()


def sit_coding(page: Page, desk, loop_id: str, candidate: Candidate, server: Server) -> None:
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".cm-content")).to_be_visible()
    view = desk.loops.view(desk.loops.one(loop_id))
    sources = candidate.hand_ins() if view.unit.slug == stage.SLUG else []
    if view.unit.slug != stage.SLUG and candidate.name != "weak":
        sources = [view.unit.solutions[0].text]
        sources = [view.unit.mistakes[0].text] * 2 + sources if candidate.name == "middling" else sources
    if candidate.name == "strong":
        page.get_by_label("Ask what is unclear").fill("Which libraries may I use?")
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.get_by_text("You have the standard library and NumPy.")).to_be_visible()
        page.locator("[data-tests]").fill(TESTS if view.unit.slug == stage.SLUG else "")
        page.get_by_label("Your approach, what it costs").fill(TALK)
        expect(page.locator(".pane-task [data-saved]").first).to_have_text("Saved")
        left = page.get_by_role("timer").inner_text()
        server.restart()
        page.reload()
        expect(page.get_by_label("Your approach, what it costs")).to_have_value(TALK)
        assert page.get_by_role("timer").inner_text() <= left
    for number, source in enumerate(sources, 1):
        page.locator(".cm-content").click()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text(source)
        page.get_by_role("button", name="Hand in").click()
        is_right = number == len(sources)
        headline = page.locator("[data-slot=headline]")
        expect(headline).to_contain_text("Accepted" if is_right else "Not accepted", timeout=30_000)
    page.get_by_role("button", name="End the round").click()
    expect(page.get_by_role("link", name="Scorecard")).to_be_visible()


def sit(page: Page, desk, server: Server, candidate: Candidate) -> dict:
    loop_id = prepare(page, desk)
    sit_questions(page, desk, loop_id, candidate)
    sit_questions(page, desk, loop_id, candidate)
    sit_coding(page, desk, loop_id, candidate, server)
    expect(page.get_by_text("is being measured")).to_have_count(0, timeout=60_000)
    page.goto(f"/loops/{loop_id}/scorecard")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page.evaluate(f"fetch('/loops/{loop_id}/scorecard.json').then((answer) => answer.json())")


def test_three_candidates_get_scorecards_in_their_order_with_links_to_the_evidence(new_page, desk, server):
    page = new_page()
    cards = [sit(page, desk, server, Candidate(name)) for name in ("strong", "middling", "weak")]
    means = [card["mean"] for card in cards]
    assert means[0] > means[1] > means[2], means
    assert cards[0]["decision"] in ("hire", "strong hire")
    assert cards[2]["decision"] == "strong no hire"
    for card in cards:
        for score in (score for each in card["rounds"] for score in each["scores"]):
            for proof in score["proofs"]:
                status = page.evaluate(f"fetch('{proof['link']}').then((answer) => answer.status)")
                assert status == 200, proof
    levels = {each["competency"]: each["level"] for each in cards[1]["rounds"][2]["scores"]}
    assert levels["correctness"] == 3
    assert page.foreign == []


def test_a_round_goes_without_scripts(new_page, desk):
    page = new_page(java_script_enabled=False)
    loop_id = prepare(page, desk)
    page.get_by_role("button", name="Begin").click()
    page.locator("textarea[name=response], input[name=response]").first.wait_for()
    if page.get_by_role("radio").count():
        page.get_by_role("radio").first.check()
    elif page.locator("textarea[name=response]").count():
        page.locator("textarea[name=response]").fill("I don't know")
    else:
        page.locator("input[name=response]").fill("abcd")
    page.get_by_role("button", name="Answer").click()
    assert len(desk.loops.one(loop_id).rounds[0].of("handed-in")) == 1
    page.get_by_role("button", name="End the round").click()
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
