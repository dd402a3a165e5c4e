"""Days are the candidate's: at the border of a day, in zones far from UTC, and on days of 23 and 25 hours."""

import os
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))
import web_stage as stage

from hotseat.learner.reviews import Plan, due_at
from hotseat.model.card import Standing
from hotseat.model.errors import WrongInput
from hotseat.model.loop import RoundFormat
from hotseat.practice import clock as machine
from hotseat.practice.scoring import card_json, scorecard
from hotseat.practice.timetable import calendar_file
from hotseat.practice.wishes import Wishes
from hotseat.web.wording import ago

LOS_ANGELES, AUCKLAND, BERLIN = (
    ZoneInfo(name) for name in ("America/Los_Angeles", "Pacific/Auckland", "Europe/Berlin")
)
SOLVED = stage.known("solutions", "vectorised")
# Where it is late in the evening or just past midnight, and what day that is.
BORDERS = [
    pytest.param(datetime(2026, 11, 4, 23, 30, tzinfo=LOS_ANGELES), id="half past eleven in Los Angeles"),
    pytest.param(datetime(2026, 11, 4, 0, 30, tzinfo=AUCKLAND), id="half past midnight in Auckland"),
    pytest.param(datetime(2026, 11, 1, 23, 30, tzinfo=LOS_ANGELES), id="clocks went back in Los Angeles"),
    pytest.param(datetime(2026, 9, 27, 0, 30, tzinfo=AUCKLAND), id="clocks go forward in Auckland"),
]


class Clock:
    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def open_desk(tmp_path):
    opened = []

    def at(wall):
        clock = Clock(wall.astimezone(UTC))
        opened.append(stage.open_desk(tmp_path / "home", now=clock, zone=wall.tzinfo))
        return opened[-1], clock

    yield at
    for desk in opened:
        desk.close()


@pytest.mark.parametrize("wall", BORDERS)
def test_plan_calendar_and_days_left_begin_on_the_day_at_the_wall(open_desk, wall):
    desk, _ = open_desk(wall)
    today = wall.date()
    desk.progress.notebook.keep(Wishes(interview=today + timedelta(days=9), is_asked=True))
    found = desk.progress.outlook()
    assert found.today_date == today
    assert found.days_left == desk.reviews.days_left() == 9
    assert [day.day for day in found.plan.days] == [today + timedelta(days=n) for n in range(9)]
    events = icalendar.Calendar.from_ical(calendar_file(desk)).walk("VEVENT")
    assert min(event.decoded("dtstart") for event in events) == today
    assert max(event.decoded("dtstart") for event in events) == today + timedelta(days=9)
    assert {event.decoded("dtstamp") for event in events} == {wall.astimezone(UTC)}


@pytest.mark.parametrize("wall", BORDERS)
def test_yesterday_is_no_day_for_an_interview_and_today_is(open_desk, wall):
    desk, _ = open_desk(wall)
    desk.reviews.set_interview(wall.date())
    assert desk.reviews.days_left() == 0
    with pytest.raises(WrongInput, match="cannot be the day"):
        desk.reviews.set_interview(wall.date() - timedelta(days=1))


@pytest.mark.parametrize("wall", BORDERS)
def test_minutes_done_and_new_units_begin_anew_at_midnight_here(open_desk, wall):
    midnight = wall.replace(hour=0, minute=0)
    desk, clock = open_desk(midnight)
    clock.now -= timedelta(minutes=10)
    item = next(each for each in desk.reviews.queue().items if each.round == "drill")
    desk.drills.answer(item.slug, 1, "", seconds=120, is_shown=True)
    assert round(desk.progress.outlook().done_today) == 2
    new = desk.reviews.queue().new
    clock.now += timedelta(minutes=20)
    assert desk.progress.outlook().done_today == 0
    assert desk.reviews.queue().new == new + 1


