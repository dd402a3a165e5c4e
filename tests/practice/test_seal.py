"""What a running interview keeps closed, and that it opens when the interview ends."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))
import web_stage as stage

from hotseat.model.errors import Sealed
from hotseat.model.loop import RoundFormat
from hotseat.model.unit import stage_of
from hotseat.model.verdict import Verdict

SCREEN = RoundFormat("screen", "Four levels", 90, "Hello.", most_units=1)
CODE = RoundFormat("coding", "Coding", 30, "Hello.", topics=("math.numerics",), most_units=1)
QUESTIONS = RoundFormat("concepts", "Questions", 30, "Hello.", levels=("core",))
STORIES = RoundFormat("behavioural", "Stories", 30, "Hello.", most_units=1)


class Clock:
    def __init__(self):
        self.now = datetime(2026, 11, 1, 9, tzinfo=UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    opened = stage.open_desk(tmp_path / "home", now=clock)
    yield opened
    opened.close()


def begin(desk, *rounds):
    loop = desk.loops.start_custom(rounds, seed=3).loop
    desk.loops.begin(loop.id)
    return loop


def hand_in(desk, loop, source):
    now, state, kind = desk.loops.open_coding(loop.id)
    return kind.hand_in(desk.loops, now, state, source).id


def passing(unit, levels):
    if levels == len(unit.stages):
        return unit.solutions[0].text
    return next(each.text for each in unit.mistakes if stage_of(unit.mistake_checks[each.name]) == levels + 1)


def levels_of(attempt):
    return {stage_of(each.name) for each in attempt.judgement.checks}


def test_an_attempt_of_a_running_screen_shows_the_levels_that_were_open_and_all_of_them_afterwards(desk):
    loop = begin(desk, SCREEN)
    unit = desk.bank.unit(loop.rounds[0].units[0])
    ids = [hand_in(desk, loop, passing(unit, levels)) for levels in (1, 1, 4)]
    assert [levels_of(desk.attempt(each)) for each in ids] == [{1}, {1, 2}, {1, 2}]
    assert [line.verdict for line in desk.history()] == [
        Verdict.ACCEPTED,
        desk.attempt(ids[1]).verdict,
        Verdict.ACCEPTED,
    ]
    assert not any(line.mistake or desk.attempt(line.id).judgement.mistake for line in desk.history())
    desk.loops.end(loop.id)
    assert {len(levels_of(desk.attempt(each))) for each in ids} == {len(unit.stages)}
    assert [line.verdict == Verdict.ACCEPTED for line in desk.history()] == [True, False, False]


def test_what_a_hand_in_or_a_run_of_a_screen_gives_back_keeps_to_the_open_levels(desk):
    loop = begin(desk, SCREEN)
    source = passing(desk.bank.unit(loop.rounds[0].units[0]), 4)
    now, state, kind = desk.loops.open_coding(loop.id)
    assert {stage_of(each.name) for each in kind.run(desk.loops, state, source).checks} == {1}
    assert levels_of(kind.hand_in(desk.loops, now, state, source)) == {1}


def test_the_problem_of_a_running_round_opens_nowhere_else_until_its_loop_ends(desk):
    loop = begin(desk, CODE, QUESTIONS)
    (slug,) = loop.rounds[0].units
    source = desk.bank.unit(slug).solutions[0].text
    mine = hand_in(desk, loop, source)
    closed = (
        lambda: desk.problem(slug),
        lambda: desk.next_hint(slug),
        lambda: desk.give_up(slug),
        lambda: desk.submit(slug, source),
        lambda: desk.run(slug, source),
    )
    desk.loops.end(loop.id)  # the first of two rounds
    for ask in closed:
        with pytest.raises(Sealed) as caught:
            ask()
        assert caught.value.loop == loop.id
    assert not desk.may_see_solutions(slug)
    assert desk.attempt(mine).judgement.checks
    desk.loops.leave(loop.id)
    assert desk.problem(slug).solutions
    assert desk.may_see_solutions(slug)


def test_an_earlier_attempt_at_what_is_asked_now_is_closed_and_other_units_are_not(desk):
    loops = (desk.loops.start_custom((CODE,), seed=seed).loop for seed in range(50))
    loop = next(each for each in loops if each.rounds[0].units == ("stable-softmax",))
    earlier = desk.submit("stable-softmax", stage.known("solutions", "vectorised"))
    other = desk.submit("roc-auc", stage.known("mistakes", "swapped_axes", "roc-auc"))
    assert desk.attempt(earlier.id) == earlier  # prepared is not begun
    desk.loops.begin(loop.id)
    with pytest.raises(Sealed):
        desk.attempt(earlier.id)
    assert desk.attempt(other.id) == other
    assert desk.problem("roc-auc")


def test_a_question_of_a_running_round_is_asked_nowhere_else_and_its_answer_is_not_shown(desk):
    loop = begin(desk, QUESTIONS)
    view = desk.loops.view(desk.loops.one(loop.id))
    letters = "abcdefgh"[: len(view.options)] if view.unit.kind == "order" else "a"
    response = letters if view.options else view.unit.answer
    desk.loops.act(loop.id, "answer", {"response": response, "box": view.box})
    slug = view.unit.slug
    (event,) = desk.loops.one(loop.id).rounds[0].of("handed-in")
    for ask in (lambda: desk.questions.unit(slug), lambda: desk.questions.one(event.detail["id"])):
        with pytest.raises(Sealed):
            ask()
    line = next(each for each in desk.questions.lines() if each.unit.slug == slug)
    assert (line.is_sealed, line.answers, line.credit) == (True, 0, None)
    units = set(loop.rounds[0].units)
    asked_in_quizzes = {unit for each in desk.quizzes.lines() for _, unit in each.keys}
    assert not units & {item.slug for item in desk.reviews.queue(1000).items}
    assert not units & asked_in_quizzes
    planned = {task.unit for day in desk.progress.outlook().plan.days for task in day.tasks}
    assert planned
    assert not units & planned
    desk.loops.end(loop.id)
    assert desk.questions.one(event.detail["id"]).answer.response == response
    assert units & {unit for each in desk.quizzes.lines() for _, unit in each.keys}


def test_a_story_of_a_running_round_is_closed_elsewhere(desk):
    loop = begin(desk, STORIES)
    view = desk.loops.view(desk.loops.one(loop.id))
    desk.loops.act(loop.id, "answer", {"response": view.unit.model or "I did it.", "box": view.box})
    (event,) = desk.loops.one(loop.id).rounds[0].of("handed-in")
    for ask in (
        lambda: desk.tellings.unit(view.unit.slug),
        lambda: desk.tellings.latest(event.detail["id"]),
    ):
        with pytest.raises(Sealed):
            ask()
    desk.loops.end(loop.id)
    assert desk.tellings.latest(event.detail["id"]).unit == view.unit


def test_a_last_round_whose_time_is_over_opens_though_nobody_wrote_its_end_down(desk, clock):
    loop = begin(desk, CODE)
    (slug,) = loop.rounds[0].units
    with pytest.raises(Sealed):
        desk.problem(slug)
    clock.now += timedelta(minutes=31)
    assert desk.problem(slug).slug == slug
