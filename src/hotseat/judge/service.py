"""The judge as the rest of Hotseat sees it: a unit and a response in, a Judgement out.

How it works
    Per runtime there is a warm candidate parent (the sandbox's) and a warm examiner parent (examiners.py). A
    submission takes one child and one examiner, both forked ahead, hands the child's descriptors to the examiner and
    reads its messages until Done. The examiner works in its own process, so that nothing a candidate returns reaches
    this one except as text in a result. Past the deadline both are killed. When a warm process dies in the middle the
    submission is judged once more; a second loss is `judge-error`. A turnstile lets `workers` submissions run at a
    time, in order of arrival.
"""

import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from hotseat.judge.examiners import Examiner, Examiners
from hotseat.judge.runtimes import require
from hotseat.judge.wire import Done, Job, Prepared
from hotseat.model.errors import HotseatError
from hotseat.model.event import Event
from hotseat.model.unit import FAST_ENOUGH, CodingUnit
from hotseat.model.verdict import CheckResult, Efficiency, Judgement, NamedMistake, Outcome, Verdict
from hotseat.sandbox import Child, Sandbox, Tier, wake

SLACK_SECONDS = 8.0
MEASURE_SECONDS = 40.0
UNDECIDED = -1  # the seed is the one that the examiner was forked with
Kind = Literal["check", "mistake", "verdict", "efficiency"]
OnEvent = Callable[[Event], None]


class Lost(Exception):
    """The examiner or a warm process went away before the end."""


@dataclass
class Gathered:
    """What an examination has sent so far."""

    checks: list[CheckResult] = field(default_factory=list)
    mistake: NamedMistake | None = None
    efficiency: Efficiency | None = None
    done: Done | None = None
    seed: int = 0


