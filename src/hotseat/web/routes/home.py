"""Home: what to do next and what happened last."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from hotseat.web import overview
from hotseat.web.rendering import page
from hotseat.web.routes.wiring import TheDesk

router = APIRouter(default_response_class=HTMLResponse)
RECENT = 6


@router.get("/")
def home(request: Request, desk: TheDesk) -> HTMLResponse:
    """The next problem, recent attempts, counts per area."""
    lines = desk.problems()
    return page(
        request,
        "home.html",
        suggestion=overview.suggest(lines, lambda slug: desk.draft(slug) is not None),
        areas=overview.count_areas(lines, desk.syllabus()),
        lines={line.unit.slug: line for line in lines},
        recent=desk.history(limit=RECENT),
        queue=desk.reviews.queue(),
        days=desk.reviews.days_left(),
    )


@router.get("/keys")
def keys(request: Request) -> HTMLResponse:
    """All keys, for browsers without scripts; others open them over the page."""
    return page(request, "keys.html")
