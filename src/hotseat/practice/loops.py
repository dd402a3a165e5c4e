"""Mock interviews: begun, run by the clock, ended, scored.

How it works: a loop is a row and its events are rows; nothing is kept in memory, so a loop survives the server. What a
screen shows is the fold of the events (scorecard/sitting.py) at the present moment. A round whose minutes are over has
ended at its deadline; whoever looks next writes that down. First "ended" is written, in one transaction with the
look at the clock, so that it is written once; then what was being written is handed in and measured, and "settled"
says so. A server that dies in between finds an ended round that is not settled, and settles it.
"""

import random
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from hotseat.bank.shelf import Bank
from hotseat.model.errors import WrongInput
from hotseat.model.loop import DrawnRound, EventKind, Loop, LoopEvent, LoopFormat, RoundFormat
from hotseat.practice.drawing import Known, draw
from hotseat.practice.response import MAX_BYTES
from hotseat.practice.rounds import KINDS
from hotseat.practice.rounds.coding import CodingRound
from hotseat.practice.rounds.protocol import Peek, RoundKind
from hotseat.scorecard.sitting import RoundState, Sitting, sitting
from hotseat.store.record import Store

if TYPE_CHECKING:
    from hotseat.practice.desk import Desk

MOST_SEED = 2**31
LONGEST_ROUND_MINUTES, MOST_ROUNDS = 120, 8
BOX_CHARACTERS = 60
_SETTLING = threading.Lock()


@dataclass(frozen=True)
class LoopLine:
    """A loop as lists show it."""

    sitting: Sitting

    @property
    def has_begun(self) -> bool:
        """Whether a round was begun."""
        return any(each.began_at is not None for each in self.sitting.rounds)

    @property
    def link(self) -> str:
        """The path of the page where it goes on, or of its scorecard."""
        place = f"/loops/{self.sitting.loop.id}"
        return f"{place}/scorecard" if self.sitting.stage == "over" else place

    @property
    def words(self) -> str:
        """How far it is."""
        now = self.sitting
        done = sum(each.ended_at is not None for each in now.rounds)
        of = f"of {len(now.rounds)} round{'s' * (len(now.rounds) > 1)}"
        if now.has_left:
            return f"left after {done} {of}" if done else "left, nothing to judge"
        if now.stage == "over":
            return "being measured" if any(needs_settling(each) for each in now.rounds) else "finished"
        if now.stage == "before":
            return f"{done} {of} done" if self.has_begun else "not begun"
        return f"round {done + 1} of {len(now.rounds)} {'is paused' if now.stage == 'paused' else 'runs'}"


