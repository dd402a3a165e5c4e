"""What the pages of mock interviews show."""

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.loop import BEHAVIOURAL, CODING, CONCEPTS, SCREEN, RoundFormat
from hotseat.model.scorecard import Scorecard
from hotseat.practice import clock
from hotseat.practice.desk import Desk
from hotseat.practice.loops import needs_settling
from hotseat.practice.rounds import KINDS
from hotseat.practice.scoring import scorecard
from hotseat.scorecard.markdown import HOWS
from hotseat.scorecard.sitting import Sitting
from hotseat.web.errors import not_found
from hotseat.web.rendering import page
from hotseat.web.security import Form
from hotseat.web.workspace import Result

KIND_WORDS = {CODING: "Coding", SCREEN: "Automated screen", CONCEPTS: "Questions", BEHAVIOURAL: "Behavioural"}
PLACES = {CODING: "/problems", SCREEN: "/problems", CONCEPTS: "/questions", BEHAVIOURAL: "/stories"}
CUSTOM_ROUNDS = 4
OPENINGS = {
    CODING: "Here is a problem. Ask what is unclear, test your code, and tell me what it costs.",
    CONCEPTS: "I will ask a few questions. If you don't know, say so and I move on.",
    BEHAVIOURAL: "I would like to hear about things you did yourself.",
}


def overview(request: Request, desk: Desk, error: HotseatError | None = None) -> HTMLResponse:
    """Formats to choose from, the loop under way, earlier ones."""
    lines = desk.loops.lines()
    running = next((line.sitting for line in lines if line.sitting.stage != "over"), None)
    return page(
        request,
        "loops.html",
        status=422 if error else 200,
        formats=desk.loops.formats(),
        lines=lines,
        running=running,
        kinds=[(kind, KIND_WORDS.get(kind, kind)) for kind in KINDS],
        areas=desk.syllabus().areas,
        error=error,
    )


def start(desk: Desk, form: Form) -> Sitting:
    """Begin the loop that a form asks for. Raises HotseatError."""
    slug = form.text("format")
    if slug != "custom":
        return desk.loops.start(slug)
    rounds = [_round(form, place) for place in range(CUSTOM_ROUNDS) if form.text(f"kind{place}")]
    return desk.loops.start_custom(tuple(rounds))


def _round(form: Form, place: int) -> RoundFormat:
    kind, area, minutes = (
        form.text(f"kind{place}"),
        form.text(f"area{place}"),
        form.text(f"minutes{place}", "45"),
    )
    if not (minutes.isascii() and minutes.isdecimal()):
        raise WrongInput(f"'{minutes[:20]}' is no number of minutes.", f"round {place + 1}", "Give 5 to 120.")
    title = KIND_WORDS.get(kind, kind)
    topics = (area,) if area else ()
    return RoundFormat(kind, title, int(minutes), OPENINGS.get(kind, ""), topics)


def find(desk: Desk, loop_id: str) -> Sitting:
    """A loop. Raises a 404."""
    try:
        return desk.loops.one(loop_id)
    except WrongInput as error:
        raise not_found(error) from error


def room(
    request: Request,
    desk: Desk,
    loop_id: str,
    *,
    error: HotseatError | None = None,
    result: Result | None = None,
) -> HTMLResponse:
    """The running round, or the page between rounds."""
    now = find(desk, loop_id)
    moment = clock.utc_now()
    state = now.current
    if now.stage != "running" or state is None or now.is_overdue(moment):
        measuring = any(needs_settling(each) for each in now.rounds)
        peer = request.app.state.peer_address
        code = desk.peering.code if peer else ""
        says = state.drawn.format.opening if state else ""
        return page(
            request,
            "loop.html",
            now=now,
            measuring=measuring,
            says=says,
            moment_now=moment,
            peer=peer,
            code=code,
        )
    context: dict[str, Any] = {
        "now": now,
        "state": state,
        "left": state.left(moment),
        "view": desk.loops.view(now),
        "error": error,
        "result": result,
    }
    return page(request, f"round_{state.drawn.format.kind}.html", status=422 if error else 200, **context)


def clock_of(desk: Desk, loop_id: str) -> dict[str, Any]:
    """What a page's clock asks for."""
    now, moment = find(desk, loop_id), clock.utc_now()
    state = now.current
    is_running = now.stage == "running" and not now.is_overdue(moment)
    left = state.left(moment) if state and is_running else 0.0
    watching = desk.peering.present(moment)
    return {
        "stage": "running" if is_running else now.stage,
        "round": now.number,
        "left": left,
        "peer": watching,
    }


def card_of(desk: Desk, loop_id: str) -> Scorecard:
    """The scorecard. Raises a 404."""
    try:
        return scorecard(desk, loop_id)
    except WrongInput as error:
        raise not_found(error) from error


def card_page(request: Request, desk: Desk, loop_id: str) -> HTMLResponse:
    """The scorecard as a page."""
    competencies = {each.id: each for each in desk.bank.loops().competencies}
    return page(
        request,
        "scorecard.html",
        card=card_of(desk, loop_id),
        competencies=competencies,
        hows=HOWS,
        places=PLACES,
    )


def take_step(desk: Desk, loop_id: str, step: str) -> None:
    """Begin, pause, resume, end or leave; "settle" is done by the caller. Raises a 404 for anything else."""
    loops = desk.loops
    steps = {
        "begin": loops.begin,
        "pause": loops.pause,
        "resume": loops.resume,
        "end": loops.stop,
        "leave": loops.leave,
    }
    if step in steps:
        steps[step](loop_id)
    elif step != "settle":
        raise not_found(WrongInput("There is no such step.", step[:40], "Go back to the loop."))


def number(form: Form, name: str) -> int:
    """A small number of a form, or -1."""
    text = form.text(name)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else -1
