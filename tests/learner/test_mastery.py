"""What answers say about abilities."""

from datetime import UTC, datetime, timedelta

import fsrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from hotseat.learner.credit import credit_for_code, shown_by, weight_of
from hotseat.learner.fitting import Answers, posterior
from hotseat.learner.mastery import estimate
from hotseat.learner.memory import cards_of, recall_by_topic
from hotseat.learner.reviews import chance_of_recall
from hotseat.model.evidence import Evidence
from hotseat.model.unit import Area, Syllabus, Topic

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEW = settings(max_examples=40, deadline=None)


def syllabus(areas: int = 3, topics: int = 4) -> Syllabus:
    return Syllabus(
        tuple(
            Area(
                f"a{a}",
                f"Area {a}",
                tuple(
                    Topic(
                        f"a{a}.t{t}",
                        f"Topic {t}",
                        f"a{a}",
                        ("high", "medium", "low")[t % 3],
                        ("concept", "coding"),
                    )
                    for t in range(topics)
                ),
            )
            for a in range(areas)
        )
    )


def answer(
    topic: str = "a0.t0",
    credit: float = 1.0,
    possible: float | None = None,
    n: int = 0,
    days: float = 1.0,
    **more: object,
) -> Evidence:
    facts = {"difficulty": 0.0, "weight": 1.0, "round": "concept", "unit": f"u{n}"} | more
    at = NOW - timedelta(days=days) + timedelta(minutes=n)
    top = credit if possible is None else possible
    return Evidence(id=f"e{n}", topics=(topic,), credit=credit, possible=top, at=at, **facts)  # type: ignore[arg-type]


@FEW
@given(
    st.lists(st.tuples(st.integers(0, 2), st.floats(0, 1), st.floats(-1, 1)), max_size=12), st.integers(0, 11)
)
def test_a_better_answer_never_lowers_any_ability(given_: list[tuple[int, float, float]], place: int) -> None:
    record = [answer(f"a{a}.t0", s, n=n, difficulty=d) for n, (a, s, d) in enumerate(given_)]
    if place < len(record):
        a, score, hard = given_[place]
        better = [*record]
        better[place] = answer(f"a{a}.t0", min(1.0, score + 0.3), n=place, difficulty=hard)
        before, after = estimate(record, syllabus(), NOW), estimate(better, syllabus(), NOW)
        own_before, own_after = before.topic(f"a{a}.t0"), after.topic(f"a{a}.t0")
        assert own_after.ability >= own_before.ability - 1e-6
        assert after.areas[a].ability >= before.areas[a].ability - 1e-6


def test_an_answer_says_most_about_its_topic_then_its_area_then_the_rest() -> None:
    blank, known = estimate([], syllabus(), NOW), estimate([answer(credit=1.0)], syllabus(), NOW)
    own, near, far = (known.topic(t).share - blank.topic(t).share for t in ("a0.t0", "a0.t1", "a1.t0"))
    assert own > near > far > 0
    sds = [known.topic(t).sd for t in ("a0.t0", "a0.t1", "a1.t0")]
    assert sds == sorted(sds)
    assert known.topic("a1.t0").sd < blank.topic("a1.t0").sd


def test_more_answers_leave_less_doubt() -> None:
    sds = [
        estimate([answer(n=n, credit=n % 2) for n in range(count)], syllabus(), NOW).topic("a0.t0").sd
        for count in (0, 2, 6, 20)
    ]
    assert sds == sorted(sds, reverse=True)


def test_the_same_score_at_a_harder_unit_shows_more() -> None:
    shares = [
        estimate([answer(difficulty=d, credit=0.7)], syllabus(), NOW).topic("a0.t0").share
        for d in (-1.0, 0.0, 1.0)
    ]
    assert shares == sorted(shares)
    assert shares[0] < shares[2]


def test_an_answer_whose_score_could_be_anything_changes_nothing() -> None:
    blank, known = (
        estimate([], syllabus(), NOW),
        estimate([answer(credit=0.0, possible=1.0)], syllabus(), NOW),
    )
    assert known.topic("a1.t1").ability == pytest.approx(blank.topic("a1.t1").ability)
    assert known.topic("a1.t1").answers == 0
    assert known.topic("a0.t0").evidence == ("e0",)


