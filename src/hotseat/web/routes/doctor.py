"""What this machine can do and what it cannot enforce."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from hotseat.web.rendering import flowing
from hotseat.web.routes.wiring import TheDesk, TheQueue

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/doctor")
def doctor(request: Request, desk: TheDesk, queue: TheQueue) -> Response:
    """Everything that practising needs, looked at while the page is already there."""
    return flowing(request, "doctor.html", look=lambda: queue.aside(desk.doctor).result())
