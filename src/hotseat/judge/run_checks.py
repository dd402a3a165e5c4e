"""Running a suite against one candidate: each check's outcome with its counterexample."""

import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from hotseat.judge.candidate import Backend, Diverged, Session, tell_calls
from hotseat.judge.checks import Check, ProbeFunction
from hotseat.judge.compare import Mismatch, agree
from hotseat.judge.showing import shown, shown_pair
from hotseat.model.verdict import CheckResult, Counterexample, Outcome, Shown, Verdict
from hotseat.sandbox.failures import (
    CandidateDied,
    CandidateForbidden,
    CandidateMemory,
    CandidateRaised,
    CandidateTimeout,
    ProtocolError,
    SandboxFailure,
)

FATAL = (CandidateTimeout, CandidateMemory, CandidateDied, CandidateForbidden, ProtocolError)
WORTH_SHORTENING = 60
REFUSED = "The sandbox does not allow it; hotseat doctor tells what it keeps a submission from."
MOST_WORDS = 4000
UNUSABLE = "The check could not use what was returned"
EXPLAINED = (
    (CandidateRaised, Outcome.ERROR, "Your code raised {failure}"),
    (CandidateTimeout, Outcome.TIMEOUT, "No answer within the time limit{limit}."),
    (CandidateMemory, Outcome.MEMORY_LIMIT, "The memory limit was reached."),
    (CandidateDied, Outcome.ERROR, "Your program ended before it answered: {failure}"),
    (
        CandidateForbidden,
        Outcome.FORBIDDEN,
        "This problem does not allow {failure}: write that part yourself.",
    ),
)
Probed = tuple[str, Any, bool]


def check_rng(seed: int, name: str) -> np.random.Generator:
    """The generator of one check: depends on the submission's seed and the check's name alone."""
    return np.random.default_rng([seed & 0xFFFFFFFF, *name.encode()])


def run_checks(checks: Iterable[Check], backend: Backend, seed: int) -> Iterator[CheckResult]:
    """Run checks in order. After the candidate's process is lost the rest are not-run."""
    session = Session(backend)
    lost = False
    said: dict[str, str] = {}
    for each in checks:
        if lost:
            yield CheckResult(
                each.name, Outcome.NOT_RUN, "Not run: an earlier check ended the program.", each.is_shown
            )
            continue
        result, lost = _run_one(each, session, seed)
        yield _shortened(result, said)


def _shortened(result: CheckResult, said: dict[str, str]) -> CheckResult:
    """A sentence that an earlier check has said is not said again. said: sentences with the checks that said them."""
    if result.outcome is Outcome.PASSED or len(result.message) < WORTH_SHORTENING:
        return result
    first = said.setdefault(result.message, result.name)
    return result if first == result.name else replace(result, message=f"As in “{first}”.")


def _run_one(each: Check, session: Session, seed: int) -> tuple[CheckResult, bool]:
    backend = session.backend
    cpu_before, started = backend.cpu_seconds(), time.perf_counter()
    try:
        failure = _tried(each, session, seed, is_scripted=True)
    except Diverged:
        cpu_before, started = backend.cpu_seconds(), time.perf_counter()
        failure = _tried(each, session, seed, is_scripted=False)
    if session.forbidden:
        failure = CandidateForbidden(session.forbidden[0])
    seconds = time.perf_counter() - started
    result = replace(
        _result(each, session, failure),
        wall_seconds=seconds,
        cpu_seconds=max(0.0, backend.cpu_seconds() - cpu_before),
        peak_memory_mb=backend.peak_mb(),
    )
    is_lost = isinstance(failure, FATAL)
    return result, is_lost or not _is_settled(backend)


def _tried(each: Check, session: Session, seed: int, *, is_scripted: bool) -> Exception | None:
    """What went wrong in one check. Raises Diverged when its script does not hold."""
    session.start(may_mutate=each.may_mutate)
    try:
        if session.backend.enter(each.name, is_scripted=is_scripted):
            return None
        each.run(session.candidate(), check_rng(seed, each.name))
    except (Mismatch, SandboxFailure) as error:
        return error
    except Exception as error:  # noqa: BLE001 - a check tripped over the candidate's values; settled by the caller
        return Unusable(error)
    return None


def _is_settled(backend: Backend) -> bool:
    try:
        backend.settled()
    except SandboxFailure:
        return False
    return True


class Unusable(Exception):
    """A check's own code failed on what the candidate returned."""

    def __init__(self, error: Exception) -> None:
        super().__init__(f"{type(error).__name__}: {error}")


