"""`hotseat drill` and `hotseat review`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hotseat.bank.shelf import load_bank

Use = Callable[..., Any]
TEXT = "A random forest grows its trees independently on bootstrap samples.\nBoosting fits trees sequentially to the residuals.\n\n"

# The bank's own terse answer: every point of it can be told.
FULL = load_bank().question("forest-against-boosting").examples[1].text.replace("\n", " ") + "\n\n"


def test_a_drill_is_asked_answered_and_worked_through(learning: Use) -> None:
    said = learning("drill", "prob.bayes", typed="nonsense\n0.5\nq\n")
    assert said.code == 0
    assert "What is the probability that this person is ill?" in " ".join(said.out.split())
    assert "Of these, ill:" in " ".join(said.out.split())
    assert "Answer with a number" in said.err
    listed = json.loads(learning("drill", "--list", "--json").out)
    assert [(each["slug"], each["answers"]) for each in listed] == [("bayes-base-rate", 1)]


def test_a_drill_works_in_a_pipe(learning: Use) -> None:
    asked = json.loads(learning("drill", "bayes-base-rate", "--seed", "5", "--json").out)
    assert asked["seed"] == 5
    wrong = learning("drill", "bayes-base-rate", "--seed", "5", "--answer", "0.99", "--json")
    assert wrong.code == 1
    outcome = json.loads(wrong.out)
    assert outcome["slip"].startswith("forgot the base rate")
    right = learning("drill", "bayes-base-rate", "--seed", "5", "--answer", outcome["right"])
    assert right.code == 0


def test_a_review_goes_through_what_is_due(learning: Use) -> None:
    said = learning("review", typed=TEXT + "q\n")
    assert said.code == 0
    assert "Model answer" in said.out
    assert "covered" in said.out
    assert "1 of 2 done" in said.err
    listed = json.loads(learning("review", "--list", "--json").out)
    assert listed[0]["answers"] == 1
    assert listed[0]["credit"] > 0


def test_what_is_due_is_listed_with_the_interview(learning: Use) -> None:
    assert learning("review", "--interview", "2999-01-01").code == 2
    assert learning("review", "--interview", "soon").code == 2
    queue = json.loads(learning("review", "--due", "--json").out)
    assert (queue["new"], queue["due"], queue["interview"]) == (2, 0, None)
    assert "new  question" in learning("review", "--due").out


@pytest.mark.parametrize(
    "args", [("drill", "bays"), ("review", "forest-against-bosting"), ("drill", "--answer", "1")]
)
def test_a_wrong_name_or_option_says_what_to_type(learning: Use, args: tuple[str, ...]) -> None:
    said = learning(*args)
    assert said.code == 2
    assert len(said.err.strip().splitlines()) >= 2


def test_the_new_units_are_checked_with_the_rest(learning: Use, place: Path) -> None:
    bank = place.parent / "bank"
    assert learning("check", str(bank / "drills"), str(bank / "concepts")).code == 0
    (bank / "concepts" / "forest-against-boosting" / "answers" / "partial.md").unlink()
    said = learning("check", str(bank / "concepts"))
    assert said.code == 1
    assert "partial.md" in said.out + said.err


@pytest.fixture
def solved(learning: Use, place: Path) -> Path:
    """The home of somebody who solved a problem long ago."""
    (place / "row-means.py").write_text("# accepted\n")
    assert learning("submit", "row-means").code == 0
    lines = learning("export").out.splitlines()
    attempt = next(each for line in lines if (each := json.loads(line))["kind"] == "attempt")
    old = {**attempt, "at": "2020-01-01T00:00:00Z"}
    home = place.parent / "home"
    for path in home.iterdir():
        path.unlink()
    (place / "old.jsonl").write_text(json.dumps(old) + "\n")
    assert learning("import", str(place / "old.jsonl")).code == 0
    return place


def test_a_problem_that_is_due_is_named_with_what_to_type(learning: Use, solved: Path) -> None:
    queue = json.loads(learning("review", "--due", "--json").out)
    first = queue["items"][0]
    assert (first["round"], first["slug"], first["why"]) == ("coding", "row-means", "due")
    assert "due  problem" in learning("review", "--due").out
    said = learning("review", typed="q\n")
    assert "hotseat open row-means --force" in said.out
    assert "0 of 3 done" in said.err


def test_a_problem_can_be_skipped_and_counts_only_when_it_was_handed_in(learning: Use, solved: Path) -> None:
    skipped = learning("review", "--count", "1", typed="s\n")
    assert "0 of 3 done" in skipped.err
    waved = learning("review", "--count", "1", typed="\n")
    assert "stays due" in waved.err
    assert learning("submit", "row-means").code == 0
    assert json.loads(learning("review", "--due", "--json").out)["due"] == 0


def test_an_answer_is_graded_by_oneself_in_the_terminal(learning: Use) -> None:
    said = learning("review", "forest-against-boosting", typed=TEXT.replace("\n\n", "\n") + "\n" + "\n" * 5)
    assert "g grades it yourself" in said.err
    learning("review", "forest-against-boosting", typed=FULL + "g\n" + "m\n" * 8)
    entries = [json.loads(line) for line in learning("export").out.splitlines()]
    own = [entry for entry in entries if entry.get("by") == "self"]
    assert len(own) == 1
    assert own[0]["credit"] == 0
    assert set(own[0]["detail"]["judges"].values()) == {"you"}


def test_q_after_the_marks_ends_the_review(learning: Use) -> None:
    said = learning("review", typed=FULL + "q\n" + "0.5\n")
    assert "1 of 2 done" in said.err
    assert "Answer (Enter shows" not in said.err


@pytest.fixture
def quizzing(learning: Use, monkeypatch: pytest.MonkeyPatch) -> Use:
    """The command line over the whole bank."""
    monkeypatch.setenv("HOTSEAT_BANK", str(Path(__file__).parents[2] / "bank"))
    return learning


def test_a_quiz_ends_when_the_result_is_clear(quizzing: Use) -> None:
    said = quizzing("quiz", "math.info_theory", typed="\n" * 9)
    assert said.code == 1
    assert "Not known yet" in said.out
    assert "What you missed is due now." in said.out
    listed = {each["topic"]: each for each in json.loads(quizzing("quiz", "--list", "--json").out)}
    assert listed["math.info_theory"]["result"] == "not-known"
    assert json.loads(quizzing("review", "--due", "--json").out)["due"] == 3


def test_a_quiz_that_is_left_decides_nothing(quizzing: Use) -> None:
    said = quizzing("quiz", "math.info_theory", typed="\nnonsense\nq\n")
    assert said.code == 1
    assert "no decision" in said.err
    assert json.loads(quizzing("quiz", "math.info_theory", "--json").out)["result"] is None


def test_topics_with_a_quiz_are_listed(quizzing: Use) -> None:
    said = quizzing("quiz")
    assert "math.info_theory" in said.out
    assert "math.eigen" not in said.out
    assert "others have too few" in said.err
    assert quizzing("quiz", "math.info_theori").code == 2
    few = quizzing("quiz", "math.eigen")
    assert few.code == 2
    assert "too few or too easy to show that it is known" in few.err
