"""A loop as its events tell it: which round, how much time, what was handed in.

The clock is the wall clock of the server. A round lasts until its minutes are over, pauses not counted; when they are,
it has ended at that moment, whether or not anybody was there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from hotseat.model.loop import DrawnRound, Loop, LoopEvent

Stage = Literal["before", "running", "paused", "over"]


@dataclass(frozen=True)
class RoundState:
    """One round. began_at, ended_at: None while it has not; paused_seconds: up to paused_at or now."""

    number: int
    drawn: DrawnRound
    began_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str = ""
    paused_at: datetime | None = None
    paused_seconds: float = 0.0
    events: tuple[LoopEvent, ...] = ()

    @property
    def seconds(self) -> float:
        """What it may take."""
        return 60.0 * self.drawn.format.minutes

    @property
    def deadline(self) -> datetime | None:
        """When its minutes are over; None before it began and while it is paused."""
        if self.began_at is None or self.paused_at is not None:
            return None
        return self.began_at + timedelta(seconds=self.seconds + self.paused_seconds)

    def spent(self, now: datetime) -> float:
        """Seconds that have passed without the pauses, at most the round's own."""
        if self.began_at is None:
            return 0.0
        until = self.ended_at or self.paused_at or now
        return max(0.0, min(self.seconds, (until - self.began_at).total_seconds() - self.paused_seconds))

    def left(self, now: datetime) -> float:
        """Seconds until it ends by itself."""
        return self.seconds - self.spent(now)

    def of(self, what: str, item: int | None = None) -> list[LoopEvent]:
        """Its events of a sort, of an item where one is named, in order."""
        return [
            each
            for each in self.events
            if each.what == what and (item is None or each.detail.get("item") == item)
        ]


@dataclass(frozen=True)
class Sitting:
    """A loop now. number: of the round that runs or comes next; None when all is over."""

    loop: Loop
    rounds: tuple[RoundState, ...]
    stage: Stage
    number: int | None
    has_left: bool = False

    @property
    def current(self) -> RoundState | None:
        """The round that runs or comes next."""
        return None if self.number is None else self.rounds[self.number]

    def is_overdue(self, now: datetime) -> bool:
        """Whether the running round's minutes are over and nobody has ended it yet."""
        current = self.current
        return (
            self.stage == "running"
            and current is not None
            and current.deadline is not None
            and current.deadline <= now
        )


def sitting(loop: Loop, events: Iterable[LoopEvent]) -> Sitting:
    """What the events make of a loop. Events of another order than time are taken as they stand."""
    rounds = [RoundState(number, drawn) for number, drawn in enumerate(loop.rounds)]
    has_left = False
    for event in events:
        has_left = has_left or event.what == "left"
        if event.round is not None and 0 <= event.round < len(rounds):
            rounds[event.round] = _after(rounds[event.round], event)
    number = next((each.number for each in rounds if each.ended_at is None), None)
    if has_left:
        number = None
    if number is None:
        return Sitting(loop, tuple(rounds), "over", None, has_left)
    state = rounds[number]
    stage: Stage = "before" if state.began_at is None else "paused" if state.paused_at else "running"
    return Sitting(loop, tuple(rounds), stage, number)


def _after(state: RoundState, event: LoopEvent) -> RoundState:
    state = replace(state, events=(*state.events, event))
    if state.ended_at is not None:
        return state
    if event.what == "began" and state.began_at is None:
        return replace(state, began_at=event.at)
    if event.what == "paused" and state.began_at is not None and state.paused_at is None:
        return replace(state, paused_at=event.at)
    if event.what == "resumed" and state.paused_at is not None:
        return _resumed(state, event.at)
    if event.what == "ended" and state.began_at is not None:
        if state.paused_at is not None:
            state = _resumed(state, event.at)
        return replace(state, ended_at=event.at, ended_by=str(event.detail.get("by", "candidate")))
    return state


def _resumed(state: RoundState, at: datetime) -> RoundState:
    assert state.paused_at is not None
    gone = max(0.0, (at - state.paused_at).total_seconds())
    return replace(state, paused_at=None, paused_seconds=state.paused_seconds + gone)
