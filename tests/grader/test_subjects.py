"""Of which entity a clause says something, and what it only excepts, denies or compares with."""

import pytest

from hotseat.grader.claims import Stance, resolve
from hotseat.grader.features import features
from hotseat.grader.heard import Reading
from hotseat.grader.subjects import situate
from hotseat.grader.text import clauses
from hotseat.model.question import Claim, Point, Rubric

ENTITIES = {
    "RF": ("random forests?", "forests?", "rf"),
    "GB": ("boosting", "gb"),
    "L1": ("lasso",),
    "L2": ("ridge",),
}
CLAIMS = {
    "RF variance": Claim("RF", ("varian*",), "down"),
    "RF bias": Claim("RF", ("bias",), "down"),
    "GB variance": Claim("GB", ("varian*",), "down"),
    "GB bias": Claim("GB", ("bias",), "down"),
    "RF parallel": Claim("RF", ("parallel", "independen*")),
    "GB parallel": Claim("GB", ("parallel", "independen*")),
    "RF sequential": Claim("RF", ("sequen*",)),
    "GB sequential": Claim("GB", ("sequen*",)),
    "L1 zero": Claim("L1", ("zero*", "sparse")),
    "L2 zero": Claim("L2", ("zero*", "sparse")),
    "L1 shrink": Claim("L1", ("shrink*",)),
    "L2 shrink": Claim("L2", ("shrink*",)),
}
BOTH_WAYS = {"RF parallel", "GB sequential"}
SHRINK = {"L2 shrink", "L1 zero"}


def said(text: str) -> set[str]:
    """The claims that a text makes, and with a minus those that it denies."""
    situated = situate(clauses(text), ENTITIES)
    return {
        name if hit.stance is Stance.SUPPORTED else f"-{name}"
        for name, claim in CLAIMS.items()
        for hit in resolve(claim, situated)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RF lowers variance while GB lowers bias.", {"RF variance", "GB bias"}),
        ("RF reduces variance and boosting reduces bias.", {"RF variance", "GB bias"}),
        ("rf lowers variance. gb lowers bias.", {"RF variance", "GB bias"}),
        ("RF: variance ↓; GB: bias ↓", {"RF variance", "GB bias"}),
        ("A forest is parallel and boosting is sequential.", BOTH_WAYS),
        ("Parallel for forests, sequential for boosting.", BOTH_WAYS),
        ("Parallel for forests and sequential for boosting.", BOTH_WAYS),
        ("RF: parallel; GB: sequential.", BOTH_WAYS),
        ("RF = parallel, GB = sequential", BOTH_WAYS),
        ("RF -> parallel, GB -> sequential", BOTH_WAYS),
        ("RF parallel / GB sequential", BOTH_WAYS),
        ("RF (parallel) vs GB (sequential).", BOTH_WAYS),
        ("While boosting is sequential, a forest is parallel.", BOTH_WAYS),
        ("- ridge: shrinks; - lasso: zeroes", SHRINK),
        ("Ridge - shrinks\nLasso - zeroes", SHRINK),
        ("Ridge:\n- shrinks all weights\nLasso:\n- sets weights to zero", SHRINK),
        ("**Ridge** shrinks. **Lasso** gives zeros.", SHRINK),
        ("Ridge and lasso shrink.", {"L1 shrink", "L2 shrink"}),
        ("Neither lasso nor ridge gives zeros.", {"-L1 zero", "-L2 zero"}),
        (
            "A forest reduces variance and averages many deep trees in parallel.",
            {"RF variance", "RF parallel"},
        ),
        ("RF vs GB: parallel vs sequential.", set()),
        ("RF and GB are parallel and sequential, respectively.", set()),
    ],
)
def test_each_of_two_entities_gets_its_own_words(text: str, expected: set[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Boosting, not a forest, is sequential.", {"GB sequential", "-RF sequential"}),
        ("It is boosting, not the forest, that lowers bias.", {"GB bias", "-RF bias"}),
        ("It is not the forest but boosting that lowers bias.", {"GB bias", "-RF bias"}),
        ("Boosting is sequential, not a forest.", {"GB sequential", "-RF sequential"}),
        ("Boosting is sequential; a forest is not.", {"GB sequential", "-RF sequential"}),
        ("Lasso makes weights exactly zero, ridge does not.", {"L1 zero", "-L2 zero"}),
        ("Lasso makes weights zero, which ridge doesn't.", {"L1 zero", "-L2 zero"}),
        ("Ridge shrinks. So does lasso.", {"L1 shrink", "L2 shrink"}),
        ("Boosting rather than a forest is sequential.", {"GB sequential"}),
        ("It is boosting rather than the forest that is sequential.", {"GB sequential"}),
        ("Unlike boosting, a forest builds trees in parallel.", {"RF parallel"}),
        ("A forest, as opposed to boosting, is parallel.", {"RF parallel"}),
        (
            "Boosting is sequential. Unlike a forest, which is parallel, it lowers bias.",
            {*BOTH_WAYS, "GB bias"},
        ),
        ("Ridge shrinks, as opposed to lasso, which zeroes.", SHRINK),
        ("Boosting is sequential, not a bad idea.", {"GB sequential"}),
    ],
)
def test_what_is_only_compared_with_is_not_what_is_spoken_of(text: str, expected: set[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Forests and boosting differ: the former is parallel, the latter sequential.", BOTH_WAYS),
        (
            "Random forest and boosting are ensembles. The former is parallel. The latter is sequential.",
            BOTH_WAYS,
        ),
        ("Compare RF and GB. The first is parallel; the second is sequential.", BOTH_WAYS),
        (
            "There is a forest and there is boosting. The second one is sequential, the first is parallel.",
            BOTH_WAYS,
        ),
        ("Lasso differs from ridge: the latter only shrinks, the former gives zeros.", SHRINK),
        ("Forests and boosting use trees. Both lower variance.", {"RF variance", "GB variance"}),
        ("Forests and boosting use trees. A forest is parallel. The other one is sequential.", BOTH_WAYS),
        ("Boosting is strong. The latter is parallel.", set()),
        ("A forest and boosting use trees. One is parallel, the other is sequential.", set()),
        ("A forest is parallel. On the other hand it lowers variance.", {"RF parallel", "RF variance"}),
        ("A forest and then boosting. The first trees are parallel.", {"RF parallel"}),
    ],
)
def test_the_former_and_the_other_are_what_was_named_before(text: str, expected: set[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ridge no longer shrinks.", {"-L2 shrink"}),
        ("Ridge hardly shrinks.", {"-L2 shrink"}),
        ("A forest is far from sequential.", {"-RF sequential"}),
        ("Ridge is anything but sparse.", {"-L2 zero"}),
        ("Ridge lacks exact zeros.", {"-L2 zero"}),
        ("Ridge fails to give zeros.", {"-L2 zero"}),
        ("Ridge is unable to give zeros.", {"-L2 zero"}),
        ("Ridge stops short of zero.", {"-L2 zero"}),
        ("Ridge shrinks without setting any weight to zero.", {"L2 shrink", "-L2 zero"}),
        ("Ridge shrinks instead of zeroing.", {"L2 shrink", "-L2 zero"}),
        ("Ridge never fails to shrink.", {"L2 shrink"}),
        ("Ridge is not unable to shrink.", {"L2 shrink"}),
        ("A forest is nothing but a parallel ensemble.", {"RF parallel"}),
        ("Points far from the centre lie in sequence in a forest; it is parallel.", {"RF parallel"}),
    ],
)
def test_a_denial_is_heard_in_other_words_than_not(text: str, expected: set[str]) -> None:
    assert said(text) - {"RF sequential"} == expected


