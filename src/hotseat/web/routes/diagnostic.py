"""The diagnostic: begun, answered one by one, ended."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from hotseat.model.errors import HotseatError
from hotseat.web import diagnostic_pages
from hotseat.web.routes.wiring import TheDesk, TheForm

router = APIRouter(prefix="/diagnostic", default_response_class=HTMLResponse)


@router.get("")
def diagnostic(request: Request, desk: TheDesk) -> HTMLResponse:
    """What is asked now, or where the answers put the candidate."""
    return diagnostic_pages.shown(request, desk)


@router.post("/start")
def start(desk: TheDesk) -> RedirectResponse:
    """Begin a new one."""
    desk.diagnostic.start()
    return RedirectResponse("/diagnostic", 303)


@router.post("/answer")
def answer(request: Request, desk: TheDesk, form: TheForm) -> Response:
    """Grade and record; what cannot be read is asked for again."""
    is_skipped = form.text("action") == "skip"
    response, seconds = form.text("response"), form.seconds()
    try:
        desk.diagnostic.answer(form.text("unit"), response, seconds=seconds, is_skipped=is_skipped)
    except HotseatError as error:
        return diagnostic_pages.shown(request, desk, response, error)
    return RedirectResponse("/diagnostic", 303)


@router.post("/end")
def end(desk: TheDesk) -> RedirectResponse:
    """Stop; what was answered counts."""
    desk.diagnostic.end()
    return RedirectResponse("/diagnostic", 303)
