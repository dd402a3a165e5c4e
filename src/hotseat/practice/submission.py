"""A submission: judged, and recorded the moment its verdict is known."""

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from hotseat.model.attempt import CODING, Attempt
from hotseat.model.errors import HotseatError
from hotseat.model.event import Event
from hotseat.model.unit import CodingUnit
from hotseat.model.verdict import Efficiency, Judgement
from hotseat.store.faults import StoreFault
from hotseat.store.record import Store

OnEvent = Callable[[Event], None]


class Judging(Protocol):
    """The judge as submissions need it."""

    @property
    def tier(self) -> str:
        """The sandbox tier in force, A, B or C."""

    def judge(
        self,
        unit: CodingUnit,
        source: str,
        *,
        seed: int | None = None,
        is_shown_only: bool = False,
        is_timed: bool = True,
        on_event: OnEvent | None = None,
    ) -> Judgement:
        """Run the checks against the response; report as it goes."""

    def prepare(self, unit: CodingUnit) -> None:
        """Load a unit's checks ahead of need."""

    def close(self) -> None:
        """End the sandbox's processes."""


class NotSaved(HotseatError):
    """The response was judged, but its attempt could not be recorded. It is kept here for another try."""

    def __init__(self, fault: HotseatError, attempt: Attempt) -> None:
        what = f"Your response was judged, but the attempt was not saved. {fault.what}"
        super().__init__(what, fault.where, fault.fix or "Keep your file, and submit it again.")
        self.attempt = attempt


class Submission:
    """One response on its way through the judge into the record.

    keep: appends an attempt to the record. It is added when the verdict is known and before anyone else hears
    of it; what is measured after that is added when it comes. When the store refuses, the verdict is not passed
    on and `finish` raises NotSaved.
    """

    def __init__(
        self,
        store: Store,
        blank: Callable[[Judgement], Attempt],
        forward: OnEvent | None,
        keep: Callable[[Attempt], None],
    ) -> None:
        self._store = store
        self._keep = keep
        self._blank = blank
        self._forward = forward
        self._attempt: Attempt | None = None
        self._efficiency: Efficiency | None = None
        self._fault: StoreFault | None = None

    def hear(self, event: Event) -> None:
        """Take one event of the judge: record what has to be recorded, then pass it on."""
        if event.kind == "verdict" and isinstance(event.value, Judgement):
            self._record(event.value)
        elif isinstance(event.value, Efficiency):
            self._measure(event.value)
        if self._forward is not None and not (self._fault and event.kind in ("verdict", "efficiency")):
            self._forward(event)

    def finish(self, judgement: Judgement) -> Attempt:
        """The recorded attempt with everything that was found. Raises NotSaved."""
        self._record(judgement)
        if judgement.efficiency is not None:
            self._measure(judgement.efficiency)
        attempt = self._attempt or self._blank(judgement)
        attempt = replace(attempt, judgement=judgement, efficiency=judgement.efficiency)
        if self._fault is not None:
            raise NotSaved(self._fault, attempt) from self._fault
        return attempt

    def _record(self, judgement: Judgement) -> None:
        if self._attempt is not None:
            return
        self._attempt = self._blank(judgement)
        try:
            self._keep(self._attempt)
        except StoreFault as fault:
            self._fault = fault
            return
        if judgement.efficiency is None and self._efficiency is not None:
            self._add_measurement(self._efficiency)

    def _measure(self, efficiency: Efficiency) -> None:
        if self._efficiency is not None:
            return
        self._efficiency = efficiency
        if self._attempt is not None and self._fault is None:
            self._add_measurement(efficiency)

    def _add_measurement(self, efficiency: Efficiency) -> None:
        if self._attempt is None:
            return
        try:
            self._store.add_measurement(self._attempt.id, efficiency)
        except StoreFault as fault:
            self._fault = fault


def blank_attempt(  # noqa: PLR0913
    attempt_id: str,
    response: str,
    judgement: Judgement,
    *,
    at: datetime,
    seconds: float | None,
    hints: int,
    learner: str,
) -> Attempt:
    """The attempt that a judgement makes of a response."""
    return Attempt(
        id=attempt_id,
        unit=judgement.unit,
        round=CODING,
        at=at,
        response=response,
        verdict=judgement.verdict,
        judgement=judgement,
        seconds=seconds,
        hints=hints,
        learner=learner,
        efficiency=judgement.efficiency,
    )


def checked_seconds(seconds: float | None) -> float | None:
    """The time taken, or None where it is not a usable number (a clock that went backwards)."""
    return seconds if seconds is not None and math.isfinite(seconds) and seconds >= 0 else None
