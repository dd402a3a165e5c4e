"""What the pages of the candidate's own cards show."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.own_card import OwnCard
from hotseat.practice.desk import Desk
from hotseat.practice.own_cards import Imported, notes_on
from hotseat.practice.reviewing import title_of
from hotseat.web.errors import not_found
from hotseat.web.security import Form

T = TypeVar("T")
SHOWN = 200  # cards of a group on the list
_MATHS = re.compile(r"(\$\$[^$]{1,2000}\$\$|\$(?=\S)[^$\n]{1,500}(?<=\S)\$(?!\d))")


@dataclass(frozen=True)
class Piece:
    """A stretch of a side. kind: "text", "math" or "math block"."""

    text: str
    kind: str


@dataclass(frozen=True)
class ShownCard:
    """A card as it is shown. is_changed: there is something to undo."""

    card: OwnCard
    topic: str | None
    front: tuple[Piece, ...]
    back: tuple[Piece, ...]
    is_changed: bool


@dataclass(frozen=True)
class Group:
    """The cards of one area, or those without a topic. lines: unit and title; more: how many are not listed."""

    id: str
    name: str
    lines: tuple[tuple[str, str], ...]
    more: int

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.lines) + self.more


def listed(desk: Desk, imported: Imported | None = None, error: HotseatError | None = None) -> dict[str, Any]:
    """What the list shows. imported: what came of a file just now."""
    removed = [(line.unit, title_of(line.head)) for line in desk.own_cards.removed()]
    notes = notes_on(imported) if imported else []
    return {"groups": groups(desk), "removed": removed, "imported": imported, "notes": notes, "error": error}


def bring_in(desk: Desk, form: Form) -> Imported:
    """Add the cards of the form's file. Raises WrongInput."""
    if form.upload is None or not form.upload.name:
        raise WrongInput("No file was chosen.", "", "Choose a .csv or .apkg file.")
    return desk.own_cards.import_stream(form.upload.name, form.upload.stream)


def editing(desk: Desk, unit: str, form: Form | None = None) -> dict[str, Any]:
    """A card with what a form said instead. Raises a 404."""
    shown = find(desk, unit)
    card = shown.card
    values = {"front": card.front, "back": card.back, "topic": card.topic or ""}
    if form is not None:
        values = {name: form.text(name) for name in values}
    return {"shown": shown, "values": values, "areas": desk.syllabus().areas, "error": None}


def or_not_found(change: Callable[[], T]) -> T:
    """What is changed. Raises a 404 for a card that is not there."""
    try:
        return change()
    except WrongInput as error:
        raise not_found(error) from error


def groups(desk: Desk) -> list[Group]:
    """Areas that have cards, in the order of the syllabus, then the rest."""
    lines = desk.own_cards.lines()
    areas = [(area.id, area.name) for area in desk.syllabus().areas] + [
        ("", "Without a topic of the syllabus")
    ]
    found = []
    for area, name in areas:
        own = [line for line in lines if (line.topic or "").partition(".")[0] == area]
        if own:
            listed = tuple((line.unit, title_of(line.head)) for line in own[:SHOWN])
            found.append(Group(area or "other", name, listed, len(own) - len(listed)))
    return found


def find(desk: Desk, unit: str) -> ShownCard:
    """The card. Raises a 404."""
    card = or_not_found(lambda: desk.own_cards.one(unit))
    topic = desk.syllabus().topic(card.topic) if card.topic else None
    sides = pieces(card.front), pieces(card.back)
    return ShownCard(card, topic.name if topic else None, *sides, desk.own_cards.is_changed(unit))


def rate(desk: Desk, unit: str, form: Form) -> HotseatError | None:
    """Record the rating of a form; what is wrong with it, or None."""
    try:
        desk.own_cards.rate(unit, form.text("rating"), seconds=form.seconds())
    except WrongInput as error:
        return error
    return None


def pieces(side: str) -> tuple[Piece, ...]:
    """A side as text and formulas; all of it is escaped when it is rendered."""
    found = []
    for part in _MATHS.split(side):
        is_block = len(part) > 4 and part.startswith("$$")
        if _MATHS.fullmatch(part):
            found.append(Piece(part.strip("$"), "math block" if is_block else "math"))
        elif part:
            found.append(Piece(part, "text"))
    return tuple(found)
