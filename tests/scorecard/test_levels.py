from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.model.loop import Competency
from hotseat.model.scorecard import RoundCard, Score
from hotseat.scorecard.coding import OwnTests, Solved, coding_scores
from hotseat.scorecard.concepts import Answered, Followed, concept_scores
from hotseat.scorecard.decision import decide, reached
from hotseat.scorecard.levels import likely, of_share, round_decision

LEVELS = ("one", "two", "three", "four")
MUST = Competency("correctness", "coding", "Correctness", 3, True, LEVELS)
MAY = Competency("efficiency", "coding", "Efficiency", 1, False, LEVELS)


def score(name, level):
    return Score(name, level, "executed", "")


@pytest.mark.parametrize(
    ("share", "level"), [(0, 1), (0.33, 1), (0.34, 2), (0.6, 3), (0.84, 3), (0.85, 4), (1, 4)]
)
def test_a_share_has_its_published_level(share, level):
    assert of_share(share) == level


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_cannot_be_told_never_counts_more_than_what_is_sure(sure, undecided):
    sure *= 1 - undecided
    assert sure <= likely(sure, undecided) <= sure + undecided + 1e-9
    assert likely(0.0, undecided) == 0


def test_a_required_competency_at_one_cannot_be_made_up_for():
    mean, said = round_decision(
        [score("correctness", 1), score("efficiency", 4)], [MUST, replace(MAY, weight=100)]
    )
    assert mean > 3.5
    assert said == "strong no hire"


def test_a_round_of_which_too_little_was_judged_is_not_decided():
    assert round_decision([score("correctness", None), score("efficiency", 4)], [MUST, MAY]) == (
        None,
        "not decided",
    )


def card(number, mean, decision, minutes=45):
    return RoundCard(number, "coding", f"Round {number}", minutes, 0, (), mean, decision)


def test_one_strong_no_hire_makes_the_loop_no_hire():
    mean, said, because = decide(
        [card(0, 4, "strong hire"), card(1, 4, "strong hire"), card(2, 1, "strong no hire")]
    )
    assert (mean, said) == (3, "no hire")
    assert "Round 2" in because


def test_two_rounds_below_hire_make_the_loop_no_hire():
    assert (
        decide([card(0, 4, "strong hire"), card(1, 2.5, "no hire"), card(2, 2.5, "no hire")])[1] == "no hire"
    )


def test_one_round_below_hire_stops_a_strong_hire_alone():
    rounds = [card(k, 4, "strong hire") for k in range(5)]
    assert decide([*rounds, card(5, 2.5, "no hire", 10)])[1] == "hire"


def test_a_loop_of_which_less_than_half_was_judged_is_not_decided():
    assert decide([card(0, 4, "strong hire", 10), card(1, None, "not decided", 45)])[1] == "not decided"


@given(st.lists(st.sampled_from([1.0, 2.0, 2.8, 3.2, 4.0]), min_size=1, max_size=5), st.integers(0, 4))
def test_a_better_round_never_makes_a_worse_decision(means, which):
    from hotseat.scorecard.levels import ORDER, word_for

    which %= len(means)
    better = [*means]
    better[which] = 4.0
    before, after = (
        decide([card(k, mean, word_for(mean)) for k, mean in enumerate(each)])[1] for each in (means, better)
    )
    assert ORDER.index(after) >= ORDER.index(before)


def test_the_level_reached_is_that_of_units_that_went_well():
    assert reached([("stretch", 2.0), ("core", 3.0)]) == "mid-level"
    assert reached([("stretch", 3.0), ("core", 3.0)]) == "senior"
    assert reached([("warmup", 1.0)]) == "not yet entry level"


GOOD = Solved(
    "Softmax",
    "/attempts/1",
    "",
    (True,),
    1.0,
    0,
    0,
    3,
    1.5,
    "1.5 times",
    OwnTests(3, 3, 6, 6),
    ("a", "b", "c"),
)


def levels(solved):
    return {each.competency: each.level for each in coding_scores([solved])}


def test_a_clean_solution_gets_four_throughout():
    assert set(levels(GOOD).values()) == {4}


@pytest.mark.parametrize(
    ("changes", "competency", "level"),
    [
        ({"hand_ins": (False, False, True)}, "correctness", 3),
        ({"hand_ins": (False,), "share": 0.7}, "correctness", 2),
        ({"hand_ins": (False,), "share": 0.2}, "correctness", 1),
        ({"hand_ins": ()}, "correctness", 1),
        ({"hand_ins": ()}, "understanding", 1),
        ({"hints": 1}, "understanding", 3),
        ({"hints": 3}, "understanding", 2),
        ({"ratio": 8.0}, "efficiency", 3),
        ({"ratio": 50.0}, "efficiency", 2),
        ({"ratio": 500.0}, "efficiency", 1),
        ({"ratio": None}, "efficiency", None),
        ({"tests": None}, "own-tests", 1),
        ({"tests": OwnTests(3, 2, 0, 0)}, "own-tests", 1),
        ({"tests": OwnTests(3, 3, 0, 6)}, "own-tests", 1),
        ({"tests": OwnTests(3, 3, 1, 6)}, "own-tests", 2),
        ({"tests": OwnTests(3, 3, 2, 6)}, "own-tests", 3),
        ({"tests": OwnTests(3, 3, 0, 1)}, "own-tests", None),
        ({"talk": ()}, "code-talk", 1),
    ],
)
def test_each_fact_of_a_coding_round_has_its_level(changes, competency, level):
    assert levels(replace(GOOD, **changes))[competency] == level


def answered(sure, undecided=0.0, misconceptions=(), has_major=False):
    return Answered(
        "Forests",
        "/answers/1",
        {"recall": sure},
        {"recall": undecided},
        {"recall": 1.0},
        misconceptions,
        has_major,
        "rubric",
    )


def recall(answers, drawn=1):
    return next(each for each in concept_scores(answers, [], drawn) if each.competency == "recall").level


def test_questions_that_were_not_reached_count_up_to_two_thirds():
    assert recall([answered(1.0)], drawn=1) == 4
    assert recall([answered(1.0)], drawn=3) == 2


def test_a_misconception_keeps_recall_at_three():
    assert recall([answered(1.0), answered(1.0, misconceptions=("No.",))], drawn=2) == 3


def test_major_misconceptions_in_most_answers_make_one():
    assert recall([answered(1.0, misconceptions=("No.",), has_major=True)], drawn=1) == 1


def test_an_answer_of_which_nothing_can_be_told_gets_one():
    assert recall([answered(0.0, undecided=1.0)]) == 1


def test_depth_needs_second_followups_for_four():
    first, second = Followed("A", "/a", 1, 0.9), Followed("A", "/a", 2, 0.9)
    depth = {each.competency: each.level for each in concept_scores([answered(1.0)], [first], 1)}["depth"]
    deeper = {each.competency: each.level for each in concept_scores([answered(1.0)], [first, second], 1)}[
        "depth"
    ]
    assert (depth, deeper) == (3, 4)


def test_followups_that_nothing_can_judge_are_not_judged():
    unjudged = Followed("A", "/a", 1, None)
    assert {e.competency: e.level for e in concept_scores([answered(1.0)], [unjudged], 1)}["depth"] is None
