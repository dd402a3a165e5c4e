"""Cards out of the record."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.learner.rating import rate_own, rate_solved
from hotseat.learner.reviews import KNOWN_DAYS, advanced, known_at, missed_at
from hotseat.learner.unit_cards import card_of_problem
from hotseat.model.attempt import AttemptLine
from hotseat.model.card import Card, Rating
from hotseat.model.verdict import Verdict

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
RATINGS: list[Rating] = ["again", "hard", "good", "easy"]
OK, WRONG, UNJUDGED = Verdict.ACCEPTED, Verdict.WRONG_ANSWER, Verdict.JUDGE_ERROR


def tried(*steps: tuple[float, Verdict], hints: int = 0, seconds: float | None = None) -> list[AttemptLine]:
    """Attempts, each with the days after NOW."""
    return [
        AttemptLine(str(place), "u", NOW + timedelta(days=days), verdict, seconds, hints, 0.1)
        for place, (days, verdict) in enumerate(steps)
    ]


def card(lines: list[AttemptLine], *, has_given_up: bool = False) -> Card | None:
    return card_of_problem("u", lines, 20, has_given_up=has_given_up)


@pytest.mark.parametrize(
    ("tries", "hints", "seconds", "has_looked", "expected"),
    [
        (1, 0, 300, False, "easy"), (1, 0, None, False, "good"), (1, 0, 1100, False, "good"), (1, 0, 2500, False, "hard"),
        (2, 0, 300, False, "good"), (3, 0, 300, False, "hard"), (1, 1, 300, False, "hard"), (5, 0, 300, False, "again"),
        (1, 0, 300, True, "again"),
    ],
)  # fmt: skip
def test_ratings_of_problems(
    tries: int, hints: int, seconds: float | None, has_looked: bool, expected: str
) -> None:
    assert rate_solved(tries, hints, seconds, 20, has_looked=has_looked) == expected


@given(st.integers(1, 9), st.integers(0, 4), st.floats(0, 9000), st.booleans(), st.integers(0, 3))
def test_more_trouble_never_makes_a_better_rating(
    tries: int, hints: int, seconds: float, has_looked: bool, which: int
) -> None:
    rating = rate_solved(tries, hints, seconds, 20, has_looked=has_looked)
    more = [(tries + 1, hints, seconds, has_looked), (tries, hints + 1, seconds, has_looked),
            (tries, hints, seconds + 900, has_looked), (tries, hints, seconds, True)][which]  # fmt: skip
    worse = rate_solved(*more[:3], 20, has_looked=more[3])
    assert RATINGS.index(worse) <= RATINGS.index(rating)


@given(st.floats(0, 1), st.floats(0, 1))
def test_marks_of_ones_own_never_make_it_easy(a: float, b: float) -> None:
    assert rate_own(min(a, b), max(a, b), 0) != "easy"


def test_a_problem_that_was_never_solved_does_not_come_back() -> None:
    assert card(tried((0, WRONG), (1, WRONG), (2, UNJUDGED))) is None


def test_a_solved_problem_comes_back_in_days_and_later_each_time() -> None:
    once = card(tried((0, OK)))
    assert once is not None
    assert timedelta(days=1) <= once.due - once.last_at <= timedelta(days=10)
    twice = card(tried((0, OK), (3, OK)))
    assert twice is not None
    assert twice.due - twice.last_at > once.due - once.last_at
    assert twice.reviews == 2


def test_more_tries_bring_a_problem_back_earlier() -> None:
    dues = [card(tried(*[(0, WRONG)] * wrong, (0, OK))) for wrong in (0, 2, 4)]
    stabilities = [each.stability for each in dues if each]
    assert stabilities == sorted(stabilities, reverse=True)
    assert len(set(stabilities)) == 3


def test_what_could_not_be_judged_is_no_try() -> None:
    assert card(tried((0, UNJUDGED), (0, UNJUDGED), (0, UNJUDGED), (0, OK))) == card(tried((0, OK)))


def test_handing_in_again_the_same_day_shows_nothing_new() -> None:
    assert card(tried((0, OK), (0.2, OK), (0.5, WRONG), (0.6, OK))) == card(tried((0, OK)))


def test_an_attempt_that_is_not_accepted_leaves_a_problem_as_due_as_it_was() -> None:
    assert card(tried((0, OK), (5, WRONG))) == card(tried((0, OK)))


def test_only_hints_since_the_last_time_count() -> None:
    first = tried((0, OK), hints=2)
    again = [*first, *tried((4, OK), hints=2)]
    more = [*first, *tried((4, OK), hints=3)]
    stability = [each.stability for lines in (again, more) if (each := card(lines))]
    assert stability[0] > stability[1]


def test_looking_at_the_solutions_first_is_not_solving() -> None:
    looked, solved = card(tried((0, OK)), has_given_up=True), card(tried((0, OK)))
    assert looked is not None
    assert solved is not None
    assert looked.due < solved.due


@given(st.lists(st.sampled_from(RATINGS), max_size=6), st.floats(0.01, 40))
def test_what_a_quiz_showed_to_be_known_is_far_ahead_and_never_earlier_than_before(
    history: list[Rating], gap_days: float
) -> None:
    before, at = None, NOW
    for rating in history:
        before = advanced(before, "u", "concept", rating, at)
        at += timedelta(days=gap_days)
    after = known_at(before, "u", "concept", at)
    assert after.due >= at + timedelta(days=KNOWN_DAYS)
    assert before is None or after.due >= before.due
    assert missed_at(after, at).due == at
