"""The page of one problem, and what its small forms do."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from hotseat.web.rendering import page
from hotseat.web.routes.wiring import TheDesk, TheForm, TheQueue
from hotseat.web.workspace import find_unit, open_workspace, result_of

router = APIRouter(prefix="/problems/{slug}", default_response_class=HTMLResponse)


@router.get("")
def problem(request: Request, desk: TheDesk, queue: TheQueue, slug: str, attempt: str = "") -> HTMLResponse:
    """Statement, editor, and the result of an attempt where one is named. The judge warms up meanwhile."""
    source, result = result_of(desk, slug, attempt) if attempt else (None, None)
    work = open_workspace(desk, slug, source=source, result=result)
    queue.aside(lambda: desk.prepare(slug))
    return page(request, "problem.html", work=work)


@router.post("/draft")
def save_draft(desk: TheDesk, form: TheForm, slug: str) -> JSONResponse:
    """Keep the code that is being written."""
    find_unit(desk, slug)
    desk.save_draft(slug, form.source())
    return JSONResponse({"saved": True})


@router.post("/start-over")
def start_over(desk: TheDesk, slug: str) -> RedirectResponse:
    """Forget the draft; the editor holds the starter again."""
    find_unit(desk, slug)
    desk.drop_draft(slug)
    return RedirectResponse(f"/problems/{slug}", 303)


@router.post("/hints")
def next_hint(desk: TheDesk, slug: str) -> RedirectResponse:
    """Show one more hint."""
    find_unit(desk, slug)
    desk.next_hint(slug)
    return RedirectResponse(f"/problems/{slug}#hints", 303)


@router.post("/give-up")
def give_up(desk: TheDesk, slug: str) -> RedirectResponse:
    """Open the solutions without having solved it."""
    find_unit(desk, slug)
    desk.give_up(slug)
    return RedirectResponse(f"/problems/{slug}#debrief", 303)