TERMS = Point(
    "t", 1, True, "A forest lowers variance, boosting lowers bias.", (), (("varian*",), ("averag*",)), ()
)
DENYING = Point("d", 1, True, "A forest is safe.", ("More trees do not overfit it.",), (("overfit*",),), ())
RUBRIC = Rubric(ENTITIES, (TERMS, DENYING), ())


def found(text: str, point: Point) -> dict[str, float]:
    return features(point, Reading("Why?", RUBRIC, text))


def test_terms_that_stand_somewhere_plainly_are_not_taken_where_they_are_denied() -> None:
    later = "A single tree does not lower the variance. Averaging trees does: the variance falls."
    same = "It is not the variance of a tree that counts and it averages away: the variance is lower."
    denied = "A forest does not lower the variance by averaging."
    assert found(later, TERMS)["denied_terms"] == 0
    assert found(same, TERMS)["denied_terms"] == 0
    assert found(denied, TERMS)["denied_terms"] == 1


def test_a_point_about_two_entities_is_met_by_words_about_either() -> None:
    assert found("A forest averages, which lowers variance.", TERMS)["elsewhere"] == 0
    assert found("Boosting averages the variance.", TERMS)["elsewhere"] == 0
    assert found("Ridge averages the variance.", TERMS)["elsewhere"] == 1


def test_a_denial_in_a_phrasing_belongs_to_the_point() -> None:
    assert found("A forest does not overfit with more trees.", DENYING)["denied_terms"] == 0
    assert found("It never overfits, whatever the number of trees.", DENYING)["denied_terms"] == 0
    plain = Point("d", 1, True, "A forest overfits.", ("It can overfit.",), DENYING.terms, ())
    assert found("A forest does not overfit with more trees.", plain)["denied_terms"] == 1
