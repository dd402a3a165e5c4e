"""Plans until the interview."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotseat.learner.calendar import calendar_of
from hotseat.learner.plan import Availability, Mock, Shelf, StudyPlan, plan
from hotseat.learner.reviews import advanced
from hotseat.model.card import Card
from hotseat.model.errors import WrongInput
from hotseat.model.evidence import Item

TODAY = date(2026, 3, 2)  # a Monday
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TOPICS = ["a.one", "a.two", "b.one", "b.two"]
ASKED = {"a.one": "high", "a.two": "low", "b.one": "medium", "b.two": "high"}
DAYS = st.integers(0, 25)
FEW = settings(max_examples=40, deadline=None)


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    count = draw(st.integers(0, 14))
    return [
        Item(
            f"u{n}",
            draw(st.sampled_from(["concept", "drill", "coding"])),
            tuple(draw(st.lists(st.sampled_from(TOPICS), min_size=1, max_size=2, unique=True))),
            draw(st.sampled_from([-1.0, 0.0, 1.0])),
            draw(st.sampled_from([2.0, 5.0, 7.5, 30.0])),
        )
        for n in range(count)
    ]


@st.composite
def shelves(draw: st.DrawFn) -> Shelf:
    units = draw(items())
    cards: dict[tuple[str, str], Card] = {}
    for unit in units:
        if unit.round != "coding" and draw(st.booleans()):
            at = NOW - timedelta(days=draw(st.integers(1, 30)))
            cards[unit.round, unit.unit] = advanced(None, unit.unit, unit.round, "good", at)
    keys = st.tuples(st.sampled_from(["concept", "coding", "design"]), st.sampled_from(TOPICS))
    worth = draw(st.dictionaries(keys, st.floats(0, 0.01)))
    return Shelf(units, cards, worth, ASKED, {"concept": draw(st.floats(0, 100))})


@st.composite
def times(draw: st.DrawFn) -> Availability:
    return Availability(
        TODAY,
        TODAY + timedelta(days=draw(DAYS)),
        draw(st.sampled_from([0.0, 10.0, 30.0, 60.0, 125.0])),
        frozenset(TODAY + timedelta(days=n) for n in draw(st.sets(DAYS, max_size=8))),
        frozenset(draw(st.sets(st.integers(0, 6), max_size=3))),
        draw(st.sampled_from([0.0, 15.0])),
    )


mocks = st.one_of(
    st.none(), st.builds(Mock, st.just("usual"), st.just("Usual"), st.sampled_from([45.0, 120.0]))
)


def new_units(found: StudyPlan) -> list[str]:
    return [task.unit for day in found.days for task in day.tasks if task.kind == "new"]


@FEW
@given(times(), shelves(), mocks)
def test_no_day_is_planned_for_more_minutes_than_it_has(
    have: Availability, shelf: Shelf, mock: Mock | None
) -> None:
    for day in plan(have, shelf, mock).days:
        used = have.done_today if day.day == have.today and day.tasks else 0.0
        assert day.minutes + used <= have.minutes * (0.5 if day.is_last else 1.0) + 1e-9


@FEW
@given(times(), shelves(), mocks)
def test_days_off_and_the_interview_stay_free(have: Availability, shelf: Shelf, mock: Mock | None) -> None:
    for day in plan(have, shelf, mock).days:
        assert have.today <= day.day < have.interview
        assert day.day not in have.off
        assert day.day.weekday() not in have.weekdays_off


@FEW
@given(times(), shelves(), mocks)
def test_a_unit_comes_twice_only_as_a_review(have: Availability, shelf: Shelf, mock: Mock | None) -> None:
    found = plan(have, shelf, mock)
    fresh = new_units(found)
    assert len(fresh) == len(set(fresh))
    met = {unit for _, unit in shelf.cards}
    assert not met & set(fresh)
    for day in found.days:
        today = [task.unit for task in day.tasks if task.kind != "mock"]
        assert len(today) == len(set(today))
        for task in day.tasks:
            assert task.kind != "review" or task.unit in met
            met.add(task.unit)
    left = {item.unit for item in found.left_out}
    assert left | set(fresh) | {unit for _, unit in shelf.cards} == {item.unit for item in shelf.items}


@FEW
@given(times(), shelves(), mocks)
def test_the_same_state_gives_the_same_plan_whatever_the_order_of_units(
    have: Availability, shelf: Shelf, mock: Mock | None
) -> None:
    turned = Shelf(list(reversed(shelf.items)), shelf.cards, shelf.worth, shelf.asked, shelf.practised)
    assert plan(have, shelf, mock) == plan(have, turned, mock)


@FEW
@given(times(), shelves(), mocks, st.integers(0, 5))
def test_the_first_days_are_those_of_the_whole_plan(
    have: Availability, shelf: Shelf, mock: Mock | None, count: int
) -> None:
    assert plan(have, shelf, mock, first_days=count).days == plan(have, shelf, mock).days[:count]


@FEW
@given(times(), st.integers(1, 8), st.sampled_from([3.0, 6.0]), st.booleans(), st.integers(0, 3))
def test_what_is_asked_more_is_never_learned_later(
    have: Availability, count: int, minutes: float, has_worth: bool, others: int
) -> None:
    units = [
        Item(f"{topic}{n}", "concept", (topic,), 0.0, minutes) for topic in TOPICS[:2] for n in range(count)
    ]
    units += [Item(f"other{n}", "coding", ("b.one",), 0.0, 30.0) for n in range(others)]
    worth = {("concept", "a.one"): 0.003, ("concept", "a.two"): 0.001} if has_worth else {}
    order = new_units(plan(have, Shelf(units, {}, worth, ASKED)))
    for n in range(count):
        if f"a.two{n}" in order:
            assert order.index(f"a.one{n}") < order.index(f"a.two{n}")


@FEW
@given(times(), shelves())
def test_the_last_day_brings_nothing_new(have: Availability, shelf: Shelf) -> None:
    days = plan(have, shelf, Mock("usual", "Usual", 45.0)).days
    if len(days) > 1:
        assert all(task.kind == "review" for task in days[-1].tasks)


def test_mock_loops_are_a_week_apart_and_not_on_the_last_days() -> None:
    have = Availability(TODAY, TODAY + timedelta(days=30), 60.0)
    days = [
        day.day
        for day in plan(have, Shelf([], {}, {}, {}), Mock("usual", "Usual", 60.0)).days
        if any(task.kind == "mock" for task in day.tasks)
    ]
    assert len(days) == 4
    assert all((later - sooner).days >= 7 for sooner, later in pairwise(days))
    assert max(days) <= have.interview - timedelta(days=3)


def test_a_mock_loop_stays_on_its_day_when_the_day_comes() -> None:
    interview = TODAY + timedelta(days=12)
    mock = Mock("usual", "Usual", 60.0, most=1)
    first = plan(Availability(TODAY, interview, 60.0), Shelf([], {}, {}, {}), mock).days
    on = next(day.day for day in first if day.tasks)
    again = plan(Availability(on, interview, 60.0), Shelf([], {}, {}, {}), mock).days
    assert again[0].tasks[0].kind == "mock"
    done = Mock("usual", "Usual", 60.0, last=on)
    assert not [
        day for day in plan(Availability(on, interview, 60.0), Shelf([], {}, {}, {}), done).days if day.tasks
    ]


def test_a_mock_loop_that_never_fits_is_said_to_be_left_out() -> None:
    have = Availability(TODAY, TODAY + timedelta(days=30), 45.0)
    assert plan(have, Shelf([], {}, {}, {}), Mock("usual", "Usual", 60.0)).is_mock_left_out
    assert not plan(have, Shelf([], {}, {}, {}), Mock("usual", "Usual", 45.0)).is_mock_left_out


def test_missed_days_move_what_was_planned_to_the_days_that_are_left() -> None:
    units = [Item(f"u{n}", "concept", ("a.one",), 0.0, 5.0) for n in range(12)]
    interview = TODAY + timedelta(days=10)
    whole = plan(Availability(TODAY, interview, 20.0), Shelf(units, {}, {}, ASKED))
    late = plan(Availability(TODAY + timedelta(days=4), interview, 20.0), Shelf(units, {}, {}, ASKED))
    assert new_units(late)[:4] == new_units(whole)[:4]
    assert late.days[0].day == TODAY + timedelta(days=4)


def test_problems_are_planned_beside_questions_when_plans_are_made_every_day() -> None:
    units = [Item(f"q{n}", "concept", ("a.one",), 0.0, 4.0) for n in range(90)]
    units += [Item(f"p{n}", "coding", ("a.two",), 0.0, 30.0) for n in range(20)]
    worth = {("concept", "a.one"): 0.01, ("coding", "a.two"): 0.01}
    spent, met = {"concept": 0.0, "coding": 0.0}, set()
    for n in range(6):
        have = Availability(TODAY + timedelta(days=n), TODAY + timedelta(days=40), 60.0)
        left = [unit for unit in units if unit.unit not in met]
        for task in plan(have, Shelf(left, {}, worth, ASKED, spent), first_days=1).days[0].tasks:
            spent[task.round] += task.minutes
            met.add(task.unit)
    assert spent["coding"] == pytest.approx(spent["concept"], rel=0.25)


def test_an_interview_in_three_years_is_refused() -> None:
    with pytest.raises(WrongInput, match="too far away"):
        plan(Availability(TODAY, TODAY + timedelta(days=1100), 60.0), Shelf([], {}, {}, {}))


def planned(title: str) -> StudyPlan:
    units = [Item(f"u{n}", "concept", ("a.one",), 0.0, 10.0, title) for n in range(9)]
    return plan(Availability(TODAY, TODAY + timedelta(days=4), 30.0), Shelf(units, {}, {}, ASKED))


# Without "\N", which the library writes as the line end that it escapes.
TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=120).filter(
    lambda title: r"\N" not in title
)


@FEW
@given(TITLES)
def test_a_calendar_carries_any_title_in_lines_of_at_most_75_octets(title: str) -> None:
    data = calendar_of(planned(title), TODAY + timedelta(days=4), NOW)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert f"New: {title} (concept, 10 min)" in str(events[0]["description"]).split("\n")


def test_a_new_plan_replaces_the_days_of_the_old_one_in_a_calendar() -> None:
    interview = TODAY + timedelta(days=4)
    old, new = (
        {str(event["uid"]): event["sequence"] for event in icalendar.Calendar.from_ical(data).walk("VEVENT")}
        for data in (
            calendar_of(planned("One"), interview, NOW),
            calendar_of(planned("Two"), interview, NOW + timedelta(hours=1)),
        )
    )
    assert old.keys() == new.keys()
    assert all(new[uid] > old[uid] for uid in old)


def test_a_calendar_with_a_start_lasts_as_long_as_the_tasks() -> None:
    found = planned("One")
    data = calendar_of(
        found, TODAY + timedelta(days=4), NOW, time(19, 30), lambda task: f"http://127.0.0.1/{task.unit}"
    )
    event = icalendar.Calendar.from_ical(data).walk("VEVENT")[0]
    assert event["dtstart"].dt == datetime.combine(TODAY, time(19, 30))
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=found.days[0].minutes)
    assert "http://127.0.0.1/u0" in event["description"]