class Loops:
    """One learner's mock interviews."""

    def __init__(
        self, desk: "Desk", store: Store, bank: Bank, learner: str, now: Callable[[], datetime]
    ) -> None:
        self.desk = desk
        self.store = store
        self.bank = bank
        self.learner = learner
        self.now = now

    def formats(self) -> list[LoopFormat]:
        """Every format whose rounds can be held, shortest first."""
        found = [
            each for each in self.bank.loops().formats.values() if all(r.kind in KINDS for r in each.rounds)
        ]
        return sorted(found, key=lambda each: (each.minutes, each.slug))

    def lines(self) -> list[LoopLine]:
        """Every loop, newest first."""
        return [LoopLine(self._fold(loop)) for loop in self.store.loops.all(self.learner)]

    def start(self, slug: str, *, seed: int | None = None) -> Sitting:
        """Draw the units of a format and begin its loop; the first round waits. Raises WrongInput."""
        found = self.bank.loops().format(slug)
        return self._start(found.slug, found.title, found.rounds, seed)

    def start_custom(self, rounds: tuple[RoundFormat, ...], *, seed: int | None = None) -> Sitting:
        """The same with rounds of one's own. Raises WrongInput."""
        if not 1 <= len(rounds) <= MOST_ROUNDS:
            raise WrongInput(f"A loop has 1 to {MOST_ROUNDS} rounds.", "", "Add or remove some.")
        for each in rounds:
            if not 5 <= each.minutes <= LONGEST_ROUND_MINUTES:
                what = f"A round takes 5 to {LONGEST_ROUND_MINUTES} minutes."
                raise WrongInput(what, each.title, "Change its minutes.")
        return self._start("custom", "Custom loop", rounds, seed)

    def one(self, loop_id: str) -> Sitting:
        """A loop as it stands. Raises WrongInput when there is none."""
        loop = self.store.loops.one(self.learner, loop_id)
        if loop is None:
            raise WrongInput(f"There is no loop '{loop_id[:40]}'.", "", "See yours: hotseat loop")
        return self._fold(loop)

    def running(self) -> Sitting | None:
        """The newest loop that is not over, or None."""
        return next((each.sitting for each in self.lines() if each.sitting.stage != "over"), None)

    def begin(self, loop_id: str) -> Sitting:
        """Start the clock of the next round. Raises WrongInput when a round runs, or all are over."""
        return self._step(loop_id, ("before",), "began", {})

    def pause(self, loop_id: str) -> Sitting:
        """Stop the clock; the record says so."""
        return self._step(loop_id, ("running",), "paused", {})

    def resume(self, loop_id: str) -> Sitting:
        """Let the clock go on."""
        return self._step(loop_id, ("paused",), "resumed", {})

    def stop(self, loop_id: str, by: str = "candidate") -> Sitting:
        """End the running round; what is being written is still to be handed in, by settle."""
        return self._step(loop_id, ("running", "paused"), "ended", {"by": by})

    def end(self, loop_id: str, by: str = "candidate") -> Sitting:
        """End the running round, hand in what is being written, and measure it."""
        self.stop(loop_id, by)
        return self.settle(loop_id)

    def leave(self, loop_id: str) -> Sitting:
        """Give the loop up; what was done stays in the record."""
        now = self.one(loop_id)
        if now.stage != "over":
            self._write(now, "left", {}, None, now.number)
        return self.one(loop_id)

    def act(self, loop_id: str, action: str, fields: Mapping[str, str]) -> Sitting:
        """Let the running round do what the candidate asked for. Raises WrongInput when its time is over."""
        now, state, kind = self._open(loop_id)
        if action not in kind.actions:
            raise WrongInput(f"A round of the kind '{kind.kind}' knows no '{action[:40]}'.")
        kind.act(self, now, state, action, fields)
        return self.one(loop_id)

    def view(self, current: Sitting) -> Any:
        """What the page of the running round shows."""
        state = current.current
        assert state is not None
        return KINDS[state.drawn.format.kind].view(self, current, state)

    def open_coding(self, loop_id: str) -> tuple[Sitting, RoundState, CodingRound]:
        """The running round, which is one that takes code. Raises WrongInput."""
        now, state, kind = self._open(loop_id)
        if not isinstance(kind, CodingRound):
            raise WrongInput("This round takes no code.", "", "Go back to the loop.")
        return now, state, kind

    def save_draft(self, loop_id: str, name: str, text: str) -> None:
        """Keep what is being written in a box of the running round. Raises WrongInput when its time is over."""
        now, state, _ = self._open(loop_id)
        if len(text.encode("utf-8", "replace")) > MAX_BYTES or "\0" in text or len(name) > BOX_CHARACTERS:
            raise WrongInput("This is too large to be kept, or no text.", "", "Shorten it.")
        self.store.save_draft(self.learner, _draft_key(now, state, name), text, self.now())

    def draft(self, sitting: Sitting, state: RoundState, name: str) -> str | None:
        """What was being written in a box of a round, or None."""
        return self.store.draft(self.learner, _draft_key(sitting, state, name))

    def write(
        self, sitting: Sitting, what: EventKind, detail: Mapping[str, Any], at: datetime | None = None
    ) -> LoopEvent:
        """Append an event of the round that runs or ran last."""
        number = sitting.number if sitting.number is not None else len(sitting.rounds) - 1
        return self._write(sitting, what, detail, at, number)

    def peek(self, now: Sitting) -> Peek | None:
        """What an interviewer sees of the running round; None between rounds and at its end."""
        state = now.current
        if state is None or state.began_at is None:
            return None
        return KINDS[state.drawn.format.kind].peek(self, now, state)

    def note(self, loop_id: str, number: int, detail: Mapping[str, Any]) -> None:
        """Append another person's note or tick about a round. Raises WrongInput for a round that has not begun."""
        self._about(loop_id, number, "noted", detail)

    def judge(self, loop_id: str, number: int, detail: Mapping[str, Any]) -> None:
        """Append somebody's level for a competency of a round."""
        self._about(loop_id, number, "judged", detail)

    def _about(self, loop_id: str, number: int, what: EventKind, detail: Mapping[str, Any]) -> None:
        now = self.one(loop_id)
        if not 0 <= number < len(now.rounds) or now.rounds[number].began_at is None:
            raise WrongInput("This round has not begun.", "", "Wait until the candidate begins it.")
        self._write(now, what, detail, None, number)

    def settle(self, loop_id: str) -> Sitting:
        """End a round whose minutes are over, and measure every ended round that was not yet."""
        with _SETTLING:
            self._end_overdue(loop_id)
            now = self.one(loop_id)
            for state in now.rounds:
                if state.ended_at is not None and not state.of("settled"):
                    facts = KINDS[state.drawn.format.kind].settle(
                        self, replace(now, number=state.number), state
                    )
                    self._write(now, "settled", facts, None, state.number)
        return self.one(loop_id)

    def settle_all(self) -> int:
        """End what is overdue in every loop; how many loops were touched. For the server's own clock."""
        touched = 0
        for line in self.lines():
            found = line.sitting
            if found.is_overdue(self.now()) or any(needs_settling(each) for each in found.rounds):
                self.settle(found.loop.id)
                touched += 1
        return touched

    def _end_overdue(self, loop_id: str) -> None:
        with self.store.transaction():
            now = self.one(loop_id)
            state = now.current
            if state is not None and now.is_overdue(self.now()):
                self._write(now, "ended", {"by": "clock"}, state.deadline, now.number)

    def _open(self, loop_id: str) -> tuple[Sitting, RoundState, RoundKind]:
        now = self.one(loop_id)
        state = now.current
        if now.stage != "running" or state is None or now.is_overdue(self.now()):
            what = {"paused": "The round is paused.", "before": "The round has not begun."}
            said = what.get(now.stage, "The round is over; nothing more is taken.")
            raise WrongInput(said, "", "Go back to the loop.")
        return now, state, KINDS[state.drawn.format.kind]

    def _step(
        self, loop_id: str, stages: tuple[str, ...], what: EventKind, detail: Mapping[str, Any]
    ) -> Sitting:
        with self.store.transaction():
            now = self.one(loop_id)
            state = now.current
            if now.stage not in stages or state is None or now.is_overdue(self.now()):
                raise WrongInput(_NOT_NOW[what], "", "Reload the page to see where the loop stands.")
            self._write(now, what, detail, None, now.number)
        return self.one(loop_id)

    def _start(self, slug: str, title: str, rounds: tuple[RoundFormat, ...], seed: int | None) -> Sitting:
        number = random.SystemRandom().randrange(MOST_SEED) if seed is None else seed
        rng = random.Random(number)
        known, syllabus = Known(self.seen(), self.desk.progress.mastery()), self.bank.syllabus()
        drawn = []
        for each in rounds:
            if each.kind not in KINDS:
                raise WrongInput(
                    f"There are no rounds of the kind '{each.kind}' yet.", slug, "Choose another."
                )
            units = draw(each, KINDS[each.kind].pool(self.bank), known, syllabus, rng)
            known = replace(
                known, seen={**known.seen, **{unit: known.seen.get(unit, 0) + 1 for unit in units}}
            )
            drawn.append(DrawnRound(each, units))
        loop = Loop(str(uuid4()), slug, title, number, self.now(), tuple(drawn), self.learner)
        self.store.add(loop)
        return self._fold(loop)

    def seen(self) -> dict[str, int]:
        """How often each unit was met, in practice or in a loop."""
        seen: dict[str, int] = {
            slug: each.attempts for slug, each in self.store.progress(self.learner).items()
        }
        for _, unit in self.store.answers.units(self.learner):
            seen[unit] = seen.get(unit, 0) + 1
        for loop in self.store.loops.all(self.learner):
            for unit in {unit for each in loop.rounds for unit in each.units}:
                seen[unit] = seen.get(unit, 0) + 1
        return seen

    def _fold(self, loop: Loop) -> Sitting:
        return sitting(loop, self.store.loops.events(self.learner, loop.id))

    def _write(
        self, of: Sitting, what: EventKind, detail: Mapping[str, Any], at: datetime | None, number: int | None
    ) -> LoopEvent:
        event = LoopEvent(
            str(uuid4()), of.loop.id, at or self.now(), what, number, dict(detail), self.learner
        )
        self.store.add(event)
        return event


_NOT_NOW: dict[str, str] = {
    "began": "No round can begin now.",
    "paused": "No round is running that could be paused.",
    "resumed": "No round is paused.",
    "ended": "No round is running.",
}


def needs_settling(state: RoundState) -> bool:
    """Whether a round has ended and was not measured yet."""
    return state.ended_at is not None and not state.of("settled")


def _draft_key(of: Sitting, state: RoundState, name: str) -> str:
    return f"loop/{of.loop.id}/{state.number}/{name}"
