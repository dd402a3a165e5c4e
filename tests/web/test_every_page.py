"""Every page that can be opened, in light and dark, wide and narrow: axe finds nothing, nothing overflows or moves.

One browser, one server and one staged desk. Each address is loaded once for each width, and seen in both schemes.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import web_stage as stage
from playwright.sync_api import Error, Page, expect

from hotseat.model.loop import RoundFormat
from hotseat.practice.wishes import Wishes
from hotseat.web.peer_app import create_peer_app

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
SIZES = {"wide": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    if (!entry.hadRecentInput) window.shifts.push([entry.value, entry.sources.map((s) => s.node?.nodeName + "." + s.node?.className)]);
}).observe({ type: "layout-shift", buffered: true });
"""
STILL, FLOWING = 0.001, 0.01  # pages that are sent while they are worked out may settle by a line
SLUG, QUESTION, STORY = stage.SLUG, "forest-against-boosting", "failed-ml-project"
KINDS = {"coding": "math.numerics", "screen": "", "concepts": "prob", "behavioural": ""}
# What answers with something that is no page.
FILES = {
    "/plan.ics": "text/calendar",
    "/loops/{loop_id}/clock": "application/json",
    "/loops/{loop_id}/scorecard.json": "application/json",
    "/loops/{loop_id}/scorecard.md": "text/markdown",
    "/loops/{loop_id}/scorecard.pdf": "application/pdf",
}


def gets(routes) -> Iterator[str]:
    """The paths of all GET routes, of included routers too."""
    for route in routes:
        if hasattr(route, "original_router"):
            yield from gets(route.original_router.routes)
        elif "GET" in (getattr(route, "methods", None) or ()):
            yield route.path


def round_of(kind: str) -> RoundFormat:
    """A round of one unit."""
    topics = (KINDS[kind],) if KINDS[kind] else ()
    return RoundFormat(kind, kind.title(), 90, "Hello.", topics, most_units=1)


def begun(desk, kind: str):
    """A loop of one round of a kind, which runs."""
    loop = desk.loops.start_custom((round_of(kind),), seed=5).loop
    desk.loops.begin(loop.id)
    return loop


def answer_some(desk, loop) -> None:
    """The first question or prompt of a running round, and what is asked next where something is."""
    for _ in range(2):
        view = desk.loops.view(desk.loops.one(loop.id))
        if view is None:
            return
        options = getattr(view, "options", ())
        response = "I did it in 2023, it cost 20 % less, and I learned to measure first."
        if options:
            response = "abcdefgh"[: len(options)] if view.unit.kind == "order" else "a"
        desk.loops.act(loop.id, "answer", {"response": response, "box": view.box})


def sat(desk):
    """A loop from beginning to end, half of it well."""
    loop = desk.loops.start_custom(tuple(map(round_of, KINDS)), seed=11).loop
    for drawn in loop.rounds:
        desk.loops.begin(loop.id)
        if drawn.format.kind in ("coding", "screen"):
            now, state, kind = desk.loops.open_coding(loop.id)
            kind.hand_in(desk.loops, now, state, desk.bank.unit(drawn.units[0]).solutions[0].text)
        else:
            answer_some(desk, loop)
        desk.loops.end(loop.id)
    return loop


