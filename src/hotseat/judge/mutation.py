"""How many small wrong changes to a unit's solutions its checks let through: the mutation test, through the judge."""

import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from hotseat.judge.local import LocalBackend
from hotseat.judge.mutants import Mutant, mutants
from hotseat.judge.naming import PROBE_SEED
from hotseat.judge.run_checks import Probed, probes_agree, run_probe
from hotseat.judge.service import Judge
from hotseat.judge.suite import Suite, load_suite
from hotseat.model.unit import Code, CodingUnit, RunLimits
from hotseat.model.verdict import Verdict
from hotseat.sandbox.failures import SandboxFailure

PROBE_SEEDS = 3
MUTANT_SECONDS = 1.0


@dataclass(frozen=True)
class MutationReport:
    """Mutants of a unit's solutions: rejected, accepted but equal to the solution on the probe, and survivors.

    survivors: "solution line N: change" for each accepted mutant whose probe outputs differ from the solution's.
    """

    unit: str
    rejected: int
    equivalent: int
    survivors: tuple[str, ...]

    @property
    def differing(self) -> int:
        """Mutants that behave differently from the solution."""
        return self.rejected + len(self.survivors)


def mutation_report(
    unit: CodingUnit, judge: Judge, *, most: int, workers: int = 2, seed: int = 0
) -> MutationReport:
    """Judge up to `most` mutants of each solution, `workers` at a time."""
    quick = replace(
        unit, limits=RunLimits(min(MUTANT_SECONDS, unit.limits.seconds), unit.limits.memory_mb), mistakes=()
    )
    tasks = [(code, mutant) for code in unit.solutions for mutant in mutants(code.text, most=most, seed=seed)]
    counter = iter(range(1_000_000))
    lock = threading.Lock()

    def is_accepted(task: tuple[Code, Mutant]) -> bool:
        with lock:
            place = next(counter)
        found = judge.judge(quick, task[1].source, seed=seed + place, is_timed=False)
        return found.verdict is Verdict.ACCEPTED

    with ThreadPoolExecutor(workers) as pool:
        accepted = [task for task, passed in zip(tasks, pool.map(is_accepted, tasks), strict=True) if passed]
    survivors = tuple(_survivors(unit, accepted))
    return MutationReport(unit.slug, len(tasks) - len(accepted), len(accepted) - len(survivors), survivors)


def _survivors(unit: CodingUnit, accepted: Iterable[tuple[Code, Mutant]]) -> Iterable[str]:
    suite = load_suite(compile(unit.checks.text, str(unit.checks.path), "exec"), str(unit.checks.path))
    known: dict[tuple[str, int], list[Probed]] = {}
    for code, mutant in accepted:
        for seed in range(PROBE_SEED, PROBE_SEED + PROBE_SEEDS):
            if (code.name, seed) not in known:
                known[code.name, seed] = _outputs(unit, suite, code.text, seed)
            if not probes_agree(_outputs(unit, suite, mutant.source, seed), known[code.name, seed]):
                yield f"{unit.slug}/{code.name} line {mutant.line}: {mutant.change}"
                break


def _outputs(unit: CodingUnit, suite: Suite, source: str, seed: int) -> list[Probed]:
    """Probe outputs in this process: only for mutants that the sandbox has accepted."""
    if suite.probe is None:
        return []
    try:
        backend = LocalBackend(source, "mutant", seed=seed, timeout_s=2 * unit.limits.seconds)
        return list(run_probe(suite.probe, backend, seed))
    except SandboxFailure as failure:
        return [("unusable", type(failure).__name__, False)]
