"""usage: mutate.py FOLDER... [MOST]  -- in-process mutation run of a unit: lists accepted mutants that differ on the probe"""

import resource
import sys
import time
from pathlib import Path

from hotseat.bank.coding import load_coding
from hotseat.judge.local import LocalBackend
from hotseat.judge.mutants import mutants
from hotseat.judge.proof import PROBE_SEED
from hotseat.judge.run_checks import probes_agree, run_checks, run_probe
from hotseat.judge.suite import load_suite
from hotseat.model.verdict import Outcome
from hotseat.sandbox.failures import SandboxFailure

resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
most = int(sys.argv[-1]) if sys.argv[-1].isdigit() else 80


def outs(unit, suite, text, seed):
    try:
        return list(run_probe(suite.probe, LocalBackend(text, "m", seed=seed, timeout_s=1), seed))
    except SandboxFailure as e:
        return [("dead", type(e).__name__, False)]


def accepted(unit, suite, text, seed):
    try:
        b = LocalBackend(text, "m", seed=seed, timeout_s=1)
        return all(r.outcome is Outcome.PASSED for r in iter_until_fail(run_checks(suite.checks, b, seed)))
    except SandboxFailure:
        return False


def iter_until_fail(it):
    for r in it:
        yield r
        if r.outcome is not Outcome.PASSED:
            return


for f in [a for a in sys.argv[1:] if not a.isdigit()]:
    unit = load_coding(Path(f))
    suite = load_suite(compile(unit.checks.text, "checks", "exec"), "checks")
    t = time.time()
    n = killed = equiv = 0
    surv = []
    for sol in unit.solutions:
        for m in mutants(sol.text, most=most):
            n += 1
            if not accepted(unit, suite, m.source, n):
                killed += 1
                continue
            if all(
                probes_agree(
                    outs(unit, suite, m.source, PROBE_SEED + s), outs(unit, suite, sol.text, PROBE_SEED + s)
                )
                for s in range(3)
            ):
                equiv += 1
            else:
                surv.append(f"{sol.name}: line {m.line}: {m.change}")
    print(
        f"{f}: {n} mutants, {killed} killed, {equiv} equivalent on the probe, {len(surv)} survive ({time.time() - t:.0f} s)"
    )
    for s in surv:
        print("   SURVIVES", s)