class Judge:
    """Owns the warm processes; thread-safe. tier: None for the best this machine offers.

    is_quick: somebody waits for each verdict: the next submission's processes are made ready between two, and those
    at work stay awake while they wait for each other. Where all cores are busy anyway (a bank's proof) that costs
    more than it gives. is_brief: the first failing check ends an examination, for who asks only whether all pass.
    """

    def __init__(
        self,
        *,
        tier: Tier | None = None,
        workers: int | None = None,
        is_quick: bool = True,
        is_brief: bool = False,
    ) -> None:
        self._sandbox = Sandbox(tier=tier, ahead=int(is_quick))
        self._is_quick = is_quick
        self._is_brief = is_brief
        self._examiners: dict[str, Examiners] = {}
        self._units: dict[str, tuple[CodingUnit, Prepared]] = {}
        self._lock = threading.Lock()
        self._turnstile = Turnstile(workers or max(1, os.cpu_count() or 1))

    @property
    def tier(self) -> str:
        """The sandbox tier in force, A, B or C."""
        return str(self._sandbox.tier)

    def warm(self, *runtimes: str) -> None:
        """Start the processes of these runtimes ahead of need."""
        for runtime in runtimes:
            self._sandbox.warm(runtime)
            self._room(runtime).warm()

    def prepare(self, unit: CodingUnit) -> None:
        """Load a unit's checks ahead of need, as when its page is opened."""
        require(unit.runtime)
        self._sandbox.warm(unit.runtime)
        self._room(unit.runtime).prepare(self._prepared(unit))
        self._sandbox.expect(unit.runtime, unit.forbids)

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
        """Execute the response against the unit's checks; is_timed: measure efficiency where the unit has a workload.

        Emits "check" per result, "mistake" if one is named, "verdict" with the Judgement so far, and "efficiency"
        when measured (before the verdict for units that ask for a speed-up). Raises HotseatError when the sandbox
        cannot run here at all.
        """
        require(unit.runtime)
        emit = on_event or (lambda event: None)
        started = time.perf_counter()
        with self._turnstile.place(), ExitStack() as used:
            gathered = self._attempt(unit, source, seed, used, is_shown_only=is_shown_only, emit=emit)
            judgement = self._concluded(unit, gathered, time.perf_counter() - started)
            is_measured = judgement.verdict is Verdict.ACCEPTED and is_timed and not is_shown_only
            if unit.speedup is not None and is_measured:
                judgement = self._raced(unit, source, judgement, emit)
            judgement = replace(judgement, wall_seconds=time.perf_counter() - started)
            emit(Event("verdict", judgement))
            used.close()  # only now: ending processes takes longer than telling the verdict
            if unit.speedup is None and is_measured:
                judgement = self._measured(unit, source, judgement, emit)
        return judgement

    def close(self) -> None:
        """End every process of the judge's."""
        for room in self._examiners.values():
            room.close()
        self._sandbox.close()

    def _room(self, runtime: str) -> Examiners:
        with self._lock:
            if runtime not in self._examiners:
                self._examiners[runtime] = Examiners(runtime)
            return self._examiners[runtime]

    def _attempt(
        self,
        unit: CodingUnit,
        source: str,
        seed: int | None,
        used: ExitStack,
        *,
        is_shown_only: bool,
        emit: OnEvent,
    ) -> Gathered:
        """One examination; once more from the start if a process of ours was lost. Events come once."""
        sent = 0
        for last in (False, True):
            gathered = Gathered()

            def forward(kind: Kind, value: Any, kept: Gathered = gathered) -> None:
                nonlocal sent
                if kind == "mistake" or len(kept.checks) > sent:
                    sent = max(sent, len(kept.checks))
                    emit(Event(kind, value))

            try:
                job = self._job(unit, "checks", (source,), seed, is_shown_only=is_shown_only)
                self._run(unit, job, gathered, forward, self._seconds(unit), used)
                return gathered
            except Lost as loss:
                if last:
                    gathered.done = Done(Verdict.JUDGE_ERROR, str(loss), "", "")
                    return gathered
        raise AssertionError("unreachable")

    def _run(
        self,
        unit: CodingUnit,
        job: Job,
        gathered: Gathered,
        forward: Callable[[Kind, Any], None],
        seconds: float,
        used: ExitStack,
    ) -> None:
        """Have a job done. What it used up is ended by `used`."""
        room, prepared = self._room(unit.runtime), self._prepared(unit)
        used.callback(self._later, unit, prepared)
        is_quick = self._is_quick and not self._turnstile.is_crowded()
        examiner = room.take(prepared, is_scripted=is_quick)
        used.callback(examiner.close)
        if is_quick:
            examiner.wake()
        children: list[Child] = []
        for _ in job.sources:
            forbids = None if children else unit.forbids
            children.append(self._sandbox.spawn(unit.runtime, forbids, is_quick=is_quick))
            used.callback(children[-1].close)
            if is_quick:
                wake(children[-1])
        gathered.seed = examiner.expects.seed if job.seed == UNDECIDED else job.seed
        fds = [fd for child in children for fd in child.fds()]
        pids = tuple(child.pid for child in children)
        fds_each = len(fds) // len(children)
        job = replace(job, seed=gathered.seed, pids=pids, fds_each=fds_each, is_quick=is_quick)
        examiner.start(job, fds)
        self._listen(examiner, gathered, forward, time.monotonic() + seconds)
        if (
            gathered.done is not None
            and gathered.done.is_lost
            and {child.generation for child in children} != {self._sandbox.generation(unit.runtime)}
        ):
            raise Lost("The warm process was killed while it ran your code, twice. Submit again.")

    def _listen(
        self, examiner: Examiner, gathered: Gathered, forward: Callable[[Kind, Any], None], deadline: float
    ) -> None:
        for kind, value in examiner.messages(deadline):
            if kind == "check":
                gathered.checks.append(value)
            elif kind == "mistake":
                gathered.mistake = value
            elif kind == "failed":
                gathered.done = Done(Verdict.JUDGE_ERROR, value, "", "")
                return
            elif kind == "done":
                gathered.done = value
                return
            elif kind == "efficiency":
                gathered.efficiency = value
                gathered.done = Done(Verdict.ACCEPTED, "", "", "")
                return
            forward(cast(Kind, kind), value)
        if time.monotonic() >= deadline:
            sentence = "The checks did not come to an end with what your program returned."
            gathered.done = Done(Verdict.JUDGE_ERROR, sentence, "", "")
            return
        raise Lost("The judge's own process ended before it had decided. Submit again.")

    def _later(self, unit: CodingUnit, prepared: Prepared) -> None:
        """Have the next child and examiner made ready, for the same unit, without waiting for them.

        Not while others are at work: making ready takes more from them than it gives to the next.
        """
        if not self._is_quick or self._turnstile.is_crowded():
            return

        def refill() -> None:
            with suppress(HotseatError):
                self._room(unit.runtime).refill(prepared)
                self._sandbox.expect(unit.runtime, unit.forbids)

        threading.Thread(target=refill, daemon=True).start()

    def _concluded(self, unit: CodingUnit, gathered: Gathered, seconds: float) -> Judgement:
        done = gathered.done or Done(Verdict.JUDGE_ERROR, "The judge did not come to an end.", "", "")
        return Judgement(
            unit=unit.slug,
            verdict=done.verdict,
            checks=tuple(gathered.checks),
            mistake=gathered.mistake,
            efficiency=None,
            seed=gathered.seed,
            wall_seconds=seconds,
            tier=self.tier,
            message=done.message,
            stdout=done.stdout,
            stderr=done.stderr,
        )

    def _measured(self, unit: CodingUnit, source: str, judgement: Judgement, emit: OnEvent) -> Judgement:
        gathered = self._efficiency(unit, source, judgement.seed)
        if gathered.efficiency is None:
            return judgement
        emit(Event("efficiency", gathered.efficiency))
        return replace(judgement, efficiency=gathered.efficiency)

    def _raced(self, unit: CodingUnit, source: str, judgement: Judgement, emit: OnEvent) -> Judgement:
        """The verdict of a unit that asks for speed: measured against its starter."""
        gathered = self._efficiency(unit, source, judgement.seed)
        found = gathered.efficiency
        result = gathered.checks[0] if gathered.checks else _speed_check(unit, found)
        emit(Event("check", result))
        if found is not None:
            emit(Event("efficiency", found))
        verdict = Verdict.ACCEPTED if result.outcome is Outcome.PASSED else Verdict(result.outcome.value)
        message = judgement.message if verdict is Verdict.ACCEPTED else result.message
        return replace(
            judgement, verdict=verdict, checks=(*judgement.checks, result), efficiency=found, message=message
        )

    def _efficiency(self, unit: CodingUnit, source: str, seed: int) -> Gathered:
        sources: tuple[str, ...] = (source, unit.reference.text)
        if unit.speedup is not None:
            sources += (unit.starter,)
        gathered = Gathered()
        job = self._job(unit, "efficiency", sources, seed, is_shown_only=False)
        try:
            with ExitStack() as used:
                self._run(unit, job, gathered, lambda kind, value: None, MEASURE_SECONDS, used)
        except Lost:
            return Gathered()
        return gathered

    def _job(
        self, unit: CodingUnit, kind: str, sources: tuple[str, ...], seed: int | None, *, is_shown_only: bool
    ) -> Job:
        return Job(
            kind=kind,
            suite_key=self._prepared(unit).key,
            sources=sources,
            filename=f"{unit.slug}.py",
            entry=unit.entry,
            forbids=unit.forbids,
            runtime=unit.runtime,
            seconds=unit.limits.seconds,
            memory_mb=unit.limits.memory_mb,
            seed=UNDECIDED if seed is None else seed,
            is_shown_only=is_shown_only,
            speedup=unit.speedup,
            pids=(),
            fds_each=0,
            is_brief=self._is_brief,
        )

    def _prepared(self, unit: CodingUnit) -> Prepared:
        """What an examiner needs of a unit; made once."""
        known, prepared = self._units.get(unit.slug, (None, None))
        if prepared is None or known is not unit:
            prepared = _prepared(unit)
            self._units[unit.slug] = unit, prepared
        return prepared

    def _seconds(self, unit: CodingUnit) -> float:
        return unit.limits.seconds * 12 + SLACK_SECONDS


