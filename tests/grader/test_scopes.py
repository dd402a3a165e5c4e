"""What a clause denies, supposes, asks and is about, and what may stand between the words of a pattern."""

import pytest

from hotseat.grader.assess import assess_with
from hotseat.grader.chance import weights
from hotseat.grader.claims import Stance, resolve
from hotseat.grader.features import features
from hotseat.grader.gates import gate
from hotseat.grader.heard import Reading
from hotseat.grader.patterns import compiled
from hotseat.grader.subjects import joined, situate
from hotseat.grader.text import clauses
from hotseat.model.assessment import Mark
from hotseat.model.question import Claim, Misconception, Point, Rubric

ENTITIES = {"L1": ("lasso",), "L2": ("ridge",), "RF": ("forests?",)}


def stance(text: str, claim: Claim) -> Stance:
    found = resolve(claim, situate(clauses(text), ENTITIES))
    return found[0].stance if found else Stance.SILENT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A forest does not build trees in sequence and lowers the variance", Stance.SUPPORTED),
        ("A forest does not lower bias and variance", Stance.DENIED),
        ("Without any pruning of its single trees the forest still lowers the variance", Stance.SUPPORTED),
        ("A forest not only lowers variance", Stance.SUPPORTED),
        ("If the forest did not lower the variance", Stance.SILENT),
    ],
)
def test_a_denial_ends_where_a_new_verb_begins(text: str, expected: Stance) -> None:
    assert stance(text, Claim("RF", ("varian*",))) is expected


def test_what_is_joined_by_and_is_spoken_of_together() -> None:
    shrinks = "Lasso and ridge shrink the weights"
    assert stance(shrinks, Claim("L1", ("shrink*",))) is Stance.SUPPORTED
    assert stance(shrinks, Claim("L2", ("shrink*",))) is Stance.SUPPORTED
    assert (
        stance("Lasso and ridge use absolute and squared weights respectively", Claim("L2", ("absolute",)))
        is Stance.SILENT
    )


def test_a_heading_with_a_question_mark_asks_nothing() -> None:
    assert [each.is_reported for each in clauses("Outliers? Clip them.")] == [False, False]
    assert [each.is_reported for each in clauses("Does it lower bias? Well.")] == [True, False]
    assert [each.is_reported for each in clauses("Does it lower the variance? Yes.")] == [False, False]


def test_a_pattern_with_a_gap_reaches_over_neither_a_denial_nor_a_contrast() -> None:
    assert compiled("recall .. predicted").search("Recall is the share of predicted positives")
    assert compiled("recall .. predicted").search("recall: predicted")
    assert not compiled("recall .. predicted").search("recall is not about predicted ones")
    assert not compiled("recall .. predicted").search("recall and precision use predicted")
    assert compiled("train ... earlier").search("train on the last weeks, then validate on the earlier ones")
    assert not compiled("train ... earlier").search("train on the last weeks, but never on the earlier ones")


def test_a_claim_within_a_sentence_reaches_over_its_commas() -> None:
    text = "When both losses stay high, the model overfits."
    situated = situate(clauses(text), {})
    whole = Claim(None, ("both losses .. high .. overfit*",), is_whole=True)
    assert [each.stance for each in resolve(whole, joined(situated))] == [Stance.SUPPORTED]
    assert resolve(whole, situated) == []


POINT = Point("cap", 1, True, "Early stopping limits overfitting.", (), (("early stop*",), ("overfit*",)), ())
OTHER = Point(
    "rate", 1, True, "A small learning rate needs more trees.", (), (("learning rate",), ("trees",)), ()
)
WRONG = Misconception(
    "wrong",
    True,
    "Boosting never overfits.",
    "It does.",
    (),
    (Claim(None, ("more trees .. always .. better",)),),
)
RUBRIC = Rubric({}, (POINT, OTHER), (WRONG,))
GOOD = "Early stopping limits the overfitting of boosting. A small learning rate needs more trees."


def marks(text: str) -> dict[str, Mark]:
    return {
        each.point: each.mark for each in assess_with("How do you regularise it?", RUBRIC, text, None).marks
    }


def test_words_next_to_a_misconception_count_for_less() -> None:
    known = weights(has_encoder=False)
    plain, wrong = (Reading("Why?", RUBRIC, text) for text in (GOOD, f"{GOOD} More trees are always better."))
    assert marks(GOOD)["cap"] is Mark.COVERED
    assert known.chance(features(POINT, wrong)) < known.chance(features(POINT, plain))
    assert known.sure(is_doubtful=True) > known.sure(is_doubtful=False)


def test_the_terms_of_a_point_in_a_sentence_that_denies_them_are_no_credit() -> None:
    denied = "Early stopping does not limit overfitting at all. A learning rate never needs trees."
    assert Mark.COVERED not in marks(denied).values()


def test_what_is_only_supposed_is_not_asserted() -> None:
    supposed = Reading("Why?", RUBRIC, "If more trees were always better, we would never stop.")
    assert supposed.asserted == ()
    assert Reading("Why?", RUBRIC, "More trees are always better.").asserted


def test_how_long_an_answer_is_changes_no_mark() -> None:
    short, long = (Reading("Why?", RUBRIC, text) for text in (GOOD, f"{GOOD} {GOOD} {GOOD}"))
    assert features(POINT, short) == features(POINT, long)


def test_a_row_of_terms_between_commas_is_no_answer() -> None:
    row = "early stopping rounds, small learning rate, subsample rows, column sampling, L2 leaf penalty, max depth"
    assert gate("How do you regularise it?", row) == "word soup"
    terse = "Early stopping on a validation set. Learning rate: small, with more trees. Subsample rows and columns."
    assert gate("How do you regularise it?", terse) is None


def test_a_pattern_with_a_gap_reaches_over_an_arrow() -> None:
    assert compiled("more trees .. variance").search("more trees->less variance")
    assert compiled("more trees .. variance").search("more trees → less variance")
    assert not compiled("more trees .. variance").search("more trees -> not less variance")