def test_weeks_are_drawn_from_monday_here(open_desk):
    desk, clock = open_desk(datetime(2026, 11, 8, 23, 30, tzinfo=LOS_ANGELES))  # a Sunday; Monday in UTC
    desk.submit(stage.SLUG, SOLVED, seconds=60)
    clock.now += timedelta(hours=1)
    weeks = desk.progress.outlook().weeks
    assert [(each.start, each.total) for each in weeks] == [(date(2026, 11, 2), 1), (date(2026, 11, 9), 0)]


@pytest.mark.parametrize("zone", [LOS_ANGELES, AUCKLAND, BERLIN])
def test_the_last_look_is_at_a_midnight_here_across_a_change_of_the_clocks(zone):
    interview = date(2026, 10, 26)  # Berlin's clocks went back the day before
    learned = datetime(2026, 9, 1, tzinfo=UTC)
    card = Standing("u", "concept", 100.0, datetime(2027, 5, 1, tzinfo=UTC), learned)
    now = datetime(2026, 10, 20, 12, tzinfo=zone)
    for importance, days in (("high", 1), ("medium", 3), ("low", 6)):
        look = due_at(card, Plan(interview, {"u": importance}), now).astimezone(zone)
        assert (look.date(), look.time()) == (interview - timedelta(days=days), datetime.min.time())


def test_what_was_missed_late_in_the_evening_is_planned_for_tomorrow_here(open_desk):
    desk, clock = open_desk(datetime(2026, 11, 4, 23, 30, tzinfo=LOS_ANGELES))
    item = next(each for each in desk.reviews.queue().items if each.round == "drill")
    for _ in range(2):
        desk.drills.answer(item.slug, 1, "", seconds=60, is_shown=True)
        clock.now += timedelta(minutes=11)
    days = [
        day.day
        for day in desk.progress.outlook().plan.days
        if any(task.kind == "review" and task.unit == item.slug for task in day.tasks)
    ]
    assert days[0] == date(2026, 11, 5)


def test_a_scorecard_bears_the_day_on_which_the_loop_was_sat_here_and_utc_for_programs(open_desk):
    desk, _ = open_desk(datetime(2026, 11, 4, 23, 30, tzinfo=LOS_ANGELES))
    rounds = (RoundFormat("coding", "Coding", 30, "Hello.", topics=("math.numerics",), most_units=1),)
    loop = desk.loops.start_custom(rounds, seed=3).loop
    card = scorecard(desk, loop.id)
    assert card.at.date() == date(2026, 11, 4)
    assert card_json(card)["at"] == "2026-11-05T07:30:00+00:00"
    assert loop.at.tzinfo is UTC


def test_yesterday_is_the_day_before_today_and_not_24_hours():
    now = datetime(2026, 11, 5, 0, 30, tzinfo=AUCKLAND)
    assert ago(now - timedelta(hours=24, minutes=20), now) == "yesterday"
    assert ago(now - timedelta(hours=25), now) == "2 days ago"


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        ("America/Los_Angeles", "2026-11-01T08:30:00"),  # 01:30, once
        ("America/Los_Angeles", "2026-11-01T09:30:00"),  # 01:30, once more
        ("Pacific/Auckland", "2026-09-26T13:59:00"),
        ("Pacific/Auckland", "2026-09-26T14:01:00"),
        ("Asia/Kathmandu", "2026-01-01T18:20:00"),
    ],
)
def test_the_machine_tells_its_zone_as_the_tables_have_it(monkeypatch, zone, at):
    before = os.environ["TZ"]
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
        here, expected = machine.local(moment), moment.astimezone(ZoneInfo(zone))
        assert here.replace(tzinfo=None) == expected.replace(tzinfo=None)
        assert (here.utcoffset(), here.tzname()) == (expected.utcoffset(), expected.tzname())
        assert here.astimezone(UTC) == moment
    finally:
        os.environ["TZ"] = before
        time.tzset()
