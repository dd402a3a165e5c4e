"""Drills: the list, an exercise, its outcome."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from hotseat.model.errors import HotseatError, WrongInput
from hotseat.web import drill_pages
from hotseat.web.errors import not_found
from hotseat.web.rendering import page
from hotseat.web.routes.wiring import TheDesk, TheForm

router = APIRouter(prefix="/drills", default_response_class=HTMLResponse)


@router.get("")
def drills(request: Request, desk: TheDesk) -> HTMLResponse:
    """Every drill by area."""
    return page(request, "drills.html", groups=drill_pages.groups(desk))


@router.get("/next")
def following(desk: TheDesk, topic: str = "", after: str = "") -> Response:
    """To an exercise of the drill to do now."""
    try:
        unit = desk.drills.following(topic or None, avoiding=[after] if after else [])
    except WrongInput as error:
        raise not_found(error) from error
    return RedirectResponse(drill_pages.address(desk, unit.slug, topic), 303)


@router.get("/{slug}")
def exercise(request: Request, desk: TheDesk, slug: str, seed: str = "", topic: str = "") -> Response:
    """One exercise; without a seed, a fresh one."""
    drill_pages.find(desk, slug)
    if not seed:
        return RedirectResponse(drill_pages.address(desk, slug, topic), 303)
    asked = drill_pages.ask(desk, slug, seed)
    return page(request, "drill.html", asked=asked, topic=topic, response="", error=None, marked=None)


@router.post("/{slug}")
def answer(request: Request, desk: TheDesk, form: TheForm, slug: str) -> HTMLResponse:
    """Grade and record; an answer that cannot be read is asked for again."""
    drill_pages.find(desk, slug)
    asked, response, topic = (
        drill_pages.ask(desk, slug, form.text("seed")),
        form.text("response"),
        form.text("topic"),
    )
    marked, error = None, None
    try:
        is_shown = form.text("action") == "show"
        marked = desk.drills.answer(slug, asked.seed, response, seconds=form.seconds(), is_shown=is_shown)
    except HotseatError as problem:
        error = problem
    status = 422 if error else 200
    return page(
        request,
        "drill.html",
        status=status,
        asked=asked,
        topic=topic,
        response=response,
        error=error,
        marked=marked,
    )
