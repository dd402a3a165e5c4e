"""A response read and compared with the answer of an exercise."""

import math
import re
from dataclasses import dataclass

from hotseat.drills.exercise import (
    Answer,
    Choice,
    Exercise,
    Expression,
    Number,
    Shape,
    Vector,
    fits_vector,
    same_values,
    unit_words,
)
from hotseat.drills.formula import parse_formula
from hotseat.drills.quantity import factor
from hotseat.model.errors import WrongInput

MAX_LENGTH = 2_000
_UNIT = re.compile(r"^(?P<number>.*?[\d.)])\s*(?P<unit>[A-Za-zµ%][A-Za-zµ%/ ]*)$", re.DOTALL)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(\D|$))")
_NUMBERS = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?:\s*/\s*\d+(?:\.\d+)?)?")


@dataclass(frozen=True)
class DrillResult:
    """What a response is worth. slip: the known wrong way that gives just this, or None."""

    is_right: bool
    understood: str
    slip: str | None


def grade(exercise: Exercise, response: str) -> DrillResult:
    """Compare a response with the exercise's answer. Raises WrongInput when it cannot be read."""
    text = response.strip()
    if not text:
        raise WrongInput("There is no answer yet.", "", expected_form(exercise.answer))
    if len(text) > MAX_LENGTH or "\0" in text:
        raise WrongInput("This is not an answer to a drill.", "", expected_form(exercise.answer))
    given = _read(exercise.answer, text)
    if _fits(given, exercise.answer):
        return DrillResult(is_right=True, understood=shown(given), slip=None)
    named = next((slip.says for slip in exercise.named_slips() if _fits(given, slip.answer)), None)
    return DrillResult(is_right=False, understood=shown(given), slip=named)


def expected_form(answer: Answer) -> str:
    """How to write an answer of this kind."""
    match answer:
        case Number(unit=unit):
            return f"Answer with a number{f' in {unit}' if unit else ''}, like 0.25, 1/4 or 2.5e-1."
        case Vector(values=values):
            return f"Answer with {len(values)} numbers, like [1, 0.5]."
        case Shape():
            return "Answer with whole numbers, like (32, 64, 7, 7)."
        case Choice(options=options):
            return f"Answer with a letter from a to {chr(96 + len(options))}."
        case Expression(ranges=ranges):
            return f"Answer with a formula in {', '.join(ranges)}, like 2*{next(iter(ranges))}^2."


def shown(answer: Answer) -> str:
    """An answer as text; `grade` reads it back as the same answer."""
    match answer:
        case Number(value=value, unit=unit):
            return f"{_digits(value)} {unit}".strip()
        case Vector(values=values):
            return "[" + ", ".join(_digits(value) for value in values) + "]"
        case Shape(sizes=sizes):
            return "(" + ", ".join(map(str, sizes)) + ")"
        case Choice(options=options, right=right):
            return f"{chr(97 + right)}) {options[right]}"
        case Expression(formula=formula):
            return formula.text


def _digits(value: float) -> str:
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value)}"
    return f"{value:.6g}"


def _read(answer: Answer, text: str) -> Answer:
    match answer:
        case Number():
            return _read_number(answer, text)
        case Vector():
            return _read_vector(answer, text)
        case Shape():
            return _read_shape(answer, text)
        case Choice():
            return _read_choice(answer, text)
        case Expression():
            try:
                return Expression(parse_formula(text, answer.ranges), answer.ranges)
            except ValueError as error:
                raise WrongInput(str(error), "", expected_form(answer)) from None


def _read_vector(answer: Vector, text: str) -> Vector:
    values = [_plain(part) for part in _NUMBERS.findall(text)]
    if not values:
        raise WrongInput("No numbers can be read in this answer.", "", expected_form(answer))
    return Vector(tuple(values), answer.within)


def _read_shape(answer: Shape, text: str) -> Shape:
    sizes = re.findall(r"\d+", text)
    if not sizes or re.search(r"\d\.\d", text) or any(len(size) > 15 for size in sizes):
        raise WrongInput("No shape can be read in this answer.", "", expected_form(answer))
    return Shape(tuple(map(int, sizes)))


def _read_number(answer: Number, text: str) -> Number:
    unit, scale = "", 1.0
    found = _UNIT.match(text)
    if found and not re.search(r"\d[eE][-+]?\d*$", text):
        text, unit = found["number"], found["unit"].strip()
    if unit == "%" and answer.unit != "%":
        scale = 0.01
    elif unit and unit != answer.unit:
        known = factor(unit, answer.unit)
        if known is None and unit.lower() != answer.unit.lower():
            words = ", ".join(unit_words(answer.unit)) or "no unit"
            raise WrongInput(
                f"The unit '{unit[:20]}' does not fit here.", "", f"This one is asked for in: {words}."
            )
        scale = known or 1.0
    try:
        value = float(parse_formula(_THOUSANDS.sub("", text)).at({})[0]) * scale
    except ValueError as error:
        raise WrongInput(str(error), "", expected_form(answer)) from None
    if not math.isfinite(value):
        raise WrongInput("This is not a finite number.", "", expected_form(answer))
    return Number(value, answer.within, answer.unit)


def _plain(text: str) -> float:
    over, _, under = text.partition("/")
    try:
        return float(over) / float(under) if under else float(over)
    except (ZeroDivisionError, OverflowError):
        return math.nan


def _read_choice(answer: Choice, text: str) -> Choice:
    letters = [chr(97 + place) for place in range(len(answer.options))]
    plain = text.strip().strip("().").lower()
    head = plain[:1]
    if plain in letters or (head in letters and plain[1:2] in (")", ".", " ")):
        return Choice(answer.options, letters.index(head))
    if plain.isdigit() and 1 <= int(plain) <= len(letters):
        return Choice(answer.options, int(plain) - 1)
    for place, option in enumerate(answer.options):
        if plain == option.strip().lower():
            return Choice(answer.options, place)
    raise WrongInput("This is none of the options.", "", expected_form(answer))


def _fits(given: Answer, answer: Answer) -> bool:
    match given, answer:
        case Number(), Number():
            return abs(given.value - answer.value) <= answer.within * (1 + 1e-9)
        case Vector(), Vector():
            return fits_vector(answer, given.values, answer.within * (1 + 1e-9))
        case Expression(), Expression():
            return same_values(given.formula, answer.formula, answer.ranges)
        case Choice(), Choice():
            return given.right == answer.right
    return given == answer


__all__ = ["DrillResult", "expected_form", "grade", "shown"]
