"""What a mock interview keeps closed while it runs: solutions, answers and earlier attempts at what it has asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from hotseat.bank.shelf import Bank
from hotseat.model.answer import BEHAVIOURAL, CONCEPT
from hotseat.model.attempt import CODING, Attempt, AttemptLine
from hotseat.model.errors import Sealed
from hotseat.model.loop import SCREEN, Loop
from hotseat.scorecard.sitting import RoundState, Sitting, sitting
from hotseat.store.record import Store

# The kind of unit that each kind of round asks.
ASKS = {"coding": CODING, SCREEN: CODING, "concepts": CONCEPT, "behavioural": BEHAVIOURAL}
Key = tuple[str, str]


class Seal:
    """One learner's running interviews, for those who would show what they ask.

    A round that has not begun seals nothing: a seal on its units would tell what is coming.
    """

    def __init__(self, store: Store, bank: Bank, learner: str, now: Callable[[], datetime]) -> None:
        self._store = store
        self._bank = bank
        self._learner = learner
        self._now = now
        self._over = set[str]()  # a loop that is over stays over

    def rounds(self) -> list[tuple[Loop, RoundState]]:
        """Every round that has begun in a loop that is not over."""
        found = []
        for loop in self._store.loops.all(self._learner):
            if loop.id in self._over:
                continue
            now = sitting(loop, self._store.loops.events(self._learner, loop.id))
            if self._is_over(now):
                self._over.add(loop.id)
            else:
                found += [(loop, state) for state in now.rounds if state.began_at is not None]
        return found

    def units(self) -> dict[Key, tuple[Loop, RoundState]]:
        """What is sealed, by round and unit, with what seals it."""
        return {
            (ASKS[state.drawn.format.kind], unit): (loop, state)
            for loop, state in self.rounds()
            for unit in state.drawn.units
        }

    def check(self, round_: str, unit: str) -> None:
        """Raise Sealed where a running interview asks this unit."""
        found = self.units().get((round_, unit))
        if found is not None:
            raise Sealed(found[0].id)

    def since(self, round_: str) -> dict[str, datetime]:
        """The sealed units of a kind, with the moment from which answers to them belong to the interview."""
        return {unit: loop.at for (kind, unit), (loop, _) in self.units().items() if kind == round_}

    def told(self, attempt: Attempt) -> Attempt:
        """The attempt as its candidate may see it now. Raises Sealed for one that the interview did not show."""
        found = self.units().get((CODING, attempt.unit))
        if found is None:
            return attempt
        loop, state = found
        if attempt.id not in _handed_in(state):
            raise Sealed(loop.id)
        return self._in_levels(state, attempt) if state.drawn.format.kind == SCREEN else attempt

    def told_lines(self, lines: list[AttemptLine]) -> list[AttemptLine]:
        """The same for lists, which say of an attempt no more than its verdict and its mistake."""
        screens = {
            attempt: state
            for _, state in self.rounds()
            if state.drawn.format.kind == SCREEN
            for attempt in _handed_in(state)
        }
        return [self._told_line(line, screens[line.id]) if line.id in screens else line for line in lines]

    def _told_line(self, line: AttemptLine, state: RoundState) -> AttemptLine:
        attempt = self._store.attempt(line.id)
        verdict = self._in_levels(state, attempt).verdict if attempt else line.verdict
        return replace(line, verdict=verdict, mistake=None)

    def _in_levels(self, state: RoundState, attempt: Attempt) -> Attempt:
        """An attempt of a screen with the levels that were open when it was handed in."""
        from hotseat.practice.rounds.screen import open_levels, up_to_level  # late: it needs the grader

        stages = len(self._bank.unit(attempt.unit).stages)
        ids = _handed_in(state)
        before = [self._store.attempt(each) for each in ids[: ids.index(attempt.id)]]
        level = open_levels([each for each in before if each is not None], stages)
        judgement = up_to_level(attempt.judgement, level)
        return replace(attempt, judgement=judgement, verdict=judgement.verdict)

    def _is_over(self, now: Sitting) -> bool:
        """Whether it is, though nobody may have written it down: nothing comes after a last round's deadline."""
        return now.stage == "over" or (now.is_overdue(self._now()) and now.number == len(now.rounds) - 1)


def _handed_in(state: RoundState) -> list[str]:
    """The ids of a round's attempts, oldest first, with those at its end."""
    ids = [str(each.detail["id"]) for each in state.of("handed-in")]
    settled = [item for event in state.of("settled") for item in event.detail.get("items", [])]
    return ids + [str(item["handed_in"]) for item in settled if "handed_in" in item]