def _speed_check(unit: CodingUnit, found: Efficiency | None) -> CheckResult:
    """Whether the response is as many times faster than the starter as the unit asks."""
    if found is None or found.speedup is None:
        sentence = "The speed could not be measured: the program did not finish the timed input."
        return CheckResult(FAST_ENOUGH, Outcome.TIMEOUT, sentence, is_shown=True)
    asked = unit.speedup or 0.0
    times = f"{found.speedup:.0f}" if found.speedup >= 10 else f"{found.speedup:.1f}"
    if found.speedup >= asked:
        return CheckResult(
            FAST_ENOUGH, Outcome.PASSED, f"{times} times faster than the starter.", is_shown=True
        )
    place = f"{found.size_name} = {found.sizes[-1]:,}"
    sentence = f"{times} times faster than the starter at {place}; this problem asks for {asked:.0f}."
    return CheckResult(FAST_ENOUGH, Outcome.TIMEOUT, sentence, is_shown=True)


def _prepared(unit: CodingUnit) -> Prepared:
    mistakes = tuple((code.name, code.text, code.doc) for code in unit.mistakes)
    return Prepared(
        suite_key(unit),
        unit.checks.text,
        str(unit.checks.path),
        unit.reference.text,
        mistakes,
        unit.limits.seconds,
    )


def suite_key(unit: CodingUnit) -> str:
    """Names a version of a unit's checks, reference and mistakes."""
    text = "\0".join([unit.checks.text, unit.reference.text, *(code.text for code in unit.mistakes)])
    return f"{unit.slug}:{hashlib.sha256(text.encode()).hexdigest()[:16]}"


class Turnstile:
    """Lets so many through at a time, in order of arrival."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._condition = threading.Condition()
        self._next_ticket = 0
        self._served = 0

    def is_crowded(self) -> bool:
        """Whether more than one is through or waits."""
        return self._next_ticket - self._served > 1

    @contextmanager
    def place(self) -> Iterator[None]:
        """Wait for a place and hold it."""
        with self._condition:
            ticket = self._next_ticket
            self._next_ticket += 1
            self._condition.wait_for(lambda: ticket < self._served + self._places)
        try:
            yield
        finally:
            with self._condition:
                self._served += 1
                self._condition.notify_all()


__all__ = ["Child", "HotseatError", "Judge", "Turnstile", "suite_key"]
