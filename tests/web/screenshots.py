"""Pictures of every page and state, light and dark, wide and narrow, into screenshots/ (or the folder given)."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
import web_stage as stage
from web_browser import launch

SIZES = {"wide": (1280, 800), "phone": (390, 844)}
SLUG = stage.SLUG


class Clock:
    """Moves on by itself a little with every look, so that a record has a history."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC) - timedelta(days=6)

    def __call__(self) -> datetime:
        return min(self.at, datetime.now(UTC))


def fill(desk, clock: Clock) -> None:
    """A week of practice."""
    story = [("first_axis", 600), ("overflow", 300), ("whole_max", 240)]
    for name, seconds in story:
        desk.submit(SLUG, stage.known("mistakes", name), seconds=seconds)
        clock.at += timedelta(hours=21, minutes=13)
    others = [line.unit.slug for line in desk.problems() if line.unit.slug != SLUG][:4]
    for slug in others[:3]:
        unit = desk.problem(slug)
        if unit.mistakes:
            desk.submit(slug, unit.mistakes[0].text, seconds=820)
            clock.at += timedelta(hours=3, minutes=7)
        if slug != others[0] and unit.solutions:
            desk.submit(slug, unit.solutions[0].text, seconds=1312)
            clock.at += timedelta(hours=19)
    clock.at = datetime.now(UTC) - timedelta(minutes=9)


def type_in(page: Page, source: str) -> None:
    editor = page.get_by_role("textbox", name="Your code")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(source)


def show_tab(page: Page, name: str) -> None:
    tab = page.get_by_role("tab", name=name)
    if tab.is_visible():
        tab.click()


def answer(page: Page, source: str, button: str) -> None:
    show_tab(page, "Code")
    type_in(page, source)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_selector('[data-slot="rest"] .facts')
    page.wait_for_timeout(250)


def empty_states(page: Page, at: str) -> Iterator[str]:
    page.goto(at + "/")
    yield "home-empty"
    page.goto(at + "/history")
    yield "history-empty"
    page.goto(at + "/diagnostic")
    yield "diagnostic"
    page.get_by_role("button", name="Begin").click()
    page.get_by_text("Diagnostic, number 1").wait_for()
    yield "diagnostic-question"
    page.get_by_role("button", name="I don't know").click()
    page.get_by_text("Diagnostic, number 2").wait_for()
    page.get_by_role("button", name="Stop here").click()
    page.get_by_role("heading", name="Where you stand").wait_for()
    yield "placement"


def reading(page: Page, at: str) -> Iterator[str]:
    page.goto(at + "/")
    yield "home"
    page.keyboard.press("?")
    yield "keys"
    page.goto(at + "/problems")
    yield "problems"
    page.get_by_role("searchbox").fill("soft")
    yield "problems-search"
    page.goto(at + "/problems?level=stretch&state=solved&q=zz")
    yield "problems-none"
    page.goto(at + "/history")
    yield "history"
    page.goto(at + "/doctor")
    yield "doctor"
    page.goto(at + "/problems/stable-softmaks")
    yield "error"


def working(page: Page, at: str) -> Iterator[str]:
    page.goto(f"{at}/problems/{SLUG}")
    page.wait_for_selector(".cm-content", state="attached")
    yield "problem"
    show_tab(page, "Code")
    yield "problem-code"
    answer(page, stage.known("mistakes", "whole_sum"), "Run")
    yield "run-failing"
    answer(page, stage.known("mistakes", "whole_max"), "Submit")
    yield "submit-mistake"
    answer(
        page,
        "import numpy as np\n\n\ndef softmax(logits):\n    return np.exp(logits) / total(logits)\n",
        "Submit",
    )
    yield "submit-error"
    show_tab(page, "Task")
    page.get_by_role("button", name="Show a hint").click()
    page.wait_for_selector("#hints li")
    page.locator("#hints").scroll_into_view_if_needed()
    yield "hints"
    answer(page, stage.known("solutions", "vectorised"), "Submit")
    yield "accepted"
    page.locator(".efficiency").scroll_into_view_if_needed()
    yield "accepted-chart"
    show_tab(page, "Task")
    page.locator("#debrief").evaluate("element => element.scrollIntoView()")
    yield "solutions"


