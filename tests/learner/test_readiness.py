"""Chances of a hire, and what would raise them."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotseat.learner.diagnostic import DIAGNOSTIC_MINUTES, information, next_item, placement
from hotseat.learner.levels import hire_chance, is_hire, level_chances, level_of, loop_chance
from hotseat.learner.mastery import Mastery, estimate
from hotseat.learner.readiness import LoopForecast, forecast_loop, forecast_round
from hotseat.model.errors import WrongInput
from hotseat.model.evidence import Evidence, HireRule, Item, LoopShape, RoundShape
from hotseat.model.unit import Area, Syllabus, Topic

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEW = settings(max_examples=40, deadline=None)
RULE = HireRule()
ASKED = ("high", "medium", "low")
SYLLABUS = Syllabus(
    tuple(
        Area(
            f"a{a}",
            f"Area {a}",
            tuple(
                Topic(f"a{a}.t{t}", f"Topic {t}", f"a{a}", ASKED[t % 3], ("concept", "coding"))
                for t in range(6)
            ),
        )
        for a in range(3)
    )
)
LOOP = LoopShape("usual", (RoundShape("concept", 6), RoundShape("coding", 2), RoundShape("concept", 6)))


def known(*answers: tuple[str, float], round_: str = "concept") -> Mastery:
    record = [
        Evidence(f"e{n}", f"u{n}", (topic,), round_, 0.0, score, score, 2.0, NOW - timedelta(days=1))
        for n, (topic, score) in enumerate(answers)
    ]
    return estimate(record, SYLLABUS, NOW)


def foreseen(mastery: Mastery, loop: LoopShape = LOOP, **recall: float) -> LoopForecast:
    forgotten = {name.replace("_", "."): value for name, value in recall.items()}
    return forecast_loop(mastery, SYLLABUS, loop, forgotten, np.random.default_rng(1))


def every(score: float) -> Mastery:
    return known(*((f"a{a}.t{t}", score) for a in range(3) for t in range(6)))


def test_a_better_record_has_the_better_chance() -> None:
    chances = [foreseen(every(score)).chance for score in (0.1, 0.4, 0.7, 1.0)]
    assert chances == sorted(chances)
    assert chances[0] < 0.1
    assert chances[-1] > 0.6


@FEW
@given(
    st.lists(st.tuples(st.sampled_from(["a0.t0", "a1.t3", "a2.t5"]), st.floats(0, 1)), max_size=6),
    st.integers(0, 99),
)
def test_chances_lie_within_their_interval_and_levels_add_up(
    answers: list[tuple[str, float]], seed: int
) -> None:
    found = forecast_loop(known(*answers), SYLLABUS, LOOP, {}, np.random.default_rng(seed))
    for each in (found, *found.rounds):
        assert 0 <= each.low <= each.chance <= each.high <= 1
    for round_ in found.rounds:
        assert sum(round_.levels) == pytest.approx(1)
        assert round_.levels[2] + round_.levels[3] == pytest.approx(round_.chance)
    again = forecast_loop(known(*answers), SYLLABUS, LOOP, {}, np.random.default_rng(seed))
    assert found == again


def test_more_answers_narrow_the_interval() -> None:
    few, many = foreseen(known(("a0.t0", 0.6))).rounds[0], foreseen(every(0.6)).rounds[0]
    assert many.high - many.low < few.high - few.low


def test_what_is_not_reviewed_until_the_day_lowers_the_chance() -> None:
    mastery, topics = every(0.9), [f"a{a}_t{t}" for a in range(3) for t in range(6)]
    fresh, kept, stale = (
        foreseen(mastery, **dict.fromkeys(topics, recall)).chance for recall in (1.0, 0.95, 0.5)
    )
    assert fresh == kept
    assert stale < kept - 0.05


def test_the_five_moves_say_why() -> None:
    answers = [(f"a{a}.t{t}", 1.0) for a in range(3) for t in range(6) if (a, t) != (0, 0)] * 3
    answers += [("a0.t3", 0.0)] * 6
    found = foreseen(known(*answers), a1_t0=0.2)
    assert len(found.moves) == 5
    whys = {move.topic: move for move in found.moves}
    assert whys["a0.t0"].why == "untested"
    assert whys["a0.t0"].evidence == ()
    assert whys["a0.t3"].why == "weak"
    assert set(whys["a0.t3"].evidence) <= {f"e{n}" for n in range(len(answers) - 6, len(answers))}
    assert whys["a1.t0"].why == "stale"
    assert whys["a1.t0"].recall == 0.2
    pays = [move.gain_per_minute for move in found.moves]
    assert pays == sorted(pays, reverse=True)
    assert all(move.gain > 0 and move.minutes >= 5 for move in found.moves)


def test_among_equal_topics_the_one_that_is_asked_more_is_worth_more() -> None:
    found = foreseen(known(("a0.t0", 0.3), ("a0.t1", 0.3), ("a0.t2", 0.3)))
    for area in range(3):
        worths = [found.worth["concept", f"a{area}.t{t}"] for t in range(3)]
        assert worths[0] > worths[1] > worths[2] > 0
        assert found.worth["concept", f"a{area}.t0"] == pytest.approx(
            found.worth["concept", f"a{area}.t3"], rel=0.2
        )


def test_a_move_s_gain_is_the_gain_of_a_candidate_who_made_it() -> None:
    shape = RoundShape("concept", 3, ("a0.t0", "a0.t1"))
    weak = known(*[("a0.t0", 0.1)] * 12, *[("a0.t1", 0.9)] * 12)
    strong = known(*[("a0.t0", 0.87)] * 12, *[("a0.t1", 0.9)] * 12)
    before, after = (
        forecast_round(each, SYLLABUS, shape, {}, np.random.default_rng(2)) for each in (weak, strong)
    )
    gain = next(move.gain for move in before.moves if move.topic == "a0.t0")
    assert gain == pytest.approx(after.chance - before.chance, abs=0.12)


def test_a_round_that_nothing_is_asked_in_is_refused() -> None:
    with pytest.raises(WrongInput, match="no topic"):
        forecast_round(known(), SYLLABUS, RoundShape("whiteboard", 2), {}, np.random.default_rng(0))
    with pytest.raises(WrongInput, match="has no round"):
        foreseen(known(), LoopShape("empty", ()))


@FEW
@given(
    st.lists(st.lists(st.floats(0.01, 1), min_size=4, max_size=4), min_size=1, max_size=5), st.integers(0, 9)
)
def test_the_chance_of_a_loop_is_that_of_playing_every_outcome(raw: list[list[float]], seed: int) -> None:
    rounds = [np.array(each)[:, None] / sum(each) for each in raw]
    rule = HireRule(least_mean=2.0 + seed / 9)
    total = 0.0
    for levels in np.ndindex(*[4] * len(rounds)):
        if is_hire([level + 1 for level in levels], rule):
            total += float(np.prod([each[level, 0] for each, level in zip(rounds, levels, strict=True)]))
    assert loop_chance(rounds, rule)[0] == pytest.approx(total, abs=1e-9)


def test_levels_have_the_chances_that_drawing_scores_gives() -> None:
    rng, mean, variance = np.random.default_rng(0), 0.62, 0.02
    total = mean * (1 - mean) / variance - 1
    scores = rng.beta(mean * total, (1 - mean) * total, 40_000)
    levels = np.array([level_of(score, RULE) for score in scores])
    ours = level_chances(np.array([mean]), np.array([variance]), RULE)
    assert ours[:, 0] == pytest.approx([np.mean(levels == n) for n in (1, 2, 3, 4)], abs=0.01)
    assert hire_chance(ours)[0] == pytest.approx(np.mean(levels >= 3), abs=0.01)


def pool() -> list[Item]:
    return [
        Item(f"a{a}-{t}-{m}", "concept", (f"a{a}.t{t}",), 0.0, float(m))
        for a in range(3)
        for t in range(6)
        for m in (3, 6)
    ]


def test_a_diagnostic_keeps_to_its_time_and_visits_every_area() -> None:
    record: list[Evidence] = []
    left, met = DIAGNOSTIC_MINUTES, []
    while item := next_item(estimate(record, SYLLABUS, NOW), pool(), left):
        left -= item.minutes
        met.append(item)
        facts = (item.unit, item.topics, item.round, item.difficulty, 0.5, 0.5, 1.5)
        record.append(Evidence(f"e{len(met)}", *facts, NOW - timedelta(minutes=30 - len(met))))
    assert 0 <= left < 3
    assert len({item.unit for item in met}) == len(met)
    assert {item.topics[0].split(".")[0] for item in met[:3]} == {"a0", "a1", "a2"}


def test_a_unit_that_tells_the_same_in_less_time_comes_first() -> None:
    item = next_item(known(), pool(), 25.0)
    assert item is not None
    assert item.minutes == 3
    assert next_item(known(), pool(), 2.0) is None


def test_what_was_asked_tells_less_the_second_time() -> None:
    one, other = pool()[0], pool()[12]
    before = information(known(), [one, other], pool())
    after = information(known(*[("a0.t0", 1.0)] * 4), [one, other], pool())
    assert before[0] == pytest.approx(before[1])
    assert after[0] < after[1]


def test_information_is_the_entropy_that_an_answer_takes_away() -> None:
    mastery, item = known(("a0.t1", 0.7)), pool()[0]
    row = mastery.row(item.topics, item.round)
    names = [[f"a{a}.t{t}" for t in range(6)] for a in range(3)]
    areas = np.stack([mastery.rows(each, None).mean(axis=0) for each in names])
    share = mastery.expected(item.topics, item.round)
    noise = 1 / (1.5 * share * (1 - share))
    held = mastery.cov @ row
    after = mastery.cov - np.outer(held, held) / (row @ held + noise)
    dets = [np.linalg.slogdet(areas @ cov @ areas.T)[1] for cov in (mastery.cov, after)]
    assert information(mastery, [item], pool())[0] == pytest.approx((dets[0] - dets[1]) / 2, rel=1e-4)


def test_a_placement_starts_the_strong_higher_and_says_what_it_has_not_seen() -> None:
    found = placement(known(*[("a0.t0", 1.0), ("a0.t1", 1.0), ("a0.t2", 1.0)] * 4, *[("a1.t0", 0.0)] * 6))
    order = {"warmup": 0, "core": 1, "stretch": 2}
    strong, weak, unseen = found.areas
    assert order[strong.level] > order[weak.level]
    assert (strong.is_tested, weak.is_tested, unseen.is_tested) == (True, True, False)
    assert found.low < found.share < found.high
