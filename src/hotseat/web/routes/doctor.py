"""What this machine can do and what it cannot enforce."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from hotseat.web.rendering import page
from hotseat.web.routes.wiring import TheDesk

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/doctor")
def doctor(request: Request, desk: TheDesk) -> HTMLResponse:
    """Everything that practising needs, looked at now."""
    return page(request, "doctor.html", report=desk.doctor())
