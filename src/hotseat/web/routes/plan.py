"""The plan day by day, its calendar file, and readiness."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from hotseat.model.errors import HotseatError
from hotseat.practice.timetable import calendar_file
from hotseat.web import plan_pages
from hotseat.web.rendering import page, when_ready
from hotseat.web.routes.wiring import TheDesk, TheForm

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/plan")
def plan(request: Request, desk: TheDesk) -> Response:
    """Every day until the interview."""
    return when_ready(request, desk, "plan.html", **plan_pages.asking(desk), **plan_pages.WORDS)


@router.post("/plan")
def keep(request: Request, desk: TheDesk, form: TheForm) -> Response:
    """Keep what the plan is made for, and make it anew."""
    try:
        desk.progress.notebook.keep(plan_pages.wishes_of(form))
    except HotseatError as error:
        context = {**plan_pages.asking(desk, form, error), **plan_pages.WORDS}
        return page(request, "plan.html", status=422, look=desk.progress.outlook, **context)
    return RedirectResponse("/plan", 303)


@router.get("/plan.ics")
def calendar(request: Request, desk: TheDesk) -> Response:
    """The plan for a calendar. Raises a 409 without a date."""
    content = plan_pages.or_refused(lambda: calendar_file(desk, str(request.base_url).rstrip("/")))
    name = {"content-disposition": "attachment; filename=hotseat.ics"}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=name)


@router.get("/readiness")
def readiness(request: Request, desk: TheDesk) -> Response:
    """The chance of every round and interview, with what lies behind it."""
    return when_ready(request, desk, "readiness.html", **plan_pages.WORDS)
