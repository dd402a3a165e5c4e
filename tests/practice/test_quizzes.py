"""Testing out of a topic at the desk, over the real bank."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hotseat.bank.shelf import Bank
from hotseat.drills.grading import shown
from hotseat.learner.reviews import KNOWN_DAYS
from hotseat.model.answer import QUIZ
from hotseat.model.card import Card
from hotseat.model.errors import WrongInput
from hotseat.practice import atlas
from hotseat.practice.desk import Desk
from hotseat.practice.quizzing import Quiz
from hotseat.store.sqlite import SqliteStore

REAL = Path(__file__).parents[2] / "bank"
TOPIC = "math.info_theory"


@pytest.fixture
def bank() -> Bank:
    return Bank(REAL)


def right(desk: Desk, quiz: Quiz) -> str:
    """The right answer to the item of now."""
    assert quiz.item is not None
    if quiz.item.round == "drill":
        return shown(desk.drills.ask(quiz.item.unit, quiz.seed)[1].answer)
    unit = desk.questions.unit(quiz.item.unit)
    options = desk.questions.options(unit.slug, quiz.seed)
    if unit.kind == "choose":
        return "abcdefgh"[[option.is_right for option in options].index(True)]
    if unit.kind == "order":
        return "".join("abcdefgh"[options.index(option)] for option in unit.options)
    return next(example.text for example in unit.examples if example.name == "good-plain")


def go_through(desk: Desk, topic: str, *, is_right: bool, quiz_id: str = "") -> Quiz:
    quiz = desk.quizzes.stand(topic, quiz_id or desk.quizzes.begin(topic))
    while quiz.item is not None:
        text = right(desk, quiz) if is_right else ""
        quiz = desk.quizzes.answer(quiz, text, seconds=20, is_given_up=not is_right)
    return quiz


def cards(desk: Desk) -> dict[tuple[str, str], Card]:
    return {(card.round, card.unit): card for card in desk._store.cards.all("local")}


def line(desk: Desk, topic: str) -> Any:
    return desk.quizzes.line(topic)


def test_who_knows_a_topic_passes_and_its_units_rest_for_two_months(desk: Desk, clock: Any) -> None:
    keys = set(line(desk, TOPIC).keys)
    quiz = go_through(desk, TOPIC, is_right=True)
    assert quiz.decision == "known"
    assert 3 <= len(quiz.steps) <= 7
    made = cards(desk)
    assert set(made) == keys
    assert all(card.due >= clock.at + timedelta(days=KNOWN_DAYS - 1) for card in made.values())
    assert not keys & {(item.round, item.slug) for item in desk.reviews.queue(limit=1000).items}
    assert line(desk, TOPIC).result == "known"
    cells = {cell.id: cell for row in atlas.draw(desk) for cell in row.cells}
    assert cells[TOPIC].is_known
    clock.at += timedelta(days=KNOWN_DAYS + 300)
    assert keys <= {(item.round, item.slug) for item in desk.reviews.queue(limit=1000).items}


def test_who_does_not_know_a_topic_fails_and_what_was_missed_is_due_at_once(desk: Desk) -> None:
    quiz = go_through(desk, TOPIC, is_right=False)
    assert quiz.decision == "not-known"
    missed = {(step.item.round, step.item.unit) for step in quiz.steps}
    due = {(item.round, item.slug) for item in desk.reviews.queue(limit=1000).items if item.why == "due"}
    assert due == missed
    assert line(desk, TOPIC).result == "not-known"


def test_what_was_missed_in_a_passed_quiz_is_not_put_off(desk: Desk, clock: Any) -> None:
    quiz = desk.quizzes.stand(TOPIC, desk.quizzes.begin(TOPIC))
    assert quiz.item is not None
    missed = quiz.item.round, quiz.item.unit
    quiz = desk.quizzes.answer(quiz, "", is_given_up=True)
    while quiz.item is not None:
        quiz = desk.quizzes.answer(quiz, right(desk, quiz), seconds=20)
    assert quiz.decision == "known"
    made = cards(desk)
    assert made[missed].due < clock.at + timedelta(days=1)
    assert all(card.due > clock.at + timedelta(days=50) for key, card in made.items() if key != missed)


def test_a_topic_with_too_few_items_says_so_and_decides_nothing(desk: Desk) -> None:
    few = next(each for each in desk.quizzes.lines() if each.items == 1)
    with pytest.raises(WrongInput) as refused:
        desk.quizzes.begin(few.topic.id)
    assert "No decision" in refused.value.what
    assert "too few" in refused.value.what
    with pytest.raises(WrongInput):
        desk.quizzes.stand(few.topic.id, "0f000000-0000-4000-8000-000000000000")
    assert cards(desk) == {}


@pytest.mark.parametrize("topic", ["math.info_theori", "nothing", "coding.two_sum"])
def test_an_unknown_topic_is_refused(desk: Desk, topic: str) -> None:
    with pytest.raises(WrongInput):
        desk.quizzes.begin(topic)


def test_a_quiz_goes_on_where_it_was_left(desk: Desk, tmp_path: Path, clock: Any) -> None:
    quiz = desk.quizzes.stand(TOPIC, desk.quizzes.begin(TOPIC))
    quiz = desk.quizzes.answer(quiz, right(desk, quiz), seconds=20)
    again = Desk(tmp_path, SqliteStore(tmp_path / "hotseat.sqlite3"), desk.bank, now=clock)
    assert again.quizzes.stand(TOPIC, quiz.id) == quiz
    again.close()


def test_a_quiz_of_another_topic_or_no_quiz_at_all_is_refused(desk: Desk) -> None:
    quiz = go_through(desk, TOPIC, is_right=False)
    for name in (quiz.id, quiz.steps[0].answer.id, "none"):
        with pytest.raises(WrongInput):
            desk.quizzes.stand("mlf.leakage", name)


def test_its_answers_are_in_the_record_like_any_others(desk: Desk) -> None:
    quiz = go_through(desk, TOPIC, is_right=False)
    entries = list(desk._store.answers.all("local"))
    assert [entry.round for entry in entries].count(QUIZ) == 1
    assert len(entries) == len(quiz.steps) + 1
    assert {entry.detail.get("quiz") for entry in entries if entry.round != QUIZ} == {quiz.id}
    assert entries[-1].id == quiz.id


def test_new_units_of_today_are_not_used_up_by_quiz_results(desk: Desk) -> None:
    before = desk.reviews.queue().new
    quiz = go_through(desk, TOPIC, is_right=True)
    assert desk.reviews.queue().new == before - len(quiz.steps)


@pytest.mark.parametrize("is_right", [True, False])
def test_cards_after_a_quiz_can_be_derived_again_and_travel_with_the_record(
    desk: Desk, tmp_path: Path, clock: Any, is_right: bool
) -> None:
    first = go_through(desk, TOPIC, is_right=not is_right)
    clock.at += timedelta(days=9)
    go_through(desk, TOPIC, is_right=is_right)
    clock.at += timedelta(days=3)
    step = next((step for step in first.steps if step.item.round == "drill"), None)
    if step:
        desk.drills.answer(step.item.unit, 3, "0.123", also=None)
    before = cards(desk)
    desk.reviews.rebuild()
    assert cards(desk) == before
    out = io.StringIO()
    desk.export(out)
    other = Desk(tmp_path, SqliteStore(tmp_path / "other.sqlite3"), desk.bank, now=clock)
    other.import_(io.StringIO(out.getvalue()))
    assert cards(other) == before
    assert other.quizzes.line(TOPIC).result == desk.quizzes.line(TOPIC).result
    other.close()


def test_only_topics_of_which_nothing_was_answered_are_offered(desk: Desk) -> None:
    keys = [("drill", unit.slug) for unit in desk.bank.drills()]
    offered = {each.topic.id for each in desk.quizzes.worth_trying(keys)}
    assert TOPIC in offered
    go_through(desk, TOPIC, is_right=False)
    assert TOPIC not in {each.topic.id for each in desk.quizzes.worth_trying(keys)}
    assert desk.quizzes.worth_trying([]) == []


def test_right_answers_never_fail_a_quiz(desk: Desk) -> None:
    stuck = []
    for each in desk.quizzes.lines():
        if each.is_enough and go_through(desk, each.topic.id, is_right=True).decision == "not-known":
            stuck.append(each.topic.id)
    assert stuck == []
