"""Drills and questions at the desk: graded, recorded, scheduled, exported, derived again."""

import io
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from hotseat.bank.shelf import Bank
from hotseat.model.answer import CONCEPT, DRILL
from hotseat.model.assessment import Mark
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.practice.desk import Desk
from hotseat.practice.own_marks import OwnMarks
from hotseat.store.sqlite import SqliteStore

REAL = Path(__file__).parents[2] / "bank"
GOOD = (
    "A random forest grows its trees independently on bootstrap samples, and averaging lowers its variance. "
    "Gradient boosting fits trees sequentially to the residuals, which reduces bias. "
    "More trees do not make a forest overfit, while boosting with too many rounds does: it needs early stopping."
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


SWAPPED = (
    "Random forest trees are grown independently on bootstrap samples, which reduces the bias. "
    "Boosting fits trees sequentially to the residuals."
)
SLUG = "forest-against-boosting"


def test_ones_own_marks_are_recorded_beside_the_rubrics_and_say_who_judged(desk: Desk) -> None:
    first = desk.questions.answer(SLUG, GOOD, seconds=500)
    point = first.assessment.marks[0].point
    own = desk.questions.mark(first.answer.id, OwnMarks({point: Mark.MISSING}))
    assert own.answer.by == "self"
    assert own.answer.credit < first.answer.credit
    assert own.judges[point] == "you"
    assert {judge for name, judge in own.judges.items() if name != point} == {"rubric"}
    assert own.before[point] == "covered"
    assert desk.questions.one(own.answer.id) == own
    assert desk.questions.one(first.answer.id) == first
    again = desk.questions.mark(own.answer.id, OwnMarks({point: Mark.PARTLY}))
    assert again.answer.detail["of"] == first.answer.id
    assert again.before[point] == "covered"


def test_a_claim_that_was_not_made_can_be_denied_and_no_longer_caps_the_marks(desk: Desk) -> None:
    first = desk.questions.answer(SLUG, SWAPPED)
    claims = [each.misconception for each in first.assessment.misconceptions]
    assert claims
    points = {each.point: Mark.COVERED for each in first.assessment.marks}
    capped = desk.questions.mark(first.answer.id, OwnMarks(points))
    assert capped.answer.credit == 0.5
    free = desk.questions.mark(first.answer.id, OwnMarks(points, claims))
    assert free.answer.credit == 1
    assert free.assessment.misconceptions == ()


def test_reviews_go_by_ones_own_marks_without_counting_the_answer_twice(desk: Desk) -> None:
    first = desk.questions.answer(SLUG, GOOD, seconds=10)
    easy = cards(desk)[0]
    points = {each.point: Mark.MISSING for each in first.assessment.marks}
    own = desk.questions.mark(first.answer.id, OwnMarks(points))
    missed = cards(desk)[0]
    assert missed.due < easy.due
    assert missed.reviews == easy.reviews == 1
    covered = dict.fromkeys(points, Mark.COVERED)
    desk.questions.mark(own.answer.id, OwnMarks(covered))
    known = cards(desk)[0]
    assert missed.due < known.due < easy.due  # one's own marks are never "easy"


def test_cards_with_ones_own_marks_can_be_derived_again(desk: Desk, clock: Clock) -> None:
    for days in (0, 3, 8):
        clock.at += timedelta(days=days)
        first = desk.questions.answer(SLUG, GOOD, seconds=30)
        if days == 3:
            marked = first
    points = {each.point: Mark.PARTLY for each in marked.assessment.marks}
    desk.questions.mark(marked.answer.id, OwnMarks(points))
    before = cards(desk)
    desk.reviews.rebuild()
    assert cards(desk) == before


@pytest.mark.parametrize("mark", [Mark.CANNOT_TELL, Mark.COVERED])
def test_marks_that_change_nothing_or_cannot_be_given_are_refused(desk: Desk, mark: Mark) -> None:
    first = desk.questions.answer(SLUG, GOOD)
    with pytest.raises(WrongInput):
        desk.questions.mark(first.answer.id, OwnMarks({first.assessment.marks[0].point: mark}))
    assert len(list(desk._store.answers.all("local"))) == 1


def test_no_answer_has_nothing_to_mark(desk: Desk) -> None:
    first = desk.questions.answer(SLUG, "I don't know.")
    assert first.assessment.gate == "no answer"
    with pytest.raises(WrongInput):
        desk.questions.mark(first.answer.id, OwnMarks({first.assessment.marks[0].point: Mark.COVERED}))


def test_an_answer_that_the_rubric_does_not_read_can_be_marked(desk: Desk) -> None:
    first = desk.questions.answer(
        SLUG, "Ein Wald mittelt viele unabhängige Bäume, Boosting lernt die Fehler der vorigen Bäume nach."
    )
    assert first.assessment.gate == "not in English"
    own = desk.questions.mark(
        first.answer.id, OwnMarks({each.point: Mark.COVERED for each in first.assessment.marks})
    )
    assert own.answer.credit == 1
    assert desk.questions.one(own.answer.id).assessment.gate is None
