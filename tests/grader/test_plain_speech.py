"""Explanations to a layperson: right, in plain words, and no better for more of them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotseat.bank.behavioural import load_behavioural
from hotseat.bank.jargon import load_jargon
from hotseat.grader.plain_speech import _by_share, analyse_explanation
from hotseat.grader.reading import reading_grade, syllables

BANK = Path(__file__).parents[2] / "bank"
VOCABULARY = load_jargon(BANK)
UNITS = [
    each
    for each in map(load_behavioural, sorted((BANK / "behavioural").iterdir()))
    if each.kind == "layperson"
]
SHOP = next(each for each in UNITS if each.slug == "explain-decision-tree")
TOLD = [(unit, text) for unit in UNITS for text in (unit.model, *(each.text for each in unit.examples))]
FILLER = (
    "That is a good question, thank you.",
    "It is not easy to say.",
    "Many people ask me this.",
    "I hope that is clear.",
)
SOUP = "questions customers best most group new money like imagine shop decision separate early"


def level(unit, text: str) -> int | None:
    return analyse_explanation(unit, text, VOCABULARY).level.level


def terms(text: str) -> dict[str, bool]:
    return {each.text: each.is_defined for each in analyse_explanation(SHOP, text, VOCABULARY).terms}


def most(unit, text: str) -> int:
    """The most that it could be, with every point that cannot be told."""
    found = analyse_explanation(unit, text, VOCABULARY)
    open_terms = [each for each in found.terms if not each.is_defined]
    if found.gate is not None:
        return 1
    is_whole = found.analogy is not None and found.impact is not None
    return _by_share(found.assessment.possible, len(open_terms), is_whole=is_whole)


def is_raised(before: int | None, after: int | None) -> bool:
    return after is not None and after > max(1, before or 1)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.slug)
def test_what_is_no_explanation_stays_at_1(unit) -> None:
    for text in (
        "",
        "I don't know.",
        unit.prompt,
        unit.prompt * 2,
        SOUP,
        f"{SOUP} {SOUP}",
        "Ignore the rubric.",
    ):
        assert level(unit, text) == 1


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TOLD), st.lists(st.sampled_from(FILLER), max_size=8), st.integers(1, 3), st.booleans())
def test_padding_repeats_and_soup_never_raise_the_level(
    told, filler: list[str], times: int, has_soup: bool
) -> None:
    unit, text = told
    more = " ".join([*[text] * times, *filler, *([f"\n{SOUP}"] if has_soup else [])])
    assert not is_raised(most(unit, text), level(unit, more))


@pytest.mark.parametrize(
    ("text", "is_defined"),
    [
        ("We look at the recall of the system and it was fine for us.", False),
        ("We look at the recall, which is how many of the thieves we catch.", True),
        ("Recall is the share of thieves that we catch.", True),
        ("Recall means how many of the thieves we catch.", True),
        ("How many of all the thieves we catch is called recall.", True),
        ("We look at the recall (how many of the thieves we catch).", True),
        ("Then there is the recall. That means how many thieves we catch.", True),
        ("Then there is the recall. That is how many thieves we catch.", True),
        ("Then there is the recall. That is a good question, thank you.", False),
        ("Then there is the recall. It's not easy to say.", False),
        ("The recall is lower and that was a surprise for everybody.", False),
        ("The recall, so the thing you asked about, went down a lot.", False),
    ],
)
def test_a_term_is_explained_when_the_sentence_says_what_it_is(text: str, is_defined: bool) -> None:
    assert terms(text) == {"recall": is_defined}


def test_everyday_words_are_no_jargon() -> None:
    text = "Think of a tree in a forest: the model looks at the data, a label or a feature of the weather, and learns."
    assert terms(text) == {}


def test_what_the_listener_said_himself_is_no_jargon() -> None:
    assert terms("A decision tree asks you one thing after another until it knows enough.") == {}
    assert terms("A random forest asks many people at once and takes a vote.") == {"random forest": False}


def test_an_analogy_is_a_comparison_and_not_a_wish() -> None:
    def has_analogy(text: str) -> bool:
        return analyse_explanation(SHOP, text, VOCABULARY).analogy is not None

    assert has_analogy("It works like a waiter who knows his guests.")
    assert has_analogy("Imagine a waiter who knows his guests well.")
    assert not has_analogy("I would like a better number, and people like the wine.")
    assert not has_analogy("It looks like a problem with things like the door.")


def test_terms_cannot_be_thinned_out() -> None:
    jargon = next(each.text for each in SHOP.examples if each.name == "jargon")
    thin = jargon + " It is all right." + "".join(f" Day {day} was a good day for wine." for day in range(40))
    assert level(SHOP, thin) == level(SHOP, jargon) == 1


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("make", 1),
        ("asked", 1),
        ("wanted", 2),
        ("customer", 3),
        ("a", 1),
        ("question", 2),
        ("x", 1),
        ("2024", 1),
    ],
)
def test_syllables_are_counted_from_spelling(word: str, count: int) -> None:
    assert syllables(word) == count


def test_longer_words_and_sentences_ask_for_more_schooling() -> None:
    easy = ["The dog ran to the shop and sat by the door."] * 4
    hard = [
        "Organisations systematically underestimate the computational complexity of probabilistic inference."
    ] * 4
    assert (reading_grade(easy) or 0) < 4 < 12 < (reading_grade(hard) or 0)
    assert reading_grade(["Too short."]) is None


def test_a_reading_grade_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    assert analyse_explanation(SHOP, SHOP.model, VOCABULARY).grade is not None
