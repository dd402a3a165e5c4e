"""A unit proves itself: its solutions are accepted, its starter is not, each mistake is caught and told apart.

`prove` judges every file in the sandbox, as a candidate's would be, seed after seed. `prove_here` does the same in
this process behind the candidate's interface, for machines and tests without a sandbox.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from hotseat.judge.local import LocalBackend
from hotseat.judge.naming import PROBE_SEED, behaviour
from hotseat.judge.run_checks import Probed, probes_agree, run_checks, run_probe, verdict_of
from hotseat.judge.service import Judge
from hotseat.judge.suite import Suite, load_suite
from hotseat.model.errors import HotseatError
from hotseat.model.finding import Finding
from hotseat.model.unit import FAST_ENOUGH, Code, CodingUnit
from hotseat.model.verdict import CheckResult, NamedMistake, Outcome, Verdict
from hotseat.sandbox.failures import SandboxFailure

COMFORT = 0.5  # solutions must need less than this part of the limits


@dataclass(frozen=True)
class Trial:
    """What one file showed on one seed."""

    verdict: Verdict
    results: tuple[CheckResult, ...]
    mistake: NamedMistake | None = None
    is_named: bool = False

    def failed(self) -> list[CheckResult]:
        """The checks that did not pass, in order."""
        return [each for each in self.results if each.outcome not in (Outcome.PASSED, Outcome.NOT_RUN)]


TryOut = Callable[[str, int, bool], Trial]  # source, seed, is_timed


def prove(unit: CodingUnit, judge: Judge, seeds: Iterable[int]) -> list[Finding]:
    """Findings from judging every file of the unit in the sandbox; a checks.py that does not run is one."""

    def try_out(source: str, seed: int, is_timed: bool) -> Trial:  # noqa: FBT001
        found = judge.judge(unit, source, seed=seed, is_timed=is_timed)
        return Trial(found.verdict, found.checks, found.mistake, is_named=True)

    return _proved(unit, try_out, seeds)


def prove_here(unit: CodingUnit, seeds: Iterable[int]) -> list[Finding]:
    """The same in this process: quicker, no speed is measured, no limits but time."""
    try:
        suite = _suite(unit)
    except HotseatError as error:
        return [_finding(unit, "checks.py", error.what, error.fix)]

    def try_out(source: str, seed: int, is_timed: bool) -> Trial:  # noqa: FBT001
        return local_trial(unit, suite, source, seed)

    return _proved(unit, try_out, seeds)


def local_trial(unit: CodingUnit, suite: Suite, source: str, seed: int) -> Trial:
    """Judge trusted source in this process."""
    try:
        backend = LocalBackend(source, "response", seed=seed, timeout_s=unit.limits.seconds)
    except SandboxFailure:
        return Trial(Verdict.ERROR, ())
    results = tuple(run_checks(suite.checks, backend, seed))
    return Trial(verdict_of(results), results)


def local_probe(unit: CodingUnit, suite: Suite, code: Code, seed: int = PROBE_SEED) -> list[Probed] | None:
    """Probe outputs of trusted code; None when it does not run to the end."""
    if suite.probe is None:
        return None
    try:
        backend = LocalBackend(code.text, code.name, seed=seed, timeout_s=unit.limits.seconds)
        return list(run_probe(suite.probe, backend, seed))
    except SandboxFailure:
        return None


def _proved(unit: CodingUnit, try_out: TryOut, seeds: Iterable[int]) -> list[Finding]:
    try:
        suite = _suite(unit)
    except HotseatError as error:
        return [_finding(unit, "checks.py", error.what, error.fix)]
    found: list[Finding] = []
    unnamed = {code.name for code in unit.mistakes if unit.mistake_checks.get(code.name) != FAST_ENOUGH}
    for place, seed in enumerate(seeds):
        is_raced = unit.speedup is not None and place == 0  # else no finding depends on the measured times
        for code in unit.solutions:
            found += _solution_findings(unit, code, try_out(code.text, seed, is_raced), seed)
        found += _starter_findings(unit, try_out(unit.starter, seed, is_raced), seed)
        for code in unit.mistakes:
            is_timed = unit.mistake_checks.get(code.name) == FAST_ENOUGH
            trial = try_out(code.text, seed, is_timed)
            found += _mistake_findings(unit, code, trial, seed)
            if trial.mistake is not None and trial.mistake.name == code.name:
                unnamed.discard(code.name)
    return _distinct([*found, *_probe_findings(unit, suite, are_named=not unnamed)])


def _suite(unit: CodingUnit) -> Suite:
    try:
        code = compile(unit.checks.text, str(unit.checks.path), "exec")
    except SyntaxError as error:
        raise HotseatError(f"checks.py does not parse: {error}", str(unit.checks.path)) from error
    return load_suite(code, str(unit.checks.path))


def _solution_findings(unit: CodingUnit, code: Code, trial: Trial, seed: int) -> Iterator[Finding]:
    file = f"solutions/{code.name}.py"
    if trial.verdict is not Verdict.ACCEPTED:
        first = trial.failed()[0] if trial.failed() else None
        words = f"'{first.name}': {first.message}" if first else "it does not load."
        yield _finding(unit, file, f"A right solution is refused, {trial.verdict} (seed {seed}): {words}", "")
    for result in trial.results:
        if result.wall_seconds > unit.limits.seconds * COMFORT:
            yield _finding(
                unit, file, f"'{result.name}' needs more than half of limits.seconds.", "Use smaller inputs."
            )


def _starter_findings(unit: CodingUnit, trial: Trial, seed: int) -> Iterator[Finding]:
    """The starter must not pass; where speed is asked for it must be right, and fail by its speed alone."""
    wrong = [each.name for each in trial.failed() if each.name != FAST_ENOUGH]
    if unit.speedup is not None and (wrong or not trial.results):
        what = f"The slow starter is not right (seed {seed}): it fails {', '.join(wrong) or 'to load'}."
        yield _finding(unit, "starter.py", what, "It must pass every check but the one for speed.")
    is_speed_judged = unit.speedup is None or any(each.name == FAST_ENOUGH for each in trial.results)
    if trial.verdict is Verdict.ACCEPTED and is_speed_judged:
        yield _finding(unit, "starter.py", f"The starter is accepted (seed {seed}).", "It must not pass.")


def _mistake_findings(unit: CodingUnit, code: Code, trial: Trial, seed: int) -> Iterator[Finding]:
    file, wanted = f"mistakes/{code.name}.py", unit.mistake_checks.get(code.name)
    if wanted == FAST_ENOUGH and not trial.is_named:
        return
    if trial.verdict is Verdict.ACCEPTED:
        yield _finding(
            unit, file, f"The mistake is accepted (seed {seed}).", "Sharpen the check that should catch it."
        )
        return
    names = [each.name for each in trial.failed()]
    if wanted not in names:
        fix = f"It fails: {', '.join(names) or 'nothing by name'}"
        yield _finding(unit, file, f"The mistake passes '{wanted}' (seed {seed}).", fix)
    can_be_named = trial.verdict in (Verdict.WRONG_ANSWER, Verdict.ERROR) and wanted != FAST_ENOUGH
    if trial.is_named and can_be_named and (trial.mistake is None or trial.mistake.name != code.name):
        taken_for = trial.mistake.name if trial.mistake else "none"
        fix = "Make its probe outputs repeatable and unlike those of the others."
        yield _finding(unit, file, f"The judge names {taken_for} (seed {seed}).", fix)


def _probe_findings(unit: CodingUnit, suite: Suite, *, are_named: bool) -> Iterator[Finding]:
    """What the probe does not show. are_named: the judge has named each mistake, so they differ from each other."""
    if suite.probe is None:
        yield _finding(unit, "checks.py", "There is no @probe.", "Without it no mistake can be named.")
        return
    right = local_probe(unit, suite, unit.reference)
    if right is None:
        yield _finding(unit, f"solutions/{unit.reference.name}.py", "The probe does not come to an end.", "")
        return
    for code in unit.solutions:
        other = local_probe(unit, suite, code)
        if other is None or not probes_agree(other, right):
            what = f"It differs from {unit.reference.name} on the probe: {_where(other, right)}"
            yield _finding(
                unit, f"solutions/{code.name}.py", what, "Compare what any right solution must return."
            )
    if are_named:
        yield from _mask_findings(unit, suite, right)
    else:
        yield from _namesake_findings(unit, suite, right)


def _mask_findings(unit: CodingUnit, suite: Suite, right: list[Probed]) -> Iterator[Finding]:
    """Mistakes that the probe cannot tell from the reference; each runs until its first difference."""
    for code in unit.mistakes:
        if unit.mistake_checks.get(code.name) != FAST_ENOUGH and _is_like(unit, suite, code, right):
            yield _unnameable(unit, code, "behaves like the reference")


def _is_like(unit: CodingUnit, suite: Suite, code: Code, right: list[Probed]) -> bool:
    with contextlib.suppress(SandboxFailure):
        return probes_agree(behaviour(suite, code.name, code.text, unit.limits.seconds), right)
    return False


def _unnameable(unit: CodingUnit, code: Code, what: str) -> Finding:
    return _finding(unit, f"mistakes/{code.name}.py", f"On the probe it {what}: it cannot be named.", "")


def _namesake_findings(unit: CodingUnit, suite: Suite, right: list[Probed]) -> Iterator[Finding]:
    """Mistakes that the probe cannot tell from the reference or from each other."""
    seen: list[tuple[str, list[Probed]]] = [("the reference", right)]
    for code in unit.mistakes:
        if unit.mistake_checks.get(code.name) == FAST_ENOUGH:
            continue
        outputs = local_probe(unit, suite, code)
        same = [name for name, known in seen if outputs is None or probes_agree(outputs, known)]
        if same:
            what = "does not come to an end" if outputs is None else f"behaves like {same[0]}"
            yield _unnameable(unit, code, what)
        elif outputs is not None:
            seen.append((code.name, outputs))


def _where(left: list[Probed] | None, right: list[Probed]) -> str:
    if left is None:
        return "it does not run to the end."
    for place, (a, b) in enumerate(zip(left, right, strict=False)):
        if not probes_agree([a], [b]):
            return f"call {place}: {a!r:.160} against {b!r:.160}"
    return "another number of calls."


def _finding(unit: CodingUnit, file: str, what: str, fix: str) -> Finding:
    return Finding(str(unit.folder / file), 0, what, fix)


def _distinct(found: list[Finding]) -> list[Finding]:
    return list(dict.fromkeys(found))
