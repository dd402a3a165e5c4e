import pytest

from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.finding import Finding, Refused
from hotseat.model.names import did_you_mean, nearest
from hotseat.model.unit import Area, Syllabus, Topic
from hotseat.model.verdict import Outcome, Verdict


def test_an_error_is_printed_as_place_fact_and_fix() -> None:
    assert HotseatError("It is so.", "a.py:3", "Do this.").lines() == ["a.py:3  It is so.", "  Do this."]
    assert WrongInput("It is so.").lines() == ["It is so."]


def test_a_refusal_prints_every_finding() -> None:
    findings = [
        Finding("unit.toml", 2, "titel is not a known key.", "Did you mean: title"),
        Finding("prompt.md", 0, "It is empty."),
    ]
    assert Refused("No.", "x", "", findings).lines() == [
        "x  No.",
        "unit.toml:2  titel is not a known key.",
        "  Did you mean: title",
        "prompt.md  It is empty.",
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kmens", "kmeans"),
        ("stable-sofmax", "stable-softmax"),
        ("zzz", None),
        ("", None),
        ("PCA", "pca"),
        ("softmax", "stable-softmax"),
        ("means-of-rows", None),
    ],
)
def test_the_nearest_name_is_near(typed: str, meant: str | None) -> None:
    known = ["kmeans", "stable-softmax", "pca"]
    assert nearest(typed, known) == meant
    assert did_you_mean(typed, known) == (f"Did you mean: {meant}" if meant else "")


def test_a_syllabus_answers_for_what_it_does_not_know() -> None:
    syllabus = Syllabus((Area("sup", "Supervised", (Topic("sup.knn", "k-NN", "sup", "high", ("coding",)),)),))
    assert syllabus.topic("sup.knn") == syllabus.areas[0].topics[0]
    assert syllabus.topic("sup.none") is None
    assert (syllabus.area_name("sup"), syllabus.area_name("new")) == ("Supervised", "new")


def test_a_failing_outcome_uses_the_word_of_the_verdict() -> None:
    failing = {verdict.value for verdict in Verdict} - {"accepted"}
    assert failing <= {outcome.value for outcome in Outcome}
