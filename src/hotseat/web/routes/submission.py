"""Running and submitting: a stream of fragments for scripts, a page for plain forms."""

from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse
from starlette.responses import Response

from hotseat.model.attempt import Attempt
from hotseat.web.broadcast import broadcast
from hotseat.web.errors import Refused, failure_of
from hotseat.web.rendering import page
from hotseat.web.routes.wiring import TheDesk, TheForm, TheQueue
from hotseat.web.submissions import Flight
from hotseat.web.workspace import Result, Workspace, find_unit, open_workspace

router = APIRouter(prefix="/problems/{slug}", default_response_class=HTMLResponse)
STREAM = "application/x-ndjson"


@router.post("/answer")
async def answer(request: Request, desk: TheDesk, queue: TheQueue, form: TheForm, slug: str) -> Response:
    """Judge the code: action "run" asks the shown checks, anything else submits."""
    find_unit(desk, slug)
    source, is_run = form.source(), form.text("action") == "run"
    desk.save_draft(slug, source)
    if is_run:
        flight = queue.start(lambda tell: desk.run(slug, source, on_event=tell))
    else:
        flight = queue.start(lambda tell: desk.submit(slug, source, seconds=form.seconds(), on_event=tell))
    if STREAM in request.headers.get("accept", ""):
        return StreamingResponse(broadcast(request, flight, is_run=is_run), media_type=STREAM)
    return await _whole(request, flight, partial(open_workspace, desk, slug, source=source))


async def _whole(request: Request, flight: Flight, workspace: "partial[Workspace]") -> Response:
    """The answer for a plain form: the attempt's address, or the page with the run's result."""
    work = await flight.finished()
    if (error := failure_of(work)) is not None:
        raise Refused(422, error)
    outcome = work.result()
    if isinstance(outcome, Attempt):
        return RedirectResponse(f"/problems/{outcome.unit}?attempt={outcome.id}#result", 303)
    return page(request, "problem.html", work=workspace(result=Result(outcome, is_run=True)))
