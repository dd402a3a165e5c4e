"""What the pages of the candidate's own cards show."""

import re
from dataclasses import dataclass

from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.own_card import OwnCard
from hotseat.practice.desk import Desk
from hotseat.practice.reviewing import title_of
from hotseat.web.errors import not_found
from hotseat.web.security import Form

SHOWN = 200  # cards of a group on the list
_MATHS = re.compile(r"(\$\$[^$]{1,2000}\$\$|\$(?=\S)[^$\n]{1,500}(?<=\S)\$(?!\d))")


@dataclass(frozen=True)
class Piece:
    """A stretch of a side. kind: "text", "math" or "math block"."""

    text: str
    kind: str


@dataclass(frozen=True)
class ShownCard:
    """A card as it is shown."""

    card: OwnCard
    topic: str | None
    front: tuple[Piece, ...]
    back: tuple[Piece, ...]


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
    try:
        card = desk.own_cards.one(unit)
    except WrongInput as error:
        raise not_found(error) from error
    topic = desk.syllabus().topic(card.topic) if card.topic else None
    return ShownCard(card, topic.name if topic else None, pieces(card.front), pieces(card.back))


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