@pytest.fixture
def samples(desk, tmp_path):
    """Addresses by route, over a desk that knows every state; made when it is asked for."""

    def staged() -> dict[str, list[str]]:
        loop, waiting = sat(desk), desk.loops.start("phone-screen", seed=3).loop
        desk.loops.leave(desk.loops.start("phone-screen", seed=4).loop.id)
        wrong = desk.submit(SLUG, stage.known("mistakes", "overflow"), seconds=300).id
        right = desk.submit(SLUG, stage.known("solutions", "vectorised"), seconds=600).id
        desk.next_hint(SLUG)
        for slug in desk.bank.question_slugs()[:6]:
            if desk.bank.question(slug).rubric:
                desk.questions.answer(slug, desk.bank.question(slug).answer, seconds=60)
        answers = [desk.questions.answer(QUESTION, text).answer.id for text in ANSWERS]
        choice = next(each for each in desk.bank.questions() if each.kind == "choose")
        answers.append(desk.questions.choose(choice.slug, 1, "a").answer.id)
        told = [desk.tellings.answer(STORY, desk.bank.told(STORY).model).answer.id]
        plain = next(each for each in desk.bank.behavioural() if each.kind == "layperson")
        told.append(desk.tellings.answer(plain.slug, "The p-value of the AUC is small.").answer.id)
        story = desk.story_bank.save({"title": "A story", "action": "I did it."}, []).story
        cards = own_cards(desk, tmp_path)
        quiz = "/quiz/math.info_theory/" + desk.quizzes.begin("math.info_theory")
        desk.progress.notebook.keep(Wishes(soon(20), "new-graduate", 45, is_asked=True))
        running = [begun(desk, kind).id for kind in KINDS]
        for number in (0, 2, 3):
            if number:
                answer_some(desk, desk.loops.one(running[number]).loop)
        paused = begun(desk, "concepts").id
        desk.loops.pause(paused)
        sealed = desk.loops.one(running[0]).loop.rounds[0].units[0]
        free = next(
            each.unit.slug for each in desk.problems() if ("coding", each.unit.slug) not in desk.seal.units()
        )
        seen = SLUG if sealed != SLUG else free
        attempts = [wrong, right] if sealed != SLUG else [desk.submit(free, "pass").id for _ in range(2)]
        over = f"/loops/{loop.id}"
        return {
            "/": ["/"],
            "/keys": ["/keys"],
            "/plan": ["/plan"],
            "/plan.ics": ["/plan.ics"],
            "/readiness": ["/readiness"],
            "/diagnostic": ["/diagnostic"],
            "/problems": ["/problems", "/problems?q=zzzz"],
            "/problems/{slug}": [
                f"/problems/{seen}",
                f"/problems/{seen}?attempt={attempts[0]}",
                f"/problems/{sealed}",
                "/problems/stable-softmaks",
            ],
            "/problems/{slug}/difference": [
                f"/problems/{seen}/difference?old={attempts[0]}&new={attempts[1]}"
            ],
            "/history": ["/history"],
            "/attempts/{attempt_id}": [f"/attempts/{each}" for each in attempts],
            "/questions": ["/questions"],
            "/questions/{slug}": [f"/questions/{QUESTION}", f"/questions/{choice.slug}"],
            "/answers/{answer_id}": [f"/answers/{each}" for each in answers],
            "/review": ["/review"],
            "/review/next": ["/review/next"],
            "/drills": ["/drills"],
            "/drills/next": ["/drills/next"],
            "/drills/{slug}": [
                "/drills/bayes-base-rate?seed=5",
                "/drills/derivative-of-an-activation?seed=1",
            ],
            "/quiz": ["/quiz"],
            "/quiz/{topic}": ["/quiz/math.info_theory", "/quiz/math.eigen"],
            "/quiz/{topic}/{quiz}": [quiz],
            "/stories": ["/stories"],
            "/stories/{slug}": [f"/stories/{STORY}", f"/stories/{plain.slug}"],
            "/told/{answer_id}": [f"/told/{each}" for each in told],
            "/story-bank": ["/story-bank"],
            "/story-bank/{story}": ["/story-bank/new", f"/story-bank/{story}"],
            "/cards": ["/cards"],
            "/cards/{unit}": [f"/cards/{cards[0]}"],
            "/cards/{unit}/edit": [f"/cards/{each}/edit" for each in cards],
            "/map": ["/map"],
            "/doctor": ["/doctor"],
            "/scoring": ["/scoring"],
            "/loops": ["/loops"],
            "/loops/{loop_id}": [f"/loops/{each}" for each in (*running, paused, waiting.id, loop.id)],
            "/loops/{loop_id}/clock": [f"/loops/{running[0]}/clock"],
            "/loops/{loop_id}/scorecard": [f"{over}/scorecard", f"/loops/{waiting.id}/scorecard"],
            "/loops/{loop_id}/scorecard.json": [f"{over}/scorecard.json"],
            "/loops/{loop_id}/scorecard.md": [f"{over}/scorecard.md"],
            "/loops/{loop_id}/scorecard.pdf": [f"{over}/scorecard.pdf"],
        }

    return staged


ANSWERS = ("A random forest grows each tree independently. The forest reduces bias.", "tree tree tree")
EMPTY = ("/", "/history", "/cards", "/loops", "/story-bank", "/diagnostic", "/review", "/map")


def soon(days: int) -> date:
    return datetime.now(UTC).date() + timedelta(days=days)


