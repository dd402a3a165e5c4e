"""Notation: α, \\alpha and alpha grade alike, and evidence stays in the candidate's words."""

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.bank.shelf import load_bank
from hotseat.drills.formula import parse_formula
from hotseat.grader import assess
from hotseat.grader.patterns import compiled
from hotseat.model.notation import SYMBOLS, plain, with_symbols
from hotseat.model.question import Point, Rubric

ALIKE = [
    ["α", r"\alpha", "alpha", "𝛼"],
    ["σ²", r"\sigma^2", r"\sigma^{2}", "sigma^2"],
    ["2λI", r"2\lambda I", "2 lambda I"],
    ["ŷ", r"\hat{y}", r"\hat y", "y\u0302", "y hat"],
    ["θ\u0302", r"\hat{\theta}", r"\hat\theta", "theta hat"],
    ["Xᵀ", r"X^T", r"X^\top", r"X^{\top}"],
    ["X⁻¹", "X^-1", "X^{-1}", "X^(-1)"],
    ["√x", r"\sqrt{x}", "sqrt(x)"],
    ["∂L/∂w", r"\partial L/\partial w", "dL/dw"],
    ["x ≤ y", r"x \leq y", r"x \le y"],
    ["argmax", r"\arg\max", r"\operatorname{argmax}"],
    ["x₁", "x_1", "x_{1}"],
    ["10⁻³", "10^-3", "10^{-3}"],
]


@pytest.mark.parametrize("forms", ALIKE, ids=[forms[0] for forms in ALIKE])
def test_ways_to_write_the_same_are_read_alike(forms: list[str]) -> None:
    assert len({plain(f"it is {form} here").text for form in forms}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "plain words, e.g. alpha^2",
        "café naïve",
        "C:\\new\\data",
        r"\unknown{x}",
        "don't — “quoted”",
        "",
        "p < 0.05 $5",
    ],
)
def test_what_is_no_notation_is_left_alone(text: str) -> None:
    assert plain(text).text == text
    assert with_symbols(text) == text


@given(st.text(alphabet="ab (){}^_\\α²√∂∑ŷᵀ₁\u0302lphasigqrtf", max_size=60))
def test_every_character_knows_where_it_stood(text: str) -> None:
    read = plain(text)
    if read.places is None:
        assert read.text == text
        return
    assert len(read.places) == len(read.text)
    assert all(0 <= start < end <= len(text) for start, end in read.places)
    assert all(left[0] <= right[0] for left, right in pairwise(read.places))


def test_names_that_are_typed_become_symbols() -> None:
    assert (
        with_symbols(r"\alpha + \sigma\sq \leq \infty, \alphabet, x\hat, \hat{x}")
        == "α + σ² ≤ ∞, \\alphabet, x\u0302, \\hat{x}"
    )
    assert all(re.fullmatch(r"[A-Za-z]+", name) for name in SYMBOLS)


RUBRIC = Rubric(
    entities={"S": ("sigma^2", "variance")},
    points=(
        Point("spread", 1, True, "The variance is sigma squared.", (), (("sigma^2", "σ²"),), ()),
        Point("rate", 1, True, "A smaller alpha shrinks it.", (), (("alpha",), ("shrink*",)), ()),
    ),
    misconceptions=(),
)  # fmt: skip
ANSWER = "The variance of the noise is {sigma}, which is estimated from the data. A smaller {alpha} shrinks the estimate towards zero."


@pytest.mark.parametrize(
    ("sigma", "alpha"), [("sigma^2", "alpha"), ("σ²", "α"), (r"\sigma^{2}", r"\alpha"), (r"$\sigma^2$", "𝛼")]
)
def test_an_answer_is_worth_the_same_in_every_notation(sigma: str, alpha: str) -> None:
    text = ANSWER.format(sigma=sigma, alpha=alpha)
    found = assess("What is the spread of the noise, and what does the rate do?", RUBRIC, text)
    assert [mark.mark.value for mark in found.marks] == ["covered", "covered"]
    said = [text[each.evidence.start : each.evidence.end] for each in found.marks if each.evidence]
    assert said == [
        ANSWER.partition(". A")[0].format(sigma=sigma) + ".",
        "A" + ANSWER.partition(". A")[2].format(alpha=alpha),
    ]


def test_an_answer_full_of_symbols_is_not_taken_for_another_language() -> None:
    found = assess("How is it updated?", RUBRIC, "θ ← θ − α∇L(θ), and σ² shrinks with α as μ → 0.")
    assert found.gate != "not in English"


def test_patterns_of_rubrics_may_hold_symbols() -> None:
    for pattern in ("σ²", "n²", "(a|σ²) is", "λ*"):
        text = plain(pattern.replace("(a|", "").replace(")", "").replace("*", "s")).text
        assert compiled(pattern).search(text), pattern


def test_rubrics_of_the_bank_can_be_met_in_symbols() -> None:
    """The bank's own full answers, with Greek letters for their names, lose nothing."""
    names = {
        name: SYMBOLS[name]
        for name in ("alpha", "beta", "gamma", "lambda", "epsilon", "sigma", "theta", "mu")
    }
    tried = 0
    for unit in load_bank().questions():
        for example in unit.examples:
            text = re.sub(
                rf"(?<![\w-])({'|'.join(names)})(?![\w-])", lambda found: names[found[1]], example.text
            )
            if text == example.text or unit.rubric is None:
                continue
            tried += 1
            marks = [
                [each.mark for each in assess(unit.question, unit.rubric, each).marks]
                for each in (text, example.text)
            ]
            assert marks[0] == marks[1], f"{Path(unit.folder).name}/{example.name}"
    assert tried > 3


@pytest.mark.parametrize(
    "text", ["2αx²", r"2\alpha x^{2}", r"2 \cdot \alpha \cdot x²", r"\frac{4 \alpha x^2}{2}", "√4αx²"]
)
def test_formulas_are_read_in_symbols(text: str) -> None:
    values = parse_formula(text, ["alpha", "x"]).at({"alpha": np.array([3.0]), "x": np.array([2.0])})
    assert values.tolist() == [24.0]