def test_hints_lateness_and_own_marks_count_for_less() -> None:
    plain = answer(round="coding", minutes=10.0)
    assert shown_by(plain) == 1.0
    assert shown_by(answer(round="coding", hints=2)) < shown_by(answer(round="coding", hints=1)) < 1.0
    assert shown_by(answer(round="coding", minutes=10.0, seconds=600.0)) == 1.0
    assert shown_by(answer(round="coding", minutes=10.0, seconds=1200.0)) < 1.0
    assert shown_by(answer(round="coding", minutes=10.0, seconds=1e9)) == 0.75
    assert weight_of("concept", is_self_graded=True) < weight_of("concept")
    assert credit_for_code(1, 1.0, is_accepted=True) == 1.0
    assert credit_for_code(3, 1.0, is_accepted=True) < credit_for_code(2, 1.0, is_accepted=True)
    assert credit_for_code(9, 1.0, is_accepted=True) >= credit_for_code(1, 0.99, is_accepted=False)


def test_old_answers_and_answers_to_a_unit_seen_before_move_less() -> None:
    base = estimate([], syllabus(), NOW).topic("a0.t0").ability
    fresh = estimate([answer(days=0.1)], syllabus(), NOW).topic("a0.t0").ability
    old = estimate([answer(days=400)], syllabus(), NOW).topic("a0.t0").ability
    assert base < old < fresh
    twice = estimate([answer(n=0), answer(n=1, unit="u0")], syllabus(), NOW).topic("a0.t0").sd
    other = estimate([answer(n=0), answer(n=1)], syllabus(), NOW).topic("a0.t0").sd
    assert other < twice


def test_what_was_answered_later_is_not_known_yet() -> None:
    assert estimate([answer(days=-1)], syllabus(), NOW).seen == frozenset()


def test_topics_that_left_the_syllabus_break_nothing() -> None:
    known = estimate([answer("gone.topic", 1.0, round="whiteboard")], syllabus(), NOW)
    assert known.topic("a0.t0").share > estimate([], syllabus(), NOW).topic("a0.t0").share
    with pytest.raises(KeyError):
        known.topic("gone.topic")


def test_the_mode_is_where_an_independent_optimiser_finds_it() -> None:
    rng = np.random.default_rng(3)
    size, cells, count = 7, 9, 60
    answers = Answers(
        columns=rng.integers(0, size - 1, (cells, 3)),
        values=rng.uniform(0, 1, (cells, 3)),
        cell=rng.integers(0, cells, count),
        practice=rng.uniform(0, 2, count),
        difficulty=rng.normal(0, 1, count),
        score=rng.uniform(0, 1, count),
        weight=rng.uniform(0, 3, count),
    )
    rows = np.zeros((cells, size))
    for cell in range(cells):
        for column, value in zip(answers.columns[cell], answers.values[cell], strict=True):
            rows[cell, column] += value
    design = rows[answers.cell]
    design[:, -1] = answers.practice
    prior, variance = rng.normal(0, 1, size), rng.uniform(0.2, 2, size)

    def loss(at: np.ndarray) -> float:
        logits = design @ at - answers.difficulty
        likelihood = answers.weight * (answers.score * logits - np.log1p(np.exp(logits)))
        return float(-likelihood.sum() + 0.5 * ((at - prior) ** 2 / variance).sum())

    best = minimize(loss, prior, method="BFGS", options={"gtol": 1e-8})
    mean, cov = posterior(answers, prior, variance)
    assert mean == pytest.approx(best.x, abs=1e-4)
    share = 1 / (1 + np.exp(-(design @ mean - answers.difficulty)))
    precision = design.T @ ((answers.weight * share * (1 - share))[:, None] * design) + np.diag(1 / variance)
    assert cov @ precision == pytest.approx(np.eye(size), abs=1e-8)


@FEW
@given(st.integers(0, 400), st.floats(0.1, 300))
def test_recall_is_what_fsrs_says(days: int, stability: float) -> None:
    card = fsrs.Card(card_id=1, state=fsrs.State.Review, stability=stability, difficulty=5.0, last_review=NOW)
    theirs = fsrs.Scheduler().get_card_retrievability(card, NOW + timedelta(days=days))
    assert chance_of_recall(days, stability) == pytest.approx(theirs)


def test_a_topic_that_was_never_learned_is_not_forgotten() -> None:
    cards = [card.standing() for card in cards_of([answer(n=1), answer(n=2, unit="u1")])]
    soon, late = (recall_by_topic(cards, {"u1": ("a0.t0",)}, NOW + timedelta(days=d)) for d in (1, 60))
    assert soon.keys() == late.keys() == {"a0.t0"}
    assert 0 < late["a0.t0"] < soon["a0.t0"] <= 1
