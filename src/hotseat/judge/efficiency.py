"""Time and memory of a response against the reference (and the starter), interleaved on growing inputs in one run."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from hotseat.judge.candidate import Session
from hotseat.judge.checks import Workload
from hotseat.judge.compare import agree
from hotseat.judge.growth import fitted_growth, memory_growth
from hotseat.judge.remote import RemoteBackend
from hotseat.judge.script import call_seed
from hotseat.judge.suite import Ready
from hotseat.judge.wire import Job
from hotseat.model.verdict import Efficiency
from hotseat.sandbox import Child, Connection
from hotseat.sandbox.failures import SandboxFailure

MOST_REPEATS = 9
LEAST_REPEATS = 4
SLOW_REPEATS = 2  # of programs that need more than SLOW_SECONDS for all of them together
SLOW_SECONDS = 0.4
BUDGET_SECONDS = 0.6
SPEEDUP_BUDGET_SECONDS = 8.0
CALL_SECONDS = 4.0
WORTH_A_NOTE = 3.0
NOTE_SECONDS = 2e-3


class Differs(Exception):
    """On the workload the response's answer is not the reference's."""

    def __init__(self, n: int) -> None:
        super().__init__(f"the answer differs from the reference's at size {n:,}")
        self.n = n


class Failed(Exception):
    """The response does not come to its end on a workload that decides."""

    def __init__(self, n: int, failure: SandboxFailure) -> None:
        super().__init__(str(failure))
        self.n = n
        self.failure = failure


class Runner:
    """One loaded program of the comparison: response, reference or starter."""

    def __init__(self, job: Job, reference: str, child: Child, source: str, *, is_response: bool) -> None:
        self.child = child
        self.seconds: list[list[float]] = []
        self.peak_mb: list[float] = []
        self.answer: Any = None
        self.failure: SandboxFailure | None = None
        self._connection = Connection(child, is_quick=job.is_quick)
        self._connection.load(
            source,
            filename=job.filename,
            forbids=job.forbids if is_response else (),
            memory_mb=job.memory_mb * 2,
            seed=call_seed(job.seed, "", 0),
            timeout_s=10.0,
            runtime=job.runtime,
        )
        self._backend = RemoteBackend(
            self._connection, child, seed=job.seed, seconds=CALL_SECONDS, reference=reference
        )

    def prepared(self, workload: Workload, seed: int, n: int, repeat: int = 0) -> Callable[[], Any]:
        """The call to measure, on inputs of size n, the same for every program and others for every repeat."""
        self._backend.begin()
        session = Session(self._backend)
        session.start(may_mutate=True)
        with self._noting():
            return workload.run(session.candidate(), np.random.default_rng([seed & 0xFFFFFFFF, n, repeat]), n)

    def timed(self, call: Callable[[], Any]) -> float:
        """CPU seconds of the child during the call, read from outside; the answer is kept."""
        self._backend.begin()
        before = self.child.cpu_seconds()
        wall = time.perf_counter()
        with self._noting():
            self.answer = call()
        spent = self.child.cpu_seconds() - before
        return spent if spent > 0 else time.perf_counter() - wall

    @contextmanager
    def _noting(self) -> Iterator[None]:
        try:
            yield
        except SandboxFailure as failure:
            self.failure = failure
            raise


def measure(job: Job, ready: Ready, children: Sequence[Child]) -> Efficiency | None:
    """Run the workload. None when there is none, or when a program does not survive its smallest size."""
    if ready.suite.workload is None:
        return None
    try:
        pairs = zip(children, job.sources, strict=True)
        runners = [
            Runner(job, ready.reference, child, text, is_response=place == 0)
            for place, (child, text) in enumerate(pairs)
        ]
        sizes = _grow(job, ready.suite.workload, runners)
    except SandboxFailure:
        return None
    if not sizes:
        return None
    return _concluded(job, ready.suite.workload, runners, sizes)


def _grow(job: Job, workload: Workload, runners: list[Runner]) -> tuple[int, ...]:
    """Measure size after size within the budget; the sizes at which every program finished."""
    budget = SPEEDUP_BUDGET_SECONDS if job.speedup else BUDGET_SECONDS
    deadline = time.monotonic() + budget
    done: list[int] = []
    for place, n in enumerate(workload.sizes):
        left = max(0.05, deadline - time.monotonic()) / (len(workload.sizes) - place)
        try:
            _measure_size(job, workload, runners, n, left)
        except SandboxFailure:
            if job.speedup and runners[0].failure is not None:
                raise Failed(n, runners[0].failure) from None
            break
        done.append(n)
        if time.monotonic() > deadline and not job.speedup:
            break
    for runner in runners:
        del runner.seconds[len(done) :], runner.peak_mb[len(done) :]
    return tuple(done)


def _measure_size(job: Job, workload: Workload, runners: list[Runner], n: int, seconds: float) -> None:
    calls = [runner.prepared(workload, job.seed, n) for runner in runners]
    deadline = time.monotonic() + seconds
    times: list[list[float]] = [[] for _ in runners]
    for runner, call in zip(runners, calls, strict=True):
        runner.child.reset_peak()
        before = runner.child.peak_memory_mb()
        runner.timed(call)
        runner.peak_mb.append(max(0.0, runner.child.peak_memory_mb() - before))
    _compare(job, runners, n)
    for repeat in range(MOST_REPEATS):
        if job.speedup:  # what was answered once must not be had again for nothing
            calls = [runner.prepared(workload, job.seed, n, repeat + 1) for runner in runners]
        started = time.monotonic()
        for place in range(len(runners))[:: 1 if repeat % 2 else -1]:
            times[place].append(runners[place].timed(calls[place]))
        _compare(job, runners, n)
        least = SLOW_REPEATS if time.monotonic() - started > SLOW_SECONDS else LEAST_REPEATS
        if repeat + 1 >= least and time.monotonic() > deadline:
            break
    for runner, own in zip(runners, times, strict=True):
        runner.seconds.append(own)


def _compare(job: Job, runners: list[Runner], n: int) -> None:
    """Where speed decides the answer has to be right each time."""
    if job.speedup and not agree(runners[0].answer, runners[1].answer, rtol=1e-6, atol=1e-8):
        raise Differs(n)


def _concluded(job: Job, workload: Workload, runners: list[Runner], sizes: tuple[int, ...]) -> Efficiency:
    rng = np.random.default_rng(job.seed & 0xFFFFFFFF)
    response, reference = runners[0], runners[1]
    ratio, low, high = _ratio(response.seconds[-1], reference.seconds[-1])
    growth = fitted_growth(sizes, response.seconds, rng)
    speedup = None
    if job.speedup and len(runners) > 2:
        speedup = min(runners[2].seconds[-1]) / max(1e-9, min(response.seconds[-1]))
    own = min(response.seconds[-1])
    note = ""
    if low > WORTH_A_NOTE and own > NOTE_SECONDS:
        place = f"{workload.size_name} = {sizes[-1]:,}"
        note = (
            f"Correct, but {ratio:.0f} times the reference's time at {place}. Usually: {workload.why_slow}."
        )
    return Efficiency(
        sizes=sizes,
        candidate_seconds=tuple(min(each) for each in response.seconds),
        reference_seconds=tuple(min(each) for each in reference.seconds),
        ratio=ratio,
        ratio_low=low,
        ratio_high=high,
        growth=growth.words,
        exponent=growth.exponent,
        exponent_low=growth.low,
        exponent_high=growth.high,
        memory_exponent=memory_growth(sizes, response.peak_mb),
        candidate_memory_mb=tuple(response.peak_mb),
        speedup=speedup,
        required_speedup=job.speedup,
        size_name=workload.size_name,
        note=note,
    )


def _ratio(own: list[float], other: list[float]) -> tuple[float, float, float]:
    """Ratio of the quickest repeats, and the 90 % range of the ratios of every pair of repeats around it."""
    pairs = np.divide.outer(np.array(own), np.maximum(1e-9, np.array(other)))
    centre = min(own) / max(1e-9, min(other))
    low, high = np.quantile(pairs, [0.05, 0.95])
    return centre, min(centre, float(low)), max(centre, float(high))
