"""Naming the known mistake that a failing response equals in behaviour."""

import time
from collections.abc import Iterator, Mapping, Sequence

from hotseat.judge.local import LocalBackend
from hotseat.judge.run_checks import Probed, probes_agree, run_probe
from hotseat.judge.suite import Suite
from hotseat.model.verdict import NamedMistake
from hotseat.sandbox.failures import SandboxFailure

PROBE_SEED = 20_000
BUDGET_SECONDS = 2.0
Mistake = tuple[str, str, str]  # name, source, diagnosis
Behaviours = Mapping[str, list[Probed] | None]  # by name; None: it does not come to an end


def behaviour(suite: Suite, name: str, source: str, seconds: float) -> Iterator[Probed]:
    """What a known mistake does on the probe, call by call. seconds: limit of one call. Raises SandboxFailure."""
    if suite.probe is not None:
        backend = LocalBackend(source, name, seed=PROBE_SEED, timeout_s=min(seconds, BUDGET_SECONDS))
        yield from run_probe(suite.probe, backend, PROBE_SEED)


def name_mistake(
    suite: Suite, shown: list[Probed], mistakes: Sequence[Mistake], seconds: float, known: Behaviours
) -> NamedMistake | None:
    """The mistake whose probe outputs equal the candidate's. shown: the candidate's outputs for PROBE_SEED.

    known: behaviours found out before; the others are run, for at most BUDGET_SECONDS of CPU time in all.
    """
    if suite.probe is None:
        return None
    deadline = time.process_time() + BUDGET_SECONDS
    for name, source, diagnosis in mistakes:
        if time.process_time() > deadline:
            return None
        try:
            outputs = known[name] if name in known else behaviour(suite, name, source, seconds)
            if outputs is not None and probes_agree(outputs, shown):
                return NamedMistake(name, " ".join(diagnosis.split()))
        except SandboxFailure:
            continue
    return None
