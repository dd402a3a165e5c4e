"""An automated screen: one code base, four levels; the next is shown when the one before passes."""

from collections.abc import Sequence
from dataclasses import replace

from hotseat.model.attempt import Attempt
from hotseat.model.event import Event
from hotseat.model.loop import SCREEN
from hotseat.model.scorecard import Score
from hotseat.model.unit import CodingUnit, stage_of
from hotseat.model.verdict import CheckResult, Judgement, Outcome, Verdict
from hotseat.practice.rounds.coding import CodingRound, attempts_of
from hotseat.practice.rounds.protocol import Room
from hotseat.practice.submission import OnEvent
from hotseat.scorecard.screen import Passed, screen_scores
from hotseat.scorecard.sitting import RoundState, Sitting


class ScreenRound(CodingRound):
    """Four progressive levels."""

    kind = SCREEN
    is_staged = True
    actions: tuple[str, ...] = ("hint",)

    def statement(self, unit: CodingUnit, attempts: Sequence[Attempt]) -> str:
        """Every level up to the first that has not passed."""
        return "\n\n".join(unit.stages[: open_levels(attempts, len(unit.stages))])

    def heard(self, room: Room, state: RoundState, on_event: OnEvent | None) -> OnEvent | None:
        """Checks of levels that are not open yet stay unheard."""
        if on_event is None:
            return None
        level = self._level(room, state)
        return lambda event: _tell(event, level, on_event)

    def hand_in(
        self, room: Room, sitting: Sitting, state: RoundState, source: str, on_event: OnEvent | None = None
    ) -> Attempt:
        """As for a problem; the attempt comes back with the levels that are open."""
        level = self._level(room, state)
        attempt = super().hand_in(room, sitting, state, source, on_event)
        judgement = up_to_level(attempt.judgement, level)
        return replace(attempt, judgement=judgement, verdict=judgement.verdict)

    def run(self, room: Room, state: RoundState, source: str, on_event: OnEvent | None = None) -> Judgement:
        """As for a problem, with the levels that are open."""
        return up_to_level(super().run(room, state, source, on_event), self._level(room, state))

    def _level(self, room: Room, state: RoundState) -> int:
        return open_levels(attempts_of(room, state, 0), len(room.bank.unit(state.drawn.units[0]).stages))

    def scores(self, room: Room, sitting: Sitting, state: RoundState) -> list[Score]:
        """Levels passed, and whether later work broke earlier levels."""
        unit = room.bank.unit(state.drawn.units[0])
        passed = []
        for attempt in attempts_of(room, state, 0):
            passed.append(Passed(passed_levels(attempt, len(unit.stages)), f"/attempts/{attempt.id}"))
        hints = len(state.of("hint", 0))
        return screen_scores(unit.title, passed, len(unit.stages), hints)


def _tell(event: Event, level: int, on_event: OnEvent) -> None:
    """Pass on what belongs to the levels up to this one; they pass when all of theirs do."""
    value = event.value
    if isinstance(value, CheckResult):
        if stage_of(value.name) <= level:
            on_event(event)
    elif isinstance(value, Judgement):
        on_event(Event(event.kind, up_to_level(value, level)))
    elif event.kind != "mistake":
        on_event(event)


def up_to_level(judgement: Judgement, level: int) -> Judgement:
    """A judgement with the checks of the levels up to this one; accepted when all of theirs pass."""
    checks = tuple(each for each in judgement.checks if stage_of(each.name) <= level)
    is_passed = bool(checks) and all(each.outcome is Outcome.PASSED for each in checks)
    verdict = Verdict.ACCEPTED if is_passed else judgement.verdict
    return replace(judgement, checks=checks, verdict=verdict, mistake=None)


def open_levels(attempts: Sequence[Attempt], stages: int) -> int:
    """How many levels are open after these attempts: one more than the most that passed."""
    return min(stages, 1 + max((passed_levels(each, stages) for each in attempts), default=0))


def passed_levels(attempt: Attempt, stages: int) -> int:
    """How many levels pass, counted from the first."""
    for level in range(1, stages + 1):
        own = [each for each in attempt.judgement.checks if stage_of(each.name) == level]
        if not own or any(each.outcome is not Outcome.PASSED for each in own):
            return level - 1
    return stages
