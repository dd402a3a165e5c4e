"""A unit proves itself: its solutions are accepted, its starter is not, each mistake is caught and told apart.

Solutions and mistakes are trusted code of the unit's author and run in this process, behind the candidate's
interface; `hotseat check` repeats the runs in the sandbox.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hotseat.judge.local import LocalBackend
from hotseat.judge.naming import PROBE_SEED
from hotseat.judge.run_checks import Probed, probes_agree, run_checks, run_probe, verdict_of
from hotseat.judge.suite import Suite, load_suite
from hotseat.model.errors import HotseatError
from hotseat.model.unit import Code, CodingUnit
from hotseat.model.verdict import CheckResult, Outcome, Verdict
from hotseat.sandbox.failures import SandboxFailure




@dataclass(frozen=True)
class Trial:
    """What one file showed on one seed."""

    verdict: Verdict
    results: tuple[CheckResult, ...]

    def failed(self) -> list[CheckResult]:
        """The checks that did not pass, in order."""
        return [each for each in self.results if each.outcome not in (Outcome.PASSED, Outcome.NOT_RUN)]


def local_trial(unit: CodingUnit, suite: Suite, source: str, name: str, seed: int) -> Trial:
    """Judge trusted source in this process."""
    try:
        backend = LocalBackend(source, name, seed=seed, timeout_s=unit.limits.seconds)
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


def prove_locally(unit: CodingUnit, seeds: range) -> Iterator[str]:
    """Findings about a unit's solutions, starter and mistakes, each a sentence that starts with the file."""
    suite = load_suite(compile(unit.checks.text, str(unit.checks.path), "exec"), str(unit.checks.path))
    for code in unit.solutions:
        for seed in seeds:
            yield from _solution_findings(unit, suite, code, seed)
    for seed in seeds:
        if local_trial(unit, suite, unit.starter, "starter.py", seed).verdict is Verdict.ACCEPTED:
            yield f"starter.py  is accepted (seed {seed})."
    for code in unit.mistakes:
        for seed in seeds:
            yield from _mistake_findings(unit, suite, code, seed)
    yield from _probe_findings(unit, suite)


def _solution_findings(unit: CodingUnit, suite: Suite, code: Code, seed: int) -> Iterator[str]:
    trial = local_trial(unit, suite, code.text, code.name, seed)
    if trial.verdict is Verdict.ACCEPTED:
        slow = [r for r in trial.results if r.wall_seconds > unit.limits.seconds / 2]
        yield from (f"solutions/{code.name}.py  needs more than half the limit in '{r.name}'." for r in slow)
        return
    for result in trial.failed()[:1] or [None]:
        words = f"'{result.name}': {result.message}" if result else "it does not load."
        yield f"solutions/{code.name}.py  is refused (seed {seed}), {trial.verdict}: {words}"


def _mistake_findings(unit: CodingUnit, suite: Suite, code: Code, seed: int) -> Iterator[str]:
    trial = local_trial(unit, suite, code.text, code.name, seed)
    if trial.verdict is Verdict.ACCEPTED:
        yield f"mistakes/{code.name}.py  is accepted (seed {seed})."
        return
    wanted = unit.mistake_checks.get(code.name)
    names = [each.name for each in trial.failed()]
    if wanted not in names:
        yield f"mistakes/{code.name}.py  passes '{wanted}' (seed {seed}); it fails {names}."


def _probe_findings(unit: CodingUnit, suite: Suite) -> Iterator[str]:
    if suite.probe is None:
        yield "checks.py  has no @probe: mistakes cannot be named."
        return
    right = local_probe(unit, suite, unit.solutions[0])
    if right is None:
        yield f"solutions/{unit.solutions[0].name}.py  does not survive the probe."
        return
    for code in unit.solutions[1:]:
        other = local_probe(unit, suite, code)
        if other is None or not probes_agree(other, right):
            yield f"solutions/{code.name}.py  differs from {unit.solutions[0].name} on the probe: {_where(other, right)}"
    seen: list[tuple[str, list[Probed]]] = [("the reference", right)]
    for code in unit.mistakes:
        outputs = local_probe(unit, suite, code)
        if outputs is None:
            yield f"mistakes/{code.name}.py  does not survive the probe (endless or dead): it cannot be named."
            continue
        if not probes_agree(outputs, local_probe(unit, suite, code) or []):
            yield f"mistakes/{code.name}.py  is not deterministic on the probe."
        same = [name for name, known in seen if probes_agree(outputs, known)]
        if same:
            yield f"mistakes/{code.name}.py  behaves like {same[0]} on the probe: it cannot be named."
        seen.append((code.name, outputs))


def _where(left: list[Probed] | None, right: list[Probed]) -> str:
    if left is None:
        return "it does not run to the end."
    for place, (a, b) in enumerate(zip(left, right, strict=False)):
        if not probes_agree([a], [b]):
            return f"call {place}: {a!r:.200} against {b!r:.200}"
    return "another number of calls."


def prove(folder_unit: CodingUnit, seeds: range) -> list[str]:
    """All findings; an unreadable checks.py is one."""
    try:
        return list(prove_locally(folder_unit, seeds))
    except HotseatError as error:
        return [" ".join(error.lines())]
