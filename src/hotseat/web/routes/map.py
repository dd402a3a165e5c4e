"""The map of the syllabus."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from hotseat.practice import atlas
from hotseat.web.rendering import page
from hotseat.web.routes.wiring import TheDesk

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/map")
def syllabus_map(request: Request, desk: TheDesk) -> HTMLResponse:
    """Areas as rows, topics as cells."""
    return page(request, "map.html", rows=atlas.draw(desk))
