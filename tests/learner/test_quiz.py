"""Whether a topic is known."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.learner.quiz import (
    ALPHA,
    BETA,
    FEWEST,
    KNOWS,
    LACKS,
    LEVELS,
    LOWER,
    MOST,
    UPPER,
    Asked,
    Item,
    can_pass,
    chance,
    decide,
    estimate,
    evidence,
    following,
    likelihood,
)


def pool(*levels: str, guess: float = 0.0) -> list[Item]:
    return [Item("concept", f"u{place}", level, guess, True) for place, level in enumerate(levels)]


ITEM = st.builds(
    Item,
    st.just("concept"),
    st.uuids().map(str),
    st.sampled_from(LEVELS),
    st.sampled_from([0.0, 0.25, 0.5]),
    st.booleans(),
)
ITEMS = st.lists(ITEM, min_size=1, max_size=10, unique_by=lambda item: item.unit)
SCORE = st.floats(0, 1)


def run(items: Sequence[Item], scores: Sequence[float]) -> list[Asked]:
    """A whole quiz: the scores are those of the answers in turn."""
    asked: list[Asked] = []
    for score in scores:
        item = following(items, asked)
        if item is None:
            break
        asked.append(Asked(item, score))
    return asked


@given(st.lists(st.tuples(ITEM, SCORE, SCORE), min_size=1, max_size=MOST))
def test_a_better_answer_never_lowers_the_estimate(given_: list[tuple[Item, float, float]]) -> None:
    worse = [Asked(item, min(a, b)) for item, a, b in given_]
    better = [Asked(item, max(a, b)) for item, a, b in given_]
    assert estimate(better) >= estimate(worse) - 1e-12
    assert likelihood(better) >= likelihood(worse) - 1e-12


@given(ITEM)
def test_a_right_answer_speaks_for_and_a_wrong_one_against(item: Item) -> None:
    assert evidence(item, 1.0) > 0 > evidence(item, 0.0)


@given(st.sampled_from(LEVELS), st.floats(0, 0.8), st.floats(0.05, 0.15))
def test_what_is_easier_to_guess_says_less(level: str, guess: float, more: float) -> None:
    sure, guessed = (Item("concept", "u", level, share, True) for share in (guess, guess + more))
    assert evidence(guessed, 1.0) < evidence(sure, 1.0)


@given(ITEMS, st.lists(SCORE, min_size=MOST, max_size=MOST))
def test_a_quiz_ends_within_seven_items_and_asks_none_twice(items: list[Item], scores: list[float]) -> None:
    asked = run(items, scores)
    assert following(items, asked) is None
    assert decide(items, asked) != "open"
    assert len({each.item.unit for each in asked}) == len(asked) <= MOST


@given(ITEMS, st.lists(SCORE, min_size=MOST, max_size=MOST))
def test_a_decision_has_at_least_three_items_and_its_evidence(items: list[Item], scores: list[float]) -> None:
    asked = run(items, scores)
    decision = decide(items, asked)
    if decision in ("known", "not-known"):
        assert len(asked) >= FEWEST
        assert estimate(asked) >= UPPER if decision == "known" else estimate(asked) <= LOWER
    else:
        assert LOWER < estimate(asked) < UPPER or len(asked) < FEWEST


@given(ITEMS)
def test_a_topic_can_be_passed_just_when_right_answers_pass_it(items: list[Item]) -> None:
    asked = run(items, [1.0] * MOST)
    if decide(items, asked) == "known":
        assert can_pass(items)
    if not can_pass(items):
        assert decide(items, asked) != "known"


@given(ITEMS, st.lists(SCORE, min_size=MOST, max_size=MOST), st.integers(0, MOST - 1))
def test_a_quiz_goes_on_the_same_way_wherever_it_was_left(
    items: list[Item], scores: list[float], place: int
) -> None:
    whole = run(items, scores)
    assert run(items, scores[:place]) == whole[:place]


def test_it_begins_with_core_and_follows_the_answers_up_and_down() -> None:
    items = pool("warmup", "warmup", "core", "core", "stretch", "stretch")
    assert [each.item.level for each in run(items, [1.0, 0.0, 0.0])] == ["core", "stretch", "core"]
    assert [each.item.level for each in run(items, [0.0, 1.0, 1.0])] == ["core", "warmup", "core"]
    assert [each.item.level for each in run(items, [0.6, 0.6])] == ["core", "core"]


def test_prose_is_asked_only_when_nothing_computed_is_left_at_the_level() -> None:
    prose, computed = Item("concept", "a", "core", 0.0, False), Item("drill", "b", "core", 0.0, True)
    first = following([prose, computed, *pool("core", "core")], [])
    assert first == computed


def test_three_right_core_answers_are_enough_and_two_are_not() -> None:
    items = pool(*["core"] * 7)
    assert decide(items, run(items, [1.0, 1.0])) == "open"
    assert decide(items, run(items, [1.0, 1.0, 1.0])) == "known"
    assert decide(items, run(items, [0.0, 0.0, 0.0])) == "not-known"


def test_two_items_decide_nothing() -> None:
    items = pool("core", "core")
    assert not can_pass(items)
    assert decide(items, []) == "no-decision"
    assert following(items, []) is None


def test_it_ends_without_a_decision_once_none_can_be_reached() -> None:
    items = pool(*["core"] * 3)
    asked = run(items, [0.0, 1.0, 1.0])
    assert len(asked) == 2
    assert decide(items, asked) == "no-decision"


def outcomes(items: Sequence[Item], ability: float) -> dict[str, float]:
    """The exact chance of each decision for somebody of that ability, over every way the answers can go."""
    found = {"known": 0.0, "not-known": 0.0, "no-decision": 0.0}
    waiting: list[tuple[list[Asked], float]] = [([], 1.0)]
    while waiting:
        asked, share = waiting.pop()
        item = following(items, asked)
        if item is None:
            found[decide(items, asked)] += share
            continue
        right = chance(item, ability)
        waiting.append(([*asked, Asked(item, 1.0)], share * right))
        waiting.append(([*asked, Asked(item, 0.0)], share * (1 - right)))
    return found


@pytest.mark.parametrize(
    "items",
    [
        pool(*["core"] * 3),
        pool(*["core"] * 7),
        pool(*["core"] * 9, guess=0.25),
        pool(*["warmup"] * 4, *["core"] * 3, *["stretch"] * 2),
    ],
)
def test_errors_are_as_rare_as_the_thresholds_promise(items: list[Item]) -> None:
    assert outcomes(items, LACKS)["known"] <= ALPHA / (1 - BETA)
    assert outcomes(items, LACKS - 1)["known"] <= ALPHA / (1 - BETA)
    assert outcomes(items, KNOWS)["not-known"] <= BETA / (1 - ALPHA)


def test_somebody_who_knows_passes_more_often_than_somebody_who_does_not() -> None:
    items = pool(*["core"] * 7)
    assert outcomes(items, KNOWS)["known"] > 0.75
    assert outcomes(items, LACKS)["known"] < 0.05