def _result(each: Check, session: Session, failure: Exception | None) -> CheckResult:
    if failure is None:
        return CheckResult(each.name, Outcome.PASSED, "", each.is_shown)
    outcome, message = _explain(each, failure, session.backend.limit_seconds())
    calls, inputs = tell_calls(session)
    got = expected = difference = index = picture = None
    if isinstance(failure, Mismatch):
        got, expected = _both_sides(failure)
        difference, index, picture = failure.difference, failure.index, failure.picture
    return CheckResult(
        each.name,
        outcome,
        _cut(message),
        each.is_shown,
        counterexample=Counterexample(calls, inputs, got, expected, difference, index) if calls else None,
        picture=picture,
        traceback=getattr(failure, "traceback", None) or None,
        line=getattr(failure, "line", None),
    )


def _both_sides(failure: Mismatch) -> tuple[Shown | None, Shown | None]:
    """What came and what was expected, None where that is not known."""
    if failure.expected is None:
        return (None if failure.got is None else shown("got", failure.got)), None
    return shown_pair(failure.got, failure.expected, failure.place)


def _cut(message: str) -> str:
    """At most MOST_WORDS characters: what a candidate returns or raises may be quoted in it."""
    return message if len(message) <= MOST_WORDS else message[: MOST_WORDS - 10] + " ... (cut)"


def _explain(each: Check, failure: Exception, limit_seconds: float | None) -> tuple[Outcome, str]:
    if isinstance(failure, Mismatch):
        return Outcome.WRONG_ANSWER, _wrong(each, failure)
    if isinstance(failure, Unusable):
        return Outcome.WRONG_ANSWER, f"{each.message} {UNUSABLE} ({failure})."
    return explained(failure, limit_seconds)


def explained(failure: Exception, limit_seconds: float | None = None) -> tuple[Outcome, str]:
    """What became of the candidate's process, in words."""
    for kind, outcome, words in EXPLAINED:
        if isinstance(failure, kind):
            limit = f" of {limit_seconds:g} s" if limit_seconds else ""
            said = _sentence(words.format(failure=failure, limit=limit))
            return outcome, f"{said} {REFUSED}" if _is_refusal(failure) else said
    return Outcome.JUDGE_ERROR, f"The judge could not read the reply: {failure}"


def _is_refusal(failure: Exception) -> bool:
    return isinstance(failure, CandidateRaised) and failure.type_name == "PermissionError"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _wrong(each: Check, failure: Mismatch) -> str:
    sentence = failure.message or each.message
    detail = "T" + failure.detail[1:] if failure.detail.startswith("the ") else failure.detail
    if failure.is_form:
        return detail  # the check's sentence is about values
    return f"{sentence} {detail}".strip()


def verdict_of(results: Iterable[CheckResult]) -> Verdict:
    """Judge-error first, then forbidden, then the first failure in order; accepted only if every check passed."""
    outcomes = [result.outcome for result in results]
    if not outcomes or Outcome.JUDGE_ERROR in outcomes:
        return Verdict.JUDGE_ERROR
    if Outcome.FORBIDDEN in outcomes:
        return Verdict.FORBIDDEN
    failed = [each for each in outcomes if each is not Outcome.PASSED]
    if not failed:
        return Verdict.ACCEPTED
    return Verdict(failed[0].value) if failed[0] is not Outcome.NOT_RUN else Verdict.JUDGE_ERROR


def run_probe(probe: ProbeFunction, backend: Backend, seed: int) -> Iterator[Probed]:
    """The outputs of the probe's calls: ("value" | "raised" | "unusable", value or type name, inputs changed).

    Raises SandboxFailure when the candidate's process is lost.
    """
    session = Session(backend)
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 7])
    backend.begin()
    session.start(may_mutate=True)
    for call in probe(session.candidate(), rng):
        kind, value = _probe_one(call)
        yield kind, value, bool(session.mutated)
        backend.begin()
        session.start(may_mutate=True)


def _probe_one(call: Callable[[], Any]) -> tuple[str, Any]:
    try:
        return "value", call()
    except CandidateRaised as error:
        return "raised", error.type_name
    except (Mismatch, TypeError, ValueError, IndexError, KeyError, AttributeError) as error:
        return "unusable", type(error).__name__


def probes_agree(left: Iterable[Probed], right: Iterable[Probed]) -> bool:
    """Whether two probe runs show the same behaviour, numbers within rtol 1e-6; stops at the first difference."""
    pairs = itertools.zip_longest(left, right)
    return all(a and b and a[0] == b[0] and a[2] == b[2] and agree(a[1], b[1]) for a, b in pairs)
