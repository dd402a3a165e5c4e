"""A candidate's own tests: whether they pass on the code they came with, and would notice faults in it.

Faults are small changes to the candidate's own accepted code (judge/mutants.py) that the hidden checks refuse. OwnTests
that fail on such a fault notice it. Only the candidate's code and tests run together; nothing hidden is in reach.
"""

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from hotseat.model.errors import WrongInput
from hotseat.model.unit import Code, CodingUnit
from hotseat.model.verdict import Judgement, Outcome, Verdict
from hotseat.scorecard.coding import OwnTests

if TYPE_CHECKING:
    from hotseat.practice.submission import Judging, OnEvent

MOST_TESTS, MOST_FAULTS, MOST_MUTANTS = 20, 6, 14
SECONDS = 2.0


def test_names(source: str) -> list[str]:
    """The test functions of a source, in order. Raises WrongInput when it does not parse."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise WrongInput(
            f"Your tests do not parse: {error}.", f"line {line}" if line else "", "Mend them."
        ) from error
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [each.name for each in functions if each.name.startswith("test") and not _required(each)][
        :MOST_TESTS
    ]


def _required(function: ast.FunctionDef) -> bool:
    given = function.args
    return len(given.posonlyargs) + len(given.args) > len(given.defaults)


def run_tests(
    judge: "Judging", unit: CodingUnit, source: str, tests: str, seed: int, on_event: "OnEvent | None" = None
) -> Judgement:
    """Run the tests against the code they came with, in the sandbox."""
    names = test_names(tests)
    if not names:
        raise WrongInput(
            "There is no test.", "", "Write functions whose names begin with test_, with asserts in them."
        )
    tested = _with_tests(unit, names)
    return judge.judge(tested, f"{source}\n\n{tests}\n", seed=seed, is_timed=False, on_event=on_event)


def measure_tests(judge: "Judging", unit: CodingUnit, source: str, tests: str, seed: int) -> OwnTests:
    """How many tests there are, how many pass, and how many faults they would notice."""
    try:
        names = test_names(tests)
    except WrongInput:
        return OwnTests(count=1, passed=0, noticed=0, faults=0)
    if not names:
        return OwnTests(0, 0, 0, 0)
    tested = _with_tests(unit, names)
    passed = _passed(judge.judge(tested, f"{source}\n\n{tests}\n", seed=seed, is_timed=False))
    if passed < len(names):
        return OwnTests(len(names), passed, 0, 0)
    noticed = faults = 0
    for mutant in _mutants(source, seed):
        if faults == MOST_FAULTS:
            break
        if judge.judge(unit, mutant, seed=seed).verdict is not Verdict.WRONG_ANSWER:
            continue
        faults += 1
        noticed += _passed(judge.judge(tested, f"{mutant}\n\n{tests}\n", seed=seed, is_timed=False)) < len(
            names
        )
    return OwnTests(len(names), passed, noticed, faults)


def _mutants(source: str, seed: int) -> list[str]:
    from hotseat.judge.mutants import mutants

    try:
        return [each.source for each in mutants(source, most=MOST_MUTANTS, seed=seed)]
    except (SyntaxError, ValueError, RecursionError):
        return []


def _passed(judgement: Judgement) -> int:
    return sum(each.outcome is Outcome.PASSED for each in judgement.checks)


def _with_tests(unit: CodingUnit, names: list[str]) -> CodingUnit:
    """The unit with the candidate's tests as its checks: each is called, and passes when it returns."""
    lines = ["from hotseat.judge.checks import check", ""]
    for name in names:
        lines += [
            "",
            f'@check("{name}", is_shown=True)',
            f"def check_{name}(candidate, rng):",
            f'    """{name} failed."""',
            f"    candidate.{name}()",
        ]
    text = "\n".join(lines) + "\n"
    checks = Code("checks", unit.folder / "own_tests.py", text, "")
    return replace(
        unit,
        checks=checks,
        entry=tuple(names),
        mistakes=(),
        mistake_checks={},
        speedup=None,
        limits=replace(unit.limits, seconds=SECONDS),
    )
