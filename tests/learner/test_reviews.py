"""When things come back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.learner.rating import rate
from hotseat.learner.reviews import Plan, advanced, due, due_at, new_per_day, recall
from hotseat.model.card import Card, Rating

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
RATINGS: list[Rating] = ["again", "hard", "good", "easy"]
FREE = Plan(None, {})


def learned(ratings: list[Rating], gap_days: float = 3.0) -> Card:
    card, at = None, NOW
    for rating in ratings:
        card = advanced(card, "u", "concept", rating, at)
        at += timedelta(days=gap_days)
    assert card is not None
    return card


@given(st.lists(st.sampled_from(RATINGS), max_size=8), st.floats(0.01, 40))
def test_a_better_rating_never_comes_due_earlier(history: list[Rating], gap_days: float) -> None:
    before = learned(history, gap_days) if history else None
    at = NOW + timedelta(days=gap_days * (len(history) + 1))
    dues = [advanced(before, "u", "concept", rating, at).due for rating in RATINGS]
    assert dues == sorted(dues)


@given(
    st.lists(st.sampled_from(RATINGS), min_size=1, max_size=6),
    st.integers(0, 60),
    st.sampled_from(["high", "low"]),
)
def test_an_interview_never_puts_anything_off(history: list[Rating], days: int, importance: str) -> None:
    card = learned(history)
    now = card.last_at + timedelta(hours=1)
    plan = Plan((now + timedelta(days=days)).date(), {"u": importance})
    assert due_at(card.standing(), plan, now) <= card.due


def test_what_is_known_well_is_seen_once_more_before_the_interview() -> None:
    card = learned(["easy", "easy", "easy"])
    assert card.due > card.last_at + timedelta(days=30)
    day = (card.last_at + timedelta(days=10)).date()
    plan = Plan(day, {"u": "high"})
    assert due([card.standing()], plan, card.last_at + timedelta(days=5)) == []
    eve = datetime.combine(day, datetime.min.time(), UTC) - timedelta(hours=12)
    assert [each.unit for each in due([card.standing()], plan, eve)] == ["u"]
    seen = advanced(card, "u", "concept", "good", eve)
    assert due([seen.standing()], plan, eve + timedelta(hours=2)) == []


def test_an_interview_that_is_past_has_no_effect() -> None:
    card = learned(["easy", "easy"])
    assert due_at(card.standing(), Plan(date(2020, 1, 1), {}), NOW) == card.due


@given(st.floats(0, 1), st.floats(0, 1), st.booleans(), st.integers(0, 3))
def test_more_marks_never_make_a_worse_rating(a: float, b: float, is_quick: bool, hints: int) -> None:
    seconds = 10.0 if is_quick else 500.0
    low, high = sorted((a, b))
    assert RATINGS.index(rate(low, low, seconds, hints, 4)) <= RATINGS.index(
        rate(high, high, seconds, hints, 4)
    )


@pytest.mark.parametrize(
    ("credit", "possible", "seconds", "hints", "expected"),
    [
        (1, 1, 30, 0, "easy"), (1, 1, 200, 0, "good"), (1, 1, None, 0, "good"), (1, 1, 30, 1, "hard"), (0.6, 0.8, 30, 0, "hard"),
        (0.2, 0.6, 30, 0, "again"), (0, 0, None, 0, "again"), (0.9, 0.9, 10, 0, "good"),
    ],
)  # fmt: skip
def test_ratings(credit: float, possible: float, seconds: float | None, hints: int, expected: str) -> None:
    assert rate(credit, possible, seconds, hints, 4) == expected


def test_new_units_are_spread_over_the_days_that_are_left() -> None:
    soon = Plan((NOW + timedelta(days=13)).date(), {})
    assert new_per_day(100, soon, NOW) == 10
    assert new_per_day(100, FREE, NOW) == 8
    assert new_per_day(3, FREE, NOW) == 3
    assert new_per_day(500, Plan((NOW + timedelta(days=4)).date(), {}), NOW) == 30


def test_recall_falls_with_time() -> None:
    card = learned(["good", "good", "good"])
    chances = [recall(card, card.last_at + timedelta(days=days)) for days in (0, 1, 10, 100)]
    assert chances == sorted(chances, reverse=True)
    assert 0 < chances[-1] < chances[0] <= 1
