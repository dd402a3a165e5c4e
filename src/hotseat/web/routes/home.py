"""Home: today's plan, readiness, what happened last; and three questions for those who are new."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from hotseat.model.errors import HotseatError
from hotseat.web import overview, plan_pages
from hotseat.web.rendering import page, when_ready
from hotseat.web.routes.wiring import TheDesk, TheForm

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/")
def home(request: Request, desk: TheDesk) -> Response:
    """How things stand and what is next; the three questions where nothing is known."""
    if desk.progress.is_new:
        return page(request, "home_start.html", **overview.beginning(desk), **plan_pages.asking(desk))
    return when_ready(request, desk, "home.html", **overview.standing(desk))


@router.post("/start")
def start(request: Request, desk: TheDesk, form: TheForm) -> Response:
    """Keep the answers to the three questions."""
    try:
        desk.progress.notebook.keep(plan_pages.wishes_of(form))
    except HotseatError as error:
        context = {**overview.beginning(desk), **plan_pages.asking(desk, form, error)}
        return page(request, "home_start.html", status=422, **context)
    return RedirectResponse("/", 303)


@router.post("/start/skip")
def skip(desk: TheDesk) -> RedirectResponse:
    """Pass over the three questions."""
    desk.progress.notebook.skip()
    return RedirectResponse("/", 303)


@router.get("/keys")
def keys(request: Request) -> HTMLResponse:
    """All keys, for browsers without scripts; others open them over the page."""
    return page(request, "keys.html")
