"""A drill proven: many exercises, each against the other way to its answer, its own answer, and its slips."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from hotseat.drills.exercise import Answer, Choice, Exercise, Expression, like, overlap, same_values
from hotseat.drills.formula import Formula
from hotseat.drills.generator import exercise_of, recomputed
from hotseat.drills.grading import grade, shown
from hotseat.model.drill import DrillUnit
from hotseat.model.errors import HotseatError
from hotseat.model.finding import Finding

MAX_WORDS = 140
LEAST_DIFFERENT = 0.2
SLOPE_TOLERANCE = 1e-5


def prove_drill(unit: DrillUnit, seeds: Sequence[int]) -> list[Finding]:
    """What goes wrong on these seeds; every kind of fault once, with its first seed."""
    found: dict[str, Finding] = {}
    asked: set[str] = set()
    named: set[str] = set()
    for seed in seeds:
        try:
            exercise = exercise_of(unit, seed)
            for code, what in _faults(unit, exercise, seed):
                found.setdefault(code, _finding(unit, f"{what} (seed {seed})"))
        except HotseatError as error:
            found.setdefault("runs", _finding(unit, f"{error.what} (seed {seed})"))
            continue
        asked.add(exercise.ask)
        named.update(slip.says for slip in exercise.named_slips())
    if len(asked) < LEAST_DIFFERENT * len(seeds):
        found["varied"] = _finding(unit, f"{len(seeds)} seeds gave only {len(asked)} different exercises.")
    if not named and not found:
        found["slips"] = _finding(unit, "No exercise has a known slip.")
    return list(found.values())


def _finding(unit: DrillUnit, what: str) -> Finding:
    return Finding(str(unit.make.path), 0, what)


def _faults(unit: DrillUnit, exercise: Exercise, seed: int) -> Iterator[tuple[str, str]]:
    again = exercise_of(unit, seed)
    if again.ask != exercise.ask or shown(again.answer) != shown(exercise.answer):
        yield "repeats", "The same seed gave another exercise."
    if len(exercise.ask.split()) > MAX_WORDS or re.search(r"\bnan\b|\binf\b|\{|\}", _bare(exercise.ask)):
        yield "ask", "The question is too long, or a number in it is not finite, or a brace was left over"
    if len(exercise.steps) < 2:
        yield "steps", "The worked solution has fewer than two steps."
    if not grade(exercise, shown(exercise.answer)).is_right:
        yield "own", f"Its own answer {shown(exercise.answer)} counts as wrong."
    yield from _slip_faults(exercise)
    problem = _disagreement(unit, exercise)
    if problem:
        yield "independent", problem


def _slip_faults(exercise: Exercise) -> Iterator[tuple[str, str]]:
    if exercise.is_blurred():
        yield "blurred", "A slip's result counts as right, or nearly, however often the exercise is drawn."
    for slip in exercise.named_slips():
        result = grade(exercise, shown(slip.answer))
        if result.is_right or result.slip != slip.says:
            yield f"slip {slip.says}", f"The slip '{slip.says}' ({shown(slip.answer)}) is not recognised."


def _bare(text: str) -> str:
    """Without maths and code, where braces belong."""
    return re.sub(r"\$\$.*?\$\$|\$[^$]*\$|`[^`]*`", "", text, flags=re.DOTALL)


def _disagreement(unit: DrillUnit, exercise: Exercise) -> str:
    try:
        value = recomputed(unit, exercise)
        is_same = _agrees(exercise.answer, value)
    except Exception as error:  # noqa: BLE001  whatever the author's code raises is reported
        return f"independent.py does not run: {type(error).__name__}: {error}."
    return "" if is_same else f"independent.py says {str(value)[:80]}, drill.py {shown(exercise.answer)}."


def _agrees(answer: Answer, value: Any) -> bool:
    if isinstance(answer, Expression) and callable(value):
        return _same_as_function(answer.formula, value, answer)
    if isinstance(answer, Expression):
        other = like(answer, value)
        return isinstance(other, Expression) and same_values(other.formula, answer.formula, answer.ranges)
    if isinstance(answer, Choice) and isinstance(value, str):
        return answer.options[answer.right] == value
    other = like(answer, value)
    return other is not None and overlap(other, answer)


def _same_as_function(formula: Formula, function: Any, answer: Expression) -> bool:
    """Whether a formula's values are those of a Python function of its symbols (which may be numerical)."""
    rng = np.random.default_rng(54321)
    points = {name: rng.uniform(low, high, size=16) for name, (low, high) in answer.ranges.items()}
    ours = formula.at(points)
    theirs = np.array([function(**{name: values[k] for name, values in points.items()}) for k in range(16)])
    return bool(np.allclose(ours, theirs, rtol=SLOPE_TOLERANCE, atol=SLOPE_TOLERANCE))


__all__ = ["prove_drill"]
