"""What a kind of round is. Adding one is a module beside this one, a line in __init__.py, and its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from hotseat.bank.shelf import Bank
from hotseat.model.loop import LoopEvent
from hotseat.model.scorecard import Score
from hotseat.scorecard.sitting import RoundState, Sitting
from hotseat.store.record import Store

if TYPE_CHECKING:
    from hotseat.practice.desk import Desk


@dataclass(frozen=True)
class Drawable:
    """A unit that a round can ask. minutes: what it takes in a round, follow-ups included."""

    slug: str
    title: str
    topics: tuple[str, ...]
    level: str
    minutes: float


@dataclass(frozen=True)
class Said:
    """A line of the conversation. by: "you" or "interviewer"."""

    by: str
    text: str


@dataclass(frozen=True)
class Peek:
    """What an interviewer sees of a running round, and the candidate never does.

    model: the answer or solution, as Markdown; facts: (heading, Markdown); points: (id, what a full answer says);
    writing: (name of the box, text) as it stands.
    """

    item: int
    title: str
    asks: str
    model: str
    facts: tuple[tuple[str, str], ...] = ()
    points: tuple[tuple[str, str], ...] = ()
    writing: tuple[tuple[str, str], ...] = ()


class Room(Protocol):
    """What a round finds in its room: the loop it belongs to, the record, and a pen."""

    desk: "Desk"
    store: Store
    bank: Bank
    learner: str

    def now(self) -> datetime:
        """The present moment."""

    def write(
        self, sitting: Sitting, what: Any, detail: Mapping[str, Any], at: datetime | None = None
    ) -> LoopEvent:
        """Append an event of the current round."""

    def draft(self, sitting: Sitting, state: RoundState, name: str) -> str | None:
        """What was being written in a box of the round, or None."""


class RoundKind(Protocol):
    """One kind of round. Its page is the template round_<kind>.html."""

    @property
    def kind(self) -> str:
        """Its name in formats and competencies."""

    @property
    def actions(self) -> tuple[str, ...]:
        """What the candidate may ask for."""

    def pool(self, bank: Bank) -> list[Drawable]:
        """What can be asked."""

    def view(self, room: Room, sitting: Sitting, state: RoundState) -> Any:
        """What the page of the running round shows."""

    def peek(self, room: Room, sitting: Sitting, state: RoundState) -> Peek | None:
        """What an interviewer sees; None when everything was asked."""

    def act(
        self, room: Room, sitting: Sitting, state: RoundState, action: str, fields: Mapping[str, str]
    ) -> None:
        """Do what the candidate asked for. Raises HotseatError, with nothing changed."""

    def settle(self, room: Room, sitting: Sitting, state: RoundState) -> dict[str, Any]:
        """Hand in what was being written when the round ended, and measure what its scores need."""

    def scores(self, room: Room, sitting: Sitting, state: RoundState) -> list[Score]:
        """The levels of a round that has ended and was settled."""
