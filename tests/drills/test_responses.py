"""What people type, read as the answer that they mean, and nothing else."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.drills import Exercise, choice, expression, number, shape, vector
from hotseat.drills.exercise import Answer
from hotseat.drills.formula import parse_formula
from hotseat.drills.grading import expected_form, grade, shown
from hotseat.model.errors import WrongInput

QUARTER = number(0.25, within=0.005)
MEMORY = number(1.5, within=0.01, unit="GB")
SHARE = number(12.0, within=0.1, unit="%")
VECTOR = vector([0.6, 0.8], within=0.01, is_up_to_sign=True)
VALUES = vector([3.0, 1.0], within=0.01, is_any_order=True)
SIZES = shape(32, 64, 7, 7)
OPTIONS = choice(["it rises", "it falls"], 1)
SLOPE = expression("2*x*exp(-x**2)", x=(0.1, 2.0))


def exercise(answer: Answer, **slips: object) -> Exercise:
    return Exercise("What is it?", answer, ["First.", "Then."], slips)


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        (QUARTER, "0.25"), (QUARTER, " 1/4 "), (QUARTER, "25%"), (QUARTER, "25 %"), (QUARTER, "2.5e-1"), (QUARTER, ".25"),
        (QUARTER, "2^-2"), (QUARTER, "0.254"), (QUARTER, "(1+1)/8"), (MEMORY, "1.5"), (MEMORY, "1.5 GB"), (MEMORY, "1500 MB"),
        (MEMORY, "1,500 MB"), (MEMORY, "1.5gb"), (SHARE, "12"), (SHARE, "12 %"), (VECTOR, "[0.6, 0.8]"), (VECTOR, "-0.6; -0.8"),
        (VECTOR, "3/5 4/5"), (VALUES, "1, 3"), (SIZES, "(32, 64, 7, 7)"), (SIZES, "32x64x7x7"), (SIZES, "torch.Size([32, 64, 7, 7])"),
        (OPTIONS, "b"), (OPTIONS, "B)"), (OPTIONS, "2"), (OPTIONS, "it falls"), (SLOPE, "2x exp(-x^2)"), (SLOPE, "exp(-x*x)*(x+x)"),
        (SLOPE, "2·x/exp(x^2)"),
    ],
)  # fmt: skip
def test_every_way_to_write_the_right_answer_counts(answer: Answer, typed: str) -> None:
    assert grade(exercise(answer), typed).is_right


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        (QUARTER, "0.26"), (QUARTER, "25"), (MEMORY, "1.5 MB"), (MEMORY, "1.5 GiB"), (SHARE, "0.12"), (VECTOR, "[0.6, -0.8]"),
        (VECTOR, "[0.6, 0.8, 0]"), (VALUES, "3 2"), (SIZES, "(64, 32, 7, 7)"), (SIZES, "(32, 64, 7)"), (OPTIONS, "a"),
        (SLOPE, "2*x*exp(x^2)"), (SLOPE, "2*x"),
    ],
)  # fmt: skip
def test_a_wrong_answer_does_not(answer: Answer, typed: str) -> None:
    assert not grade(exercise(answer), typed).is_right


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        (QUARTER, ""), (QUARTER, "a quarter"), (QUARTER, "0.25 GB"), (QUARTER, "1e999"), (QUARTER, "nan"), (QUARTER, "1/0"),
        (QUARTER, "__import__('os')"), (QUARTER, "().__class__"), (QUARTER, "9**9**9**9"), (QUARTER, "(" * 300), (QUARTER, "1" * 5000),
        (QUARTER, "0.25\0"), (VECTOR, "left"), (SIZES, "big"), (SIZES, "1.5, 2"), (OPTIONS, "c"), (OPTIONS, "<b>b</b>"),
        (SLOPE, "2*y"), (SLOPE, "open('x')"), (SLOPE, "x.__class__"), (SLOPE, "lambda: 1"), (SLOPE, "[x for x in x]"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_how_to_write_it(answer: Answer, typed: str) -> None:
    with pytest.raises(WrongInput) as refused:
        grade(exercise(answer), typed)
    assert refused.value.what
    assert refused.value.fix


def test_a_known_slip_is_named_and_one_that_gives_the_right_answer_is_not() -> None:
    asked = exercise(QUARTER, **{"forgot to halve": 0.5, "took another way": 0.2501, "forgot it again": 0.5})
    assert [slip.says for slip in asked.named_slips()] == ["forgot to halve"]
    assert grade(asked, "50%").slip == "forgot to halve"
    assert grade(asked, "0.3").slip is None


@pytest.mark.parametrize("answer", [QUARTER, MEMORY, SHARE, VECTOR, VALUES, SIZES, OPTIONS, SLOPE])
def test_the_answer_that_is_shown_is_read_back_as_right(answer: Answer) -> None:
    assert grade(exercise(answer), shown(answer)).is_right
    assert expected_form(answer).startswith("Answer with ")


@given(st.floats(-1e6, 1e6, allow_nan=False), st.floats(1e-3, 10))
def test_a_number_within_its_tolerance_is_right_and_one_beyond_is_not(value: float, within: float) -> None:
    asked = exercise(number(value, within=within))
    assert grade(asked, repr(value + 0.9 * within)).is_right
    assert not grade(asked, repr(value + 1.2 * within)).is_right


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_formulas(text: str) -> None:
    try:
        values = parse_formula(text, ["x"]).at({"x": np.array([0.5, 1.0])})
    except ValueError:
        return
    assert values.shape == (2,)


def test_numbers_that_are_not_finite_make_no_exercise() -> None:
    for value in (math.nan, math.inf):
        with pytest.raises(ValueError, match="not usable"):
            number(value, within=1)
