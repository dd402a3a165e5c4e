"""A unit that asks for a speed-up gets it on inputs that are new each time, and from right answers only."""

from dataclasses import replace
from pathlib import Path

import pytest

from hotseat.judge.service import Judge
from hotseat.model.unit import Code, CodingUnit
from hotseat.model.verdict import Judgement, Outcome, Verdict

CHECKS = '''
import numpy as np
from hotseat.judge.checks import check, close, workload

@check("every number is doubled", is_shown=True)
def doubled(candidate, rng):
    """The result is not twice the input."""
    x = rng.normal(size=7)
    close(candidate.f(x), 2 * x)

@workload("rows", sizes=(1_000, 4_000, 16_000), why_slow="loops")
def growing(candidate, rng, n):
    x = rng.normal(size=n)
    return lambda: candidate.f(x)
'''
SLOW = """
import numpy as np
def slow(x):
    out = np.zeros(len(x))
    for i in range(len(x)):
        total = 0.0
        for k in range(12):
            total += float(x[i]) / 6
        out[i] = total
    return out
"""
QUICK = "def f(x): return 2 * x\n"
REMEMBERS = (
    SLOW
    + "kept = {}\ndef f(x):\n    return kept[x.tobytes()] if x.tobytes() in kept else kept.setdefault(x.tobytes(), slow(x))\n"
)
WRONG_LATER = (
    SLOW
    + "seen = []\ndef f(x):\n    seen.append(len(x))\n    return 0 * x if seen.count(16_000) > 1 else 2 * x\n"
)
FAILS_LATER = "def f(x):\n    if len(x) == 16_000: raise ValueError('too many')\n    return 2 * x\n"


@pytest.fixture
def asking(softmax: CodingUnit) -> CodingUnit:
    return replace(
        softmax,
        slug="asks-for-speed",
        checks=replace(softmax.checks, text=CHECKS),
        solutions=(Code("only", Path("only.py"), QUICK, ""),),
        reference_name="only",
        mistakes=(),
        entry=("f",),
        forbids=(),
        starter=SLOW + "f = slow\n",
        speedup=20,
    )


@pytest.mark.parametrize(
    ("source", "verdict", "words"),
    [
        (REMEMBERS, Verdict.TIMEOUT, "this problem asks for 20"),
        (WRONG_LATER, Verdict.WRONG_ANSWER, "differs from the reference's at size 16,000"),
        (FAILS_LATER, Verdict.ERROR, "size 16,000: Your code raised ValueError: too many"),
        (QUICK, Verdict.ACCEPTED, "checks passed"),
    ],
)
def test_speed_is_not_had_by_remembering_guessing_or_failing(
    source: str, verdict: Verdict, words: str, judge: Judge, asking: CodingUnit
) -> None:
    found: Judgement = judge.judge(asking, source)
    assert found.verdict is verdict and words in found.message, found.message
    assert (found.checks[-1].outcome is Outcome.PASSED) is (verdict is Verdict.ACCEPTED)
