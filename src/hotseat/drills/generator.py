"""A drill's code at work. Trusted code: it is part of the bank."""

from collections.abc import Callable
from typing import Any

import numpy as np

from hotseat.drills.exercise import Exercise
from hotseat.model.drill import DrillUnit
from hotseat.model.errors import HotseatError
from hotseat.model.unit import Code

MOST_DRAWS = 100

_known: dict[tuple[str, str], dict[str, Any]] = {}


def exercise_of(unit: DrillUnit, seed: int) -> Exercise:
    """The exercise of a seed; the same seed gives the same. Raises HotseatError when the drill fails.

    It is drawn again while a slip comes so near to the right answer that it could count as right.
    """
    rng = np.random.default_rng([seed & 0xFFFFFFFF, *unit.slug.encode()])
    exercise = _made(unit, rng)
    for _ in range(MOST_DRAWS - 1):
        if not exercise.is_blurred():
            break
        exercise = _made(unit, rng)
    return exercise


def _made(unit: DrillUnit, rng: np.random.Generator) -> Exercise:
    try:
        made = _function(unit.make, "make")(rng)
    except Exception as error:
        what = f"The drill does not run: {type(error).__name__}: {error}."
        raise HotseatError(what, str(unit.make.path), f"hotseat check {unit.folder}") from error
    if not isinstance(made, Exercise):
        raise HotseatError("make(rng) did not return an Exercise.", str(unit.make.path), "")
    return made


def recomputed(unit: DrillUnit, exercise: Exercise) -> Any:
    """The answer's value by the other way. Raises whatever it raises."""
    return _function(unit.independent, "answer")(exercise.facts)


def _function(code: Code, name: str) -> Callable[..., Any]:
    key = (str(code.path), code.text)
    if key not in _known:
        space: dict[str, Any] = {"__name__": code.name, "__file__": str(code.path)}
        exec(compile(code.text, str(code.path), "exec"), space)
        _known[key] = space
    function: Callable[..., Any] = _known[key][name]
    return function
