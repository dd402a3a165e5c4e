"""Mock interviews: begin, sit, pause, end, and the scorecard."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, StreamingResponse
from starlette.responses import Response

from hotseat.model.attempt import Attempt
from hotseat.model.errors import HotseatError
from hotseat.practice import scoring
from hotseat.practice.printed import as_pdf
from hotseat.scorecard.markdown import as_markdown
from hotseat.web import loop_pages
from hotseat.web.broadcast import broadcast
from hotseat.web.errors import Refused, failure_of
from hotseat.web.rendering import page
from hotseat.web.routes.wiring import TheDesk, TheForm, TheQueue
from hotseat.web.workspace import Result

router = APIRouter(default_response_class=HTMLResponse)
STREAM = "application/x-ndjson"


@router.get("/loops")
def loops(request: Request, desk: TheDesk) -> HTMLResponse:
    """Formats, and earlier loops."""
    return loop_pages.overview(request, desk)


@router.post("/loops")
def start(request: Request, desk: TheDesk, form: TheForm) -> Response:
    """Draw the units; the first round waits."""
    try:
        now = loop_pages.start(desk, form)
    except HotseatError as error:
        return loop_pages.overview(request, desk, error)
    return RedirectResponse(f"/loops/{now.loop.id}", 303)


@router.get("/scoring")
def rules(request: Request, desk: TheDesk) -> HTMLResponse:
    """How levels and decisions come about."""
    return page(request, "scoring.html", text=desk.bank.loops().scoring)


@router.get("/loops/{loop_id}")
def room(request: Request, desk: TheDesk, loop_id: str) -> HTMLResponse:
    """The running round, or what is between rounds."""
    return loop_pages.room(request, desk, loop_id)


@router.get("/loops/{loop_id}/clock")
def clock(desk: TheDesk, loop_id: str) -> JSONResponse:
    """How much time is left."""
    return JSONResponse(loop_pages.clock_of(desk, loop_id))


@router.post("/loops/{loop_id}/draft")
def draft(desk: TheDesk, form: TheForm, loop_id: str) -> JSONResponse:
    """Keep what is being written; what comes after the end is not taken."""
    loop_pages.find(desk, loop_id)
    try:
        desk.loops.save_draft(loop_id, form.text("box"), form.text("text").replace("\r\n", "\n"))
    except HotseatError as error:
        return JSONResponse({"saved": False, "why": error.what}, status_code=409)
    return JSONResponse({"saved": True})


@router.post("/loops/{loop_id}/act")
def act(request: Request, desk: TheDesk, form: TheForm, loop_id: str) -> Response:
    """An answer, a question to the interviewer, a hint."""
    loop_pages.find(desk, loop_id)
    try:
        desk.loops.act(loop_id, form.text("action"), form.fields)
    except HotseatError as error:
        return loop_pages.room(request, desk, loop_id, error=error)
    return RedirectResponse(f"/loops/{loop_id}", 303)


@router.post("/loops/{loop_id}/code")
async def code(request: Request, desk: TheDesk, queue: TheQueue, form: TheForm, loop_id: str) -> Response:
    """Run the shown checks or one's own tests, or hand in."""
    loops = desk.loops
    now, state, coding = loops.open_coding(loop_id)
    source, action = form.source(), form.text("action")
    loops.save_draft(loop_id, f"{coding.item(state)}-source", source)
    if action == "submit":
        flight = queue.start(lambda tell: coding.hand_in(loops, now, state, source, tell))
    elif action == "tests":
        tests = form.text("tests")
        flight = queue.start(lambda tell: coding.try_tests(loops, now, state, source, tests, tell))
    else:
        flight = queue.start(lambda tell: coding.run(loops, state, source, tell))
    if STREAM in request.headers.get("accept", ""):
        return StreamingResponse(broadcast(request, flight, is_run=action != "submit"), media_type=STREAM)
    work = await flight.finished()
    if (error := failure_of(work)) is not None:
        raise Refused(422, error)
    outcome = work.result()
    judgement = outcome.judgement if isinstance(outcome, Attempt) else outcome
    return loop_pages.room(request, desk, loop_id, result=Result(judgement, is_run=action != "submit"))


@router.post("/loops/{loop_id}/{step}")
def step(desk: TheDesk, queue: TheQueue, form: TheForm, loop_id: str, step: str) -> Response:
    """Begin, pause, resume, end, settle, leave, judge."""
    loop_pages.find(desk, loop_id)
    if step == "judge":
        scoring.judge_oneself(
            desk,
            loop_id,
            loop_pages.number(form, "round"),
            form.text("competency"),
            loop_pages.number(form, "level"),
        )
        return RedirectResponse(f"/loops/{loop_id}/scorecard", 303)
    loop_pages.take_step(desk, loop_id, step)
    if step in ("end", "settle", "leave"):
        queue.aside(lambda: desk.loops.settle(loop_id))
    return RedirectResponse(f"/loops/{loop_id}", 303)


@router.get("/loops/{loop_id}/scorecard")
def scorecard(request: Request, desk: TheDesk, loop_id: str) -> HTMLResponse:
    """What the loop showed."""
    return loop_pages.card_page(request, desk, loop_id)


@router.get("/loops/{loop_id}/scorecard.json")
def scorecard_json(desk: TheDesk, loop_id: str) -> JSONResponse:
    """The same for programs."""
    return JSONResponse(scoring.card_json(loop_pages.card_of(desk, loop_id)))


@router.get("/loops/{loop_id}/scorecard.md")
def scorecard_markdown(desk: TheDesk, loop_id: str) -> Response:
    """The same as Markdown."""
    text = as_markdown(loop_pages.card_of(desk, loop_id), desk.bank.loops().competencies)
    return Response(text, media_type="text/markdown; charset=utf-8")


@router.get("/loops/{loop_id}/scorecard.pdf")
def scorecard_pdf(desk: TheDesk, loop_id: str) -> Response:
    """The same to be printed."""
    content = as_pdf(loop_pages.card_of(desk, loop_id), desk.bank.loops().competencies)
    name = f"attachment; filename=scorecard-{loop_id[:8]}.pdf"
    return Response(content, media_type="application/pdf", headers={"content-disposition": name})
