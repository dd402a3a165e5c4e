"""What Home says to do next, and how lists name a loop that has no decision."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))
import web_stage as stage

from hotseat.model.loop import RoundFormat
from hotseat.practice.next_up import next_up
from hotseat.practice.timetable import link_to
from hotseat.practice.wishes import Wishes

CODE = RoundFormat("coding", "Coding", 30, "Hello.", topics=("math.numerics",), most_units=1)


class Clock:
    def __init__(self):
        self.now = datetime(2026, 11, 2, 9, tzinfo=UTC)  # a Monday

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


def keep(desk, **wishes):
    desk.progress.notebook.keep(Wishes(is_asked=True, **wishes))


def up(desk):
    return next_up(desk, desk.progress.outlook())


@pytest.fixture
def placed(desk, clock):
    """The diagnostic was done, and one drill is known a little."""
    desk.diagnostic.start()
    desk.diagnostic.end()
    item = next(each for each in desk.reviews.queue().items if each.round == "drill")
    desk.drills.answer(item.slug, 1, "", seconds=60, is_shown=True)
    return desk


def test_next_is_the_first_open_item_of_todays_plan_and_says_why(placed):
    for minutes in (10, 120):
        keep(placed, minutes=minutes)
        first = placed.progress.outlook().today.tasks[0]
        assert up(placed).link == link_to(first)
        assert first.title in up(placed).because


def test_what_was_done_is_not_next_any_more(placed, clock):
    keep(placed, minutes=600)
    for _ in range(2):
        task = placed.progress.outlook().today.tasks[0]
        clock.now += timedelta(minutes=1)
        if task.round == "drill":
            placed.drills.answer(task.unit, 1, "", seconds=60, is_shown=True)
        elif task.round == "behavioural":
            placed.tellings.answer(task.unit, "I led the migration myself and it halved our costs.")
        elif task.round == "coding":
            placed.submit(task.unit, placed.bank.unit(task.unit).solutions[0].text)
        elif (unit := placed.bank.question(task.unit)).rubric:
            placed.questions.answer(unit.slug, unit.answer)
        else:
            placed.questions.choose(unit.slug, 1, "?")
        assert up(placed).link != link_to(task)


def test_due_reviews_are_next_when_nothing_is_planned_and_nothing_on_the_interviews_day(placed, clock):
    clock.now += timedelta(hours=2)
    keep(placed, days_off=frozenset({clock.now.date()}))
    found = up(placed)
    assert (found.words, found.link) == ("Review", "/review")
    assert "day off" in found.because
    keep(placed, interview=clock.now.date())
    assert up(placed) is None


def test_the_diagnostic_is_next_where_little_is_known_and_where_it_was_left(desk):
    keep(desk)
    assert up(desk).link == "/diagnostic"
    desk.diagnostic.start()
    assert "25 min are left" in up(desk).because


def test_an_interview_that_has_begun_comes_before_the_plan_and_one_that_has_not_does_not(placed):
    loop = placed.loops.start_custom((CODE, CODE), seed=1).loop
    assert up(placed).link != f"/loops/{loop.id}"
    placed.loops.begin(loop.id)
    assert up(placed).link == f"/loops/{loop.id}"
    assert "round 1 of 2 runs" in up(placed).because
    placed.loops.leave(loop.id)
    assert up(placed).link != f"/loops/{loop.id}"


def test_a_loop_without_a_decision_says_how_far_it_is_and_leads_on(desk, clock):
    loops = desk.loops
    loop = loops.start_custom((CODE, CODE), seed=1).loop
    seen = []

    def look():
        (line,) = loops.lines()
        seen.append((line.words, line.link.removeprefix(f"/loops/{loop.id}")))

    steps = (loops.begin, loops.pause, loops.resume, loops.stop, loops.settle, loops.begin)
    look()
    for step in steps:
        step(loop.id)
        look()
    clock.now += timedelta(hours=1)
    loops.settle(loop.id)
    look()
    assert seen == [
        ("not begun", ""),
        ("round 1 of 2 runs", ""),
        ("round 1 of 2 is paused", ""),
        ("round 1 of 2 runs", ""),
        ("1 of 2 rounds done", ""),
        ("1 of 2 rounds done", ""),
        ("round 2 of 2 runs", ""),
        ("finished", "/scorecard"),
    ]


def test_a_loop_that_was_left_says_after_how_much(desk):
    words = []
    for rounds in (0, 1):
        loop = desk.loops.start_custom((CODE, CODE), seed=1).loop
        for _ in range(rounds):
            desk.loops.begin(loop.id)
            desk.loops.end(loop.id)
        desk.loops.leave(loop.id)
        words.append(next(each.words for each in desk.loops.lines() if each.sitting.loop.id == loop.id))
    assert words == ["left, nothing to judge", "left after 1 of 2 rounds"]
