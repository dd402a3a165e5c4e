"""Naming the known mistake that a failing response equals in behaviour."""

import time
from collections.abc import Sequence

from hotseat.judge.local import LocalBackend
from hotseat.judge.run_checks import Probed, probes_agree, run_probe
from hotseat.judge.suite import Suite
from hotseat.model.verdict import NamedMistake
from hotseat.sandbox.failures import SandboxFailure

PROBE_SEED = 20_000
BUDGET_SECONDS = 2.0
Mistake = tuple[str, str, str]  # name, source, diagnosis


def name_mistake(
    suite: Suite, shown: list[Probed], mistakes: Sequence[Mistake], seconds: float
) -> NamedMistake | None:
    """The mistake whose probe outputs equal the candidate's. shown: the candidate's outputs for PROBE_SEED.

    seconds: limit of one call. Gives up after BUDGET_SECONDS of CPU time in all.
    """
    if suite.probe is None:
        return None
    deadline = time.process_time() + BUDGET_SECONDS
    for name, source, diagnosis in mistakes:
        if time.process_time() > deadline:
            return None
        try:
            backend = LocalBackend(source, name, seed=PROBE_SEED, timeout_s=min(seconds, BUDGET_SECONDS))
            if probes_agree(run_probe(suite.probe, backend, PROBE_SEED), shown):
                return NamedMistake(name, " ".join(diagnosis.split()))
        except SandboxFailure:
            continue
    return None
