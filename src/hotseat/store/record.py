"""What the practice layer needs from a store, whatever keeps it."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from hotseat.model.answer import Answer
from hotseat.model.attempt import Attempt, AttemptLine
from hotseat.model.card import Card, Standing
from hotseat.model.loop import Loop, LoopEvent
from hotseat.model.own_card import CardVersion, OwnCard
from hotseat.model.own_story import OwnStory
from hotseat.model.verdict import Efficiency


@dataclass(frozen=True)
class Progress:
    """Derived from a unit's attempts."""

    attempts: int
    is_solved: bool
    last_at: datetime


@dataclass(frozen=True)
class HintEvent:
    """Hint `number` (from 1) of a unit was revealed."""

    unit: str
    number: int
    at: datetime
    learner: str = "local"


@dataclass(frozen=True)
class GiveUp:
    """The solutions of a unit were asked for before it was solved."""

    unit: str
    at: datetime
    learner: str = "local"


@dataclass(frozen=True)
class Unreadable:
    """Part of the record that is damaged: where it should be, and why it cannot be read."""

    place: str
    why: str


@dataclass(frozen=True)
class AnswerLine:
    """An answer as schedules and estimates need it. of: the answer that this is a second look at, or None."""

    unit: str
    at: datetime
    credit: float
    possible: float
    seconds: float | None
    hints: int
    by: str
    id: str
    of: str | None


class Try(NamedTuple):
    """An attempt as estimates need it. number: grows with every attempt that is recorded."""

    number: int
    id: str
    unit: str
    at: datetime
    verdict: str
    seconds: float | None
    hints: int


@dataclass(frozen=True)
class OwnCardLine:
    """A card that the learner brought along, as lists need it. head: how its question begins."""

    unit: str
    head: str
    topic: str | None


Entry = Attempt | HintEvent | GiveUp | Answer | Loop | LoopEvent | OwnCard | CardVersion | OwnStory


class CardTable(Protocol):
    """What is remembered, per unit, and the learner's settings."""

    def get(self, learner: str, round_: str, unit: str) -> Card | None:
        """The card of a unit."""

    def put(self, learner: str, card: Card) -> None:
        """Replace the card of a unit."""

    def all(self, learner: str) -> list[Card]:
        """Every card."""

    def standings(self, learner: str, due_by: datetime | None = None) -> list[Standing]:
        """What schedules need, of every card or of those that are due by then."""

    def due_between(self, learner: str, after: datetime, until: datetime) -> list[tuple[str, str]]:
        """Round and unit of the cards that come due in between."""

    def unseen(self, learner: str, keys: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Those of the (round, unit) that have no card, in their order."""

    def forget(self, learner: str) -> None:
        """Drop every card, to derive them again."""

    def setting(self, learner: str, name: str) -> str | None:
        """A setting."""

    def set(self, learner: str, name: str, value: str | None) -> None:
        """Keep a setting; None forgets it."""


class AnswerTable(Protocol):
    """The answers to drills and questions."""

    def one(self, answer_id: str) -> Answer | None:
        """One answer in full."""

    def lines(self, learner: str, round_: str) -> list[AnswerLine]:
        """Every answer of a round, oldest first, without its text."""

    def newest(self) -> int:
        """The number of the last answer of anybody, which changes when one is added."""

    def revision(self, learner: str, answer_id: str) -> str | None:
        """The id of the candidate's own last judgement of an answer, or None."""

    def units(self, learner: str) -> set[tuple[str, str]]:
        """(round, unit) of everything that was ever answered."""

    def of_unit(self, learner: str, round_: str, unit: str) -> list[Answer]:
        """Every answer to a unit in full, oldest first."""

    def all(self, learner: str) -> "Iterator[Answer | Unreadable]":
        """In the order in which they were added."""

    def begun_since(self, learner: str, at: datetime) -> int:
        """How many units that come back for review were answered for the first time since then."""


class OwnStoryTable(Protocol):
    """The learner's own stories, to be read."""

    def current(self, learner: str) -> list[OwnStory]:
        """The last version of every story that was not dropped, newest first."""


class LoopTable(Protocol):
    """Mock interviews, to be read."""

    def one(self, learner: str, loop_id: str) -> Loop | None:
        """One loop."""

    def all(self, learner: str) -> list[Loop]:
        """Every loop, newest first."""

    def events(self, learner: str, loop_id: str) -> list[LoopEvent]:
        """What happened in a loop, in order."""


class OwnCardTable(Protocol):
    """Cards that a learner brought along."""

    def one(self, learner: str, unit: str) -> OwnCard | None:
        """One card as it stands, in full; None for one that was removed."""

    def versions(self, learner: str, unit: str) -> list[CardVersion]:
        """The card as it was brought in, then what became of it; empty for none."""

    def lines(self, learner: str, *, is_removed: bool = False) -> list[OwnCardLine]:
        """Every card as lists need it, or those that were removed."""


class Store(Protocol):
    """The append-only record and the drafts. A write that returned is on disk; all may raise StoreFault."""

    @property
    def answers(self) -> AnswerTable:
        """Answers to drills and questions, to be read."""

    @property
    def own_stories(self) -> OwnStoryTable:
        """The learner's own stories, to be read."""

    @property
    def loops(self) -> LoopTable:
        """Mock interviews, to be read."""

    @property
    def cards(self) -> CardTable:
        """What is derived from answers for reviews."""

    @property
    def own_cards(self) -> OwnCardTable:
        """Cards that learners brought along, to be read."""

    def add(self, entry: Entry) -> bool:
        """Append; False when the same entry is already there."""

    def add_measurement(self, attempt_id: str, efficiency: Efficiency) -> None:
        """Append an attempt's running times."""

    def attempt(self, attempt_id: str) -> Attempt | None:
        """One attempt in full, with its measurement."""

    def lines(self, learner: str, unit: str | None, limit: int, before: datetime | None) -> list[AttemptLine]:
        """Newest first."""

    def progress(self, learner: str) -> dict[str, Progress]:
        """Per unit that was tried."""

    def tries(self, learner: str, after: int) -> list[Try]:
        """Attempts that were recorded after one with that number, in that order; 0 for all."""

    def hints_seen(self, learner: str, unit: str) -> int:
        """The highest hint revealed; 0 for none."""

    def has_given_up(self, learner: str, unit: str) -> bool:
        """Whether the solutions were asked for."""

    def draft(self, learner: str, unit: str) -> str | None:
        """The text that was being written."""

    def save_draft(self, learner: str, unit: str, text: str, now: datetime) -> None:
        """Replace the draft."""

    def drop_draft(self, learner: str, unit: str) -> None:
        """Forget the draft."""

    def entries(self, learner: str) -> Iterator[Entry | Unreadable]:
        """Everything in a learner's record: attempts in the order in which they were added, then the rest.

        What is damaged comes as Unreadable, so that the rest can be saved.
        """

    def transaction(self) -> AbstractContextManager[None]:
        """All writes inside happen, or none."""

    def count(self) -> int:
        """How many attempts there are."""

    def size(self) -> tuple[int, ...]:
        """Numbers that grow when something is recorded, in no time; all 0 for an empty record."""

    def problems(self) -> list[str]:
        """What an inspection of the whole store finds."""

    def rebuild(self) -> None:
        """Derive again what is derived from attempts."""

    def close(self) -> None:
        """Let go of the file."""
