"""An exercise and the kinds of answers that it can ask for."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from hotseat.drills.formula import Formula, parse_formula
from hotseat.drills.quantity import FACTORS


@dataclass(frozen=True)
class Number:
    """A number. within: the largest absolute error that counts as right; unit: as in quantity.py, or any word."""

    value: float
    within: float
    unit: str = ""


@dataclass(frozen=True)
class Vector:
    """Numbers in order, a matrix row by row. is_up_to_sign: -v is right too; is_any_order: a set of numbers."""

    values: tuple[float, ...]
    within: float
    is_up_to_sign: bool = False
    is_any_order: bool = False


@dataclass(frozen=True)
class Shape:
    """Whole numbers, exactly."""

    sizes: tuple[int, ...]


@dataclass(frozen=True)
class Choice:
    """One of several options. right: its place, from 0."""

    options: tuple[str, ...]
    right: int


@dataclass(frozen=True)
class Expression:
    """A formula in symbols. Equal in value at every point of the ranges counts as right."""

    formula: Formula
    ranges: Mapping[str, tuple[float, float]]


Answer = Number | Vector | Shape | Choice | Expression


@dataclass(frozen=True)
class Slip:
    """A known wrong way and what it gives. says: what was done, e.g. "divided by n instead of n - 1"."""

    says: str
    answer: Answer


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    ask: Markdown, with $maths$. steps: the worked solution with this exercise's numbers. slips: what a wrong way
    gives, by what it is, in the form of the answer's value; those that coincide with the right answer are dropped,
    and an exercise with one that nearly does is drawn again.
    facts: what independent.py computes the answer from again.
    """

    ask: str
    answer: Answer
    steps: Sequence[str]
    slips: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)

    def named_slips(self) -> list[Slip]:
        """The slips whose result differs from the right answer and from the slips before."""
        found: list[Slip] = []
        for says, value in self.slips.items():
            answer = like(self.answer, value)
            taken = [self.answer, *(slip.answer for slip in found)]
            if answer is not None and not any(overlap(answer, other) for other in taken):
                found.append(Slip(says, answer))
        return found

    def is_blurred(self) -> bool:
        """Whether some slip gives not quite the right answer, yet so near that its response could count as right."""
        if not isinstance(self.answer, Number | Vector):
            return False
        wrong = (like(self.answer, value) for value in self.slips.values())
        return any(
            other is not None and overlap(self.answer, other) and not _coincide(self.answer, other)
            for other in wrong
        )


def number(value: float, *, within: float, unit: str = "") -> Number:
    """A number, right to an absolute error of `within` (above 0). Raises ValueError when it is not finite."""
    if not math.isfinite(value) or not within > 0:
        raise ValueError(f"number({value}, within={within}) is not usable")
    return Number(float(value), float(within), unit)


def vector(values: Any, *, within: float, is_up_to_sign: bool = False, is_any_order: bool = False) -> Vector:
    """An array of any shape, row by row. Raises ValueError when it is not finite."""
    flat = tuple(float(value) for value in np.ravel(np.asarray(values, dtype=float)))
    if not flat or not all(map(math.isfinite, flat)) or not within > 0:
        raise ValueError("a vector needs finite numbers and a tolerance above 0")
    return Vector(flat, float(within), is_up_to_sign, is_any_order)


def shape(*sizes: int) -> Shape:
    """The shape of an array."""
    return Shape(tuple(int(size) for size in sizes))


def choice(options: Sequence[str], right: int) -> Choice:
    """One of at least two different options."""
    if len(set(options)) != len(options) or not 0 <= right < len(options) or len(options) < 2:
        raise ValueError("a choice needs different options, one of them right")
    return Choice(tuple(options), right)


def expression(text: str, **ranges: tuple[float, float]) -> Expression:
    """A formula such as "2*x*exp(-x)" with the range of each symbol. Raises ValueError when it cannot be read."""
    return Expression(parse_formula(text, ranges), dict(ranges))


def like(answer: Answer, value: Any) -> Answer | None:
    """A value as an answer of the same kind; None when it is not finite."""
    match answer:
        case Number(_, within, unit):
            return Number(float(value), within, unit) if math.isfinite(value) else None
        case Vector(values, within, is_up_to_sign, is_any_order):
            flat = np.ravel(np.asarray(value, dtype=float))
            fits = len(flat) == len(values) and np.isfinite(flat).all()
            return Vector(tuple(map(float, flat)), within, is_up_to_sign, is_any_order) if fits else None
        case Shape():
            return Shape(tuple(int(size) for size in value))
        case Choice(options, _):
            place = options.index(value) if isinstance(value, str) else int(value)
            return Choice(options, place)
        case Expression(_, ranges):
            return Expression(parse_formula(value, ranges), ranges)


def overlap(left: Answer, right: Answer) -> bool:
    """Whether one response could count as both."""
    match left, right:
        case Number(), Number():
            return abs(left.value - right.value) <= left.within + right.within
        case Vector(), Vector():
            return fits_vector(right, left.values, 2 * right.within)
        case Expression(), Expression():
            return same_values(left.formula, right.formula, right.ranges)
    return left == right


def _coincide(left: Answer, right: Answer) -> bool:
    """Whether two answers of one kind are the same but for the computer's rounding."""
    match left, right:
        case Number(), Number():
            return math.isclose(left.value, right.value, rel_tol=1e-9, abs_tol=1e-9)
        case Vector(), Vector():
            return fits_vector(left, right.values, 1e-9 * max(1.0, *map(abs, left.values)))
    return left == right


def fits_vector(answer: Vector, values: Sequence[float], within: float) -> bool:
    """Whether values are the answer's, under its freedoms."""
    if len(values) != len(answer.values):
        return False
    own, other = np.array(answer.values), np.array(values)
    if answer.is_any_order:
        own, other = np.sort(own), np.sort(other)
    is_near = bool(np.all(np.abs(own - other) <= within))
    return is_near or (answer.is_up_to_sign and bool(np.all(np.abs(own + other) <= within)))


def same_values(left: Formula, right: Formula, ranges: Mapping[str, tuple[float, float]]) -> bool:
    """Whether two formulas agree at many points of the ranges."""
    rng = np.random.default_rng(12345)
    points = {name: rng.uniform(low, high, size=48) for name, (low, high) in ranges.items()}
    with np.errstate(all="ignore"):
        ours, theirs = left.at(points), right.at(points)
    is_usable = np.isfinite(theirs)
    if is_usable.sum() < 8:
        raise ValueError("the formula has no finite values in its ranges")
    near = np.isclose(ours[is_usable], theirs[is_usable], rtol=1e-7, atol=1e-9)
    return bool(near.all())


def unit_words(unit: str) -> tuple[str, ...]:
    """Units that a number in this unit may be given in."""
    family = next((group for group in FACTORS if unit in group), None)
    return tuple(family) if family else ((unit,) if unit else ())
