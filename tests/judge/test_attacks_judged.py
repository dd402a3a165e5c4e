"""Hostile submissions through the whole judge: none is accepted, and the next honest one is judged rightly."""

import ast
from pathlib import Path

import pytest

from hotseat.judge.service import Judge
from hotseat.model.unit import Code, CodingUnit, RunLimits
from hotseat.model.verdict import Verdict

ATTACKS = sorted((Path(__file__).parent.parent / "attacks").glob("*.py"))
HONEST = "def double(x):\n    return 2 * x\n"
CHECKS = '''
import numpy as np
from hotseat.judge.checks import check, close, probe

@check("every number is doubled", is_shown=True)
def doubled(candidate, rng):
    """The result is not twice the input."""
    for size in (1, 5, 40):
        x = rng.normal(size=size)
        close(candidate.double(x), 2 * x)

@check("whole numbers are doubled too")
def whole(candidate, rng):
    """The result is not twice the input."""
    x = rng.integers(-9, 9, size=(3, 4))
    close(candidate.double(x), 2 * x)

@probe
def outputs(candidate, rng):
    yield lambda: candidate.double(rng.normal(size=3))
'''


def _unit(forbids: tuple[str, ...]) -> CodingUnit:
    def code(name: str, text: str) -> Code:
        return Code(name, Path(name), text, ast.get_docstring(ast.parse(text)) or "")

    return CodingUnit(
        slug="double",
        folder=Path(),
        title="Double",
        topics=("code.numpy",),
        task="implement",
        level="warmup",
        minutes=1,
        runtime="numpy",
        entry=("double",),
        sources=("none",),
        forbids=forbids,
        limits=RunLimits(2.0, 256),
        mistake_checks={},
        speedup=None,
        reference_name=None,
        prompt="",
        starter="",
        checks=code("checks.py", CHECKS),
        solutions=(code("honest", HONEST),),
        mistakes=(),
        hints=(),
        followups="",
        debrief="",
    )


def _facts(path: Path) -> tuple[list[str], tuple[str, ...]]:
    lines = path.read_text(errors="replace").splitlines()
    expected = lines[0].removeprefix("# expect: ").split("|")
    forbids = lines[1].removeprefix("# forbids: ").split(", ") if lines[1].startswith("# forbids: ") else []
    return expected, tuple(forbids)


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_no_attack_is_accepted_and_the_next_submission_is_judged_rightly(path: Path, judge: Judge) -> None:
    expected, forbids = _facts(path)
    found = judge.judge(_unit(forbids), path.read_text(errors="surrogateescape"), seed=7, is_timed=False)
    assert found.verdict is not Verdict.ACCEPTED
    assert found.verdict in [*expected, "judge-error"], (found.verdict, found.message)
    after = judge.judge(_unit(()), HONEST, seed=8, is_timed=False)
    assert after.verdict is Verdict.ACCEPTED, after.message
    wrong = judge.judge(_unit(()), HONEST.replace("2 * x", "2 * x + 1e-3"), seed=9, is_timed=False)
    assert wrong.verdict is Verdict.WRONG_ANSWER, wrong.message
