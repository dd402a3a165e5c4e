"""The candidate's own flash cards: the list, a card, its rating."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from hotseat.web import card_pages
from hotseat.web.rendering import page
from hotseat.web.routes.wiring import TheDesk, TheForm

router = APIRouter(prefix="/cards", default_response_class=HTMLResponse)


@router.get("")
def cards(request: Request, desk: TheDesk) -> HTMLResponse:
    """Every card, by area."""
    return page(request, "cards.html", groups=card_pages.groups(desk))


@router.get("/{unit}")
def card(request: Request, desk: TheDesk, unit: str) -> HTMLResponse:
    """One card: its question, and the answer when it is asked for."""
    return page(request, "card.html", shown=card_pages.find(desk, unit), error=None)


@router.post("/{unit}")
def rate(request: Request, desk: TheDesk, form: TheForm, unit: str) -> Response:
    """Record how well it was known."""
    shown = card_pages.find(desk, unit)
    error = card_pages.rate(desk, unit, form)
    if error is not None:
        return page(request, "card.html", status=422, shown=shown, error=error)
    return RedirectResponse(f"/review/next?after={unit}", 303)
