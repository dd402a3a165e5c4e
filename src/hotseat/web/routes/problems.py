"""The list of problems."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from hotseat.web import catalogue
from hotseat.web.rendering import page
from hotseat.web.routes.wiring import TheDesk

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/problems")
def problems(request: Request, desk: TheDesk) -> HTMLResponse:
    """Every problem by area, narrowed by the filters."""
    chosen = catalogue.Filter.read(request.query_params)
    groups = catalogue.arrange(desk.problems(), desk.syllabus(), chosen)
    return page(request, "problems.html", groups=groups, chosen=chosen, catalogue=catalogue)
