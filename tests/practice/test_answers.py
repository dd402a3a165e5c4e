"""Drills and questions at the desk: graded, recorded, scheduled, exported, derived again."""

import io
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from hotseat.bank.shelf import Bank
from hotseat.model.answer import CONCEPT, DRILL
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.practice.desk import Desk
from hotseat.store.sqlite import SqliteStore

REAL = Path(__file__).parents[2] / "bank"
GOOD = (
    "A random forest grows its trees independently on bootstrap samples, and averaging lowers its variance. "
    "Gradient boosting fits trees sequentially to the residuals, which reduces bias. "
    "More trees do not overfit a forest; boosting needs early stopping."
)


class Clock:
    def __init__(self) -> None:
        from datetime import UTC, datetime

        self.at = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self):
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Desk:
    bank = tmp_path / "bank"
    (bank / "coding").mkdir(parents=True)
    shutil.copy(REAL / "syllabus.yaml", bank)
    shutil.copytree(REAL / "drills" / "bayes-base-rate", bank / "drills" / "bayes-base-rate")
    shutil.copytree(
        REAL / "concepts" / "forest-against-boosting", bank / "concepts" / "forest-against-boosting"
    )
    made = Desk(tmp_path, SqliteStore(tmp_path / "hotseat.sqlite3"), Bank(bank), now=clock)
    yield made
    made.close()


def right_answer(desk: Desk, seed: int) -> str:
    _, exercise = desk.drills.ask("bayes-base-rate", seed)
    return repr(exercise.answer.value)


def test_a_drill_is_graded_recorded_and_scheduled(desk: Desk) -> None:
    marked = desk.drills.answer("bayes-base-rate", 5, right_answer(desk, 5), seconds=20)
    assert marked.result.is_right
    line = desk.drills.lines()[0]
    assert (line.answers, line.right, line.streak) == (1, 1, 1)
    assert line.due_at is not None
    assert marked.answer.detail == {"seed": 5, "slip": None}


def test_an_answer_that_cannot_be_read_is_not_recorded(desk: Desk) -> None:
    with pytest.raises(WrongInput):
        desk.drills.answer("bayes-base-rate", 5, "about a third")
    assert desk.drills.lines()[0].answers == 0


def test_a_solution_that_was_shown_gives_no_credit(desk: Desk) -> None:
    marked = desk.drills.answer("bayes-base-rate", 5, right_answer(desk, 5), is_shown=True)
    assert (marked.answer.credit, marked.answer.hints) == (0, 1)


@pytest.mark.parametrize(
    ("wanted", "fix"), [("bayes-base-rat", "bayes-base-rate"), ("prob.baye", "prob.bayes")]
)
def test_an_unknown_drill_names_the_nearest(desk: Desk, wanted: str, fix: str) -> None:
    with pytest.raises(WrongInput) as refused:
        desk.drills.following(wanted)
    assert fix in refused.value.fix


def test_a_question_is_graded_point_by_point(desk: Desk) -> None:
    graded = desk.questions.answer("forest-against-boosting", GOOD, seconds=100)
    assert graded.answer.credit == 1
    assert graded.answer.by == "offline"
    assert desk.questions.lines()[0].credit == 1
    assert desk.questions.one(graded.answer.id).assessment == graded.assessment


def test_ticks_settle_what_could_not_be_told_and_say_whose_they_are(desk: Desk) -> None:
    text = (
        "In a random forest every tree is trained separately on its own resample, so the noise averages out. "
        "Boosting adds each new tree to correct the errors so far."
    )
    graded = desk.questions.answer("forest-against-boosting", text)
    assert graded.answer.credit < graded.answer.possible
    due = desk.reviews.queue().items
    settled = desk.questions.tick(graded.answer.id, {"forest-variance": True})
    assert settled.answer.by == "self"
    assert settled.answer.credit > graded.answer.credit
    assert settled.answer.detail["of"] == graded.answer.id
    assert desk.reviews.queue().items == due
    assert desk.questions.lines()[0].answers == 1


def test_an_empty_answer_is_graded_as_such_and_not_recorded(desk: Desk) -> None:
    graded = desk.questions.answer("forest-against-boosting", "  \n ")
    assert graded.assessment is not None
    assert graded.assessment.gate == "empty"
    assert desk.questions.lines()[0].answers == 0


@pytest.mark.parametrize("text", ["x" * 2_000_000, "nul \0 inside"])
def test_what_is_no_text_is_refused_and_nothing_is_lost(desk: Desk, text: str) -> None:
    with pytest.raises(HotseatError):
        desk.questions.answer("forest-against-boosting", text)
    assert desk.questions.lines()[0].answers == 0


def test_the_queue_brings_new_units_then_what_is_due(desk: Desk, clock: Clock) -> None:
    assert [(item.round, item.why) for item in desk.reviews.queue().items] == [
        (CONCEPT, "new"),
        (DRILL, "new"),
    ]
    desk.questions.answer("forest-against-boosting", GOOD, seconds=10)
    desk.drills.answer("bayes-base-rate", 5, "0.5")
    clock.at += timedelta(minutes=30)
    assert [(item.slug, item.why) for item in desk.reviews.queue().items] == [("bayes-base-rate", "due")]
    clock.at += timedelta(days=400)
    assert {item.slug for item in desk.reviews.queue().items} == {
        "bayes-base-rate",
        "forest-against-boosting",
    }


def test_an_interview_date_is_kept_and_must_lie_ahead(desk: Desk) -> None:
    desk.reviews.set_interview(date(2026, 3, 20))
    assert desk.reviews.interview() == date(2026, 3, 20)
    assert desk.reviews.days_left() == 19
    for day in (date(2026, 2, 1), date(2036, 1, 1)):
        with pytest.raises(WrongInput):
            desk.reviews.set_interview(day)
    desk.reviews.set_interview(None)
    assert desk.reviews.interview() is None


def cards(desk: Desk) -> list[object]:
    return sorted(desk._store.cards.all("local"), key=lambda card: card.unit)


def test_cards_can_be_derived_again_from_the_answers(desk: Desk, clock: Clock) -> None:
    for days in (0, 2, 9):
        clock.at += timedelta(days=days)
        desk.questions.answer("forest-against-boosting", GOOD, seconds=30)
        desk.drills.answer("bayes-base-rate", 5, "0.5")
    before = cards(desk)
    desk.reviews.rebuild()
    assert cards(desk) == before


def test_answers_travel_with_the_record(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    desk.questions.answer("forest-against-boosting", GOOD, seconds=30)
    desk.drills.answer("bayes-base-rate", 5, "0.5")
    out = io.StringIO()
    assert desk.export(out) == 2
    other = Desk(tmp_path, SqliteStore(tmp_path / "other.sqlite3"), desk.bank, now=clock)
    assert other.import_(io.StringIO(out.getvalue())) == (2, 0)
    assert other.import_(io.StringIO(out.getvalue())) == (0, 2)
    assert cards(other) == cards(desk)
    other.close()


def test_an_answer_survives_a_new_process(desk: Desk, tmp_path: Path) -> None:
    graded = desk.questions.answer("forest-against-boosting", GOOD)
    again = SqliteStore(tmp_path / "hotseat.sqlite3")
    assert again.answers.one(graded.answer.id) == graded.answer
    again.close()