def own_cards(desk, folder: Path) -> list[str]:
    """Two cards, one of them edited; a third was removed."""
    file = folder / "cards.csv"
    file.write_text("front,back,topic\nWhat is $x^2$?,A square.,sup.gbdt\nq2,a2,\nq3,a3,\n")
    desk.own_cards.import_file(file)
    first, second, third = (line.unit for line in desk.own_cards.lines())
    desk.own_cards.edit(second, "A question with a rather long text " * 9, "An answer.", None)
    desk.own_cards.remove(third)
    return [first, second]


class Looker:
    """One page of a browser that goes everywhere. found: what is wrong, with the place."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[str] = []
        self.at = ""
        page.on("pageerror", lambda error: self.found.append(f"{self.at}: {error}"))
        page.on("console", lambda said: self.complain(said) if said.type in ("error", "warning") else None)
        page.on("request", lambda request: self.note_foreign(request.url))
        page.add_init_script(SHIFTS)

    def complain(self, said) -> None:
        if not any(code in said.text for code in ("404", "409")):
            self.found.append(f"{self.at}: {said.text}")

    def note_foreign(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "blob:", "data:")):
            self.found.append(f"{self.at}: asks for {url}")

    def look(self, address: str) -> None:
        """Load an address at each width, and look at it in each scheme."""
        for size, viewport in SIZES.items():
            self.at = f"{address} {size}"
            self.page.set_viewport_size(viewport)
            self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
            self.go(address)
            expect(self.page.locator("h1, h2").first).to_be_attached()
            if self.page.locator("[data-editor]").count():
                self.page.wait_for_selector(".cm-content", state="attached")
            self.measure()
            self.page.evaluate(AXE)
            self.audit("{ resultTypes: ['violations'] }")
            self.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
            self.at = f"{address} {size} dark"
            self.audit("{ runOnly: ['color-contrast', 'link-in-text-block'] }")

    def go(self, address: str) -> None:
        """Load an address; once more where a page that renews itself was on its way at that moment."""
        try:
            self.page.goto(address)
        except Error:
            self.page.goto(address)

    def measure(self) -> None:
        """What moved while it loaded; then everything is opened, and has to fit."""
        shifts = self.page.evaluate("window.shifts")
        is_flowing = self.page.locator(".looking, .working").count() > 0
        if sum(value for value, _ in shifts) > (FLOWING if is_flowing else STILL):
            self.found.append(f"{self.at}: moved {shifts}")
        self.page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.found.append(f"{self.at}: wider than the screen")

    def audit(self, options: str) -> None:
        """What axe says."""
        for violation in self.page.evaluate(f"axe.run(document, {options})")["violations"]:
            for node in violation["nodes"]:
                why = node["any"][0]["message"] if node["any"] else ""
                self.found.append(f"{self.at}: {violation['id']}: {node['html'][:160]} {why}")


@pytest.fixture
def looker(browser, serving):
    context = browser.new_context(base_url=serving.address)
    yield Looker(context.new_page())
    context.close()


def test_axe_finds_nothing_on_any_page_and_nothing_overflows_or_moves(looker, desk, serving, samples):
    for address in EMPTY:
        looker.look(address)
    places = samples()
    routes = set(gets(serving.app.routes))
    assert {"/", "/plan", "/loops/{loop_id}"} <= routes
    assert routes == set(places), "a new route needs a sample here"
    for route, addresses in places.items():
        for address in addresses:
            if route in FILES:
                answer = looker.page.request.get(address)
                assert answer.headers["content-type"].startswith(FILES[route]), address
            else:
                looker.look(address)
    assert looker.found == [], "\n".join(looker.found)


def test_axe_finds_nothing_on_the_pages_of_an_interviewer(browser, desk):
    app = create_peer_app(desk.peering)
    serving = stage.Serving.around(app)
    context = browser.new_context(base_url=serving.address)
    looker = Looker(context.new_page())
    assert set(gets(app.routes)) == {"/", "/interview"}, "a new route needs to be looked at here"
    looker.look("/")
    looker.page.get_by_label("Code").fill(desk.peering.code)
    looker.page.get_by_label("name").fill("Ada")
    looker.page.get_by_role("button").first.click()
    looker.page.wait_for_url("**/interview")
    looker.look("/interview")
    for kind in KINDS:
        loop = begun(desk, kind)
        looker.look("/interview")
        desk.loops.leave(loop.id)
    sat(desk)
    looker.look("/interview")
    context.close()
    serving.stop()
    assert looker.found == [], "\n".join(looker.found)
