"""The candidate's own flash cards: the list, brought in, a card, its rating, edited, removed, brought back."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from hotseat.model.errors import WrongInput
from hotseat.web import card_pages
from hotseat.web.rendering import page
from hotseat.web.routes.wiring import TheDesk, TheForm

router = APIRouter(prefix="/cards", default_response_class=HTMLResponse)
IMPORT = "/cards/import"


@router.get("")
def cards(request: Request, desk: TheDesk) -> HTMLResponse:
    """Every card, by area."""
    return page(request, "cards.html", **card_pages.listed(desk))


@router.post("/import")
def bring_in(request: Request, desk: TheDesk, form: TheForm) -> HTMLResponse:
    """Add the cards of a file, all or none."""
    try:
        imported = card_pages.bring_in(desk, form)
    except WrongInput as error:
        return page(request, "cards.html", status=422, **card_pages.listed(desk, error=error))
    return page(request, "cards.html", **card_pages.listed(desk, imported))


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


@router.get("/{unit}/edit")
def editor(request: Request, desk: TheDesk, unit: str) -> HTMLResponse:
    """The card to be edited or removed."""
    return page(request, "card_edit.html", **card_pages.editing(desk, unit))


@router.post("/{unit}/edit")
def edit(request: Request, desk: TheDesk, form: TheForm, unit: str) -> Response:
    """Keep another version; what cannot be kept is asked for again."""
    context = card_pages.editing(desk, unit, form)
    try:
        desk.own_cards.edit(unit, form.text("front"), form.text("back"), form.text("topic"))
    except WrongInput as error:
        return page(request, "card_edit.html", status=422, **{**context, "error": error})
    return RedirectResponse(f"/cards/{unit}", 303)


@router.post("/{unit}/remove")
def remove(desk: TheDesk, unit: str) -> RedirectResponse:
    """Take the card out of the reviews."""
    card_pages.or_not_found(lambda: desk.own_cards.remove(unit))
    return RedirectResponse("/cards#removed", 303)


@router.post("/{unit}/undo")
def undo(desk: TheDesk, unit: str) -> RedirectResponse:
    """Take back the last change."""
    is_there = card_pages.or_not_found(lambda: desk.own_cards.undo(unit)) is not None
    return RedirectResponse(f"/cards/{unit}" if is_there else "/cards#removed", 303)