def pictures(page: Page, at: str) -> Iterator[str]:
    for slug, name in [
        ("roc-auc", "swapped_axes"),
        ("gaussian-naive-bayes", "equal_priors"),
        ("kmeans", "manhattan"),
    ]:
        page.goto(f"{at}/problems/{slug}")
        page.wait_for_selector(".cm-content", state="attached")
        answer(page, stage.known("mistakes", name, slug), "Submit")
        page.locator(".check:has(.picture) details").first.evaluate("element => { element.open = true }")
        page.locator(".picture").first.evaluate("element => element.scrollIntoView()")
        yield f"picture-{slug}"


def looking_back(page: Page, at: str) -> Iterator[str]:
    page.goto(f"{at}/problems/{SLUG}")
    show_tab(page, "Task")
    page.get_by_role("link", name="Compare attempts").click()
    page.wait_for_selector(".diff, .empty")
    yield "difference"
    page.goto(f"{at}/history")
    page.get_by_role("link", name="Stable softmax").nth(1).click()
    page.wait_for_selector(".code")
    yield "attempt"


def learning(page: Page, at: str) -> Iterator[str]:
    for name in ("plan", "readiness", "questions", "drills", "review", "map"):
        page.goto(f"{at}/{name}")
        yield name
    page.goto(f"{at}/questions/forest-against-boosting")
    yield "question"
    page.get_by_role("textbox", name="Your answer").fill(
        "A random forest trains every tree separately on its own resample, so the noise averages out. Boosting adds trees "
        "one after the other, each fitted to the residuals of those before. The forest reduces bias."
    )
    page.get_by_role("button", name="Answer", exact=True).click()
    page.wait_for_url("**/answers/*")
    yield "graded"
    page.goto(f"{at}/drills/conv-output-shape?seed=3")
    yield "drill"
    page.get_by_role("textbox", name="Your answer").fill("(1, 2, 3, 4)")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Worked solution").wait_for()
    yield "worked"
    page.goto(f"{at}/questions/forest-against-boosting")
    page.get_by_role("textbox", name="Your answer").fill(
        "A random forest trains its trees separately. It reduces bias."
    )
    page.get_by_role("button", name="Answer", exact=True).click()
    page.get_by_text("Grade it yourself").click()
    page.locator(".own").scroll_into_view_if_needed()
    yield "own-marks"


def quizzes(page: Page, at: str) -> Iterator[str]:
    page.goto(f"{at}/quiz")
    yield "quizzes"
    page.goto(f"{at}/quiz/math.info_theory")
    yield "quiz-start"
    page.get_by_role("link", name="Begin").click()
    give_up = page.get_by_role("button", name="I do not know")
    for place in range(3):
        give_up.click()
        page.get_by_text(f"{place + 1} answered" if place < 2 else "What you missed is due now").wait_for()
        if place == 0:
            yield "quiz"
    yield "quiz-over"


@contextmanager
def served(prepare=None, tier: str = "A") -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        judge = stage.TrustingJudge(tier, efficiency=stage.GROWTH)
        desk = stage.open_desk(Path(folder) / "home", judge=judge, now=clock)
        if prepare:
            prepare(desk, clock)
        clock.__class__ = Clock
        serving = stage.Serving(desk)
        yield serving.address
        serving.stop()
        desk.close()


def photograph(browser: Browser, out: Path, scenes, size: str, scheme: str, at: str) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    for name in scenes(page, at):
        page.wait_for_timeout(120)
        page.screenshot(path=out / f"{name}-{size}-{scheme}.png")
        print(name, size, scheme, flush=True)
    context.close()


def main(out: Path, only: str = "") -> None:
    out.mkdir(parents=True, exist_ok=True)
    sets = [
        (empty_states, None, "A"),
        (reading, fill, "A"),
        (working, fill, "A"),
        (pictures, None, "A"),
        (looking_back, fill, "C"),
        (learning, fill, "A"),
        (quizzes, fill, "A"),
    ]
    with sync_playwright() as play:
        browser = launch(play)
        for size in SIZES:
            for scheme in ("light", "dark"):
                for scenes, prepare, tier in sets:
                    if only and only not in f"{scenes.__name__}-{size}-{scheme}":
                        continue
                    with served(prepare, tier) as at:
                        photograph(browser, out, scenes, size, scheme, at)
        browser.close()


if __name__ == "__main__":
    main(Path("screenshots"), *sys.argv[1:2])
