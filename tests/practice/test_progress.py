"""How the learner stands: evidence from the record, the outlook, the plan, and loops that aim at what is weak."""

import random
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))
import web_stage as stage

from hotseat.learner.credit import weight_of
from hotseat.model.assessment import Mark
from hotseat.model.errors import WrongInput
from hotseat.practice.drawing import Known, draw
from hotseat.practice.outlook import Outlook
from hotseat.practice.own_marks import OwnMarks
from hotseat.practice.rounds import KINDS
from hotseat.practice.standing import items_of
from hotseat.practice.wishes import Wishes

WRONG, RIGHT = stage.known("mistakes", "overflow"), stage.known("solutions", "vectorised")
QUESTION = "forest-against-boosting"


class Clock:
    def __init__(self):
        self.now = datetime(2026, 11, 2, 9, tzinfo=UTC)  # a Monday

    def __call__(self):
        return self.now

    def pass_(self, **gap):
        self.now += timedelta(**gap)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    desk = stage.open_desk(tmp_path / "home", judge=stage.TrustingJudge(), now=clock)
    yield desk
    desk.close()


def evidence(desk):
    return desk.progress.evidence(items_of(desk.bank))


def hand_in(desk, clock, *sources, gap=5):
    for source in sources:
        clock.pass_(minutes=gap)
        desk.submit(stage.SLUG, source, seconds=60.0)


def study(desk, clock, tasks):
    """Do tasks of a plan, well or badly by turns."""
    for number, task in enumerate(tasks):
        clock.pass_(minutes=task.minutes)
        if task.round == "concept" and desk.bank.question(task.unit).rubric:
            text = desk.bank.question(task.unit).answer if number % 2 else "I don't know"
            desk.questions.answer(task.unit, text, seconds=60 * task.minutes)
        elif task.round == "drill":
            desk.drills.answer(task.unit, 1, "", seconds=60 * task.minutes, is_shown=True)


def test_tries_up_to_the_accepted_one_are_one_answer_and_cost_credit(desk, clock):
    hand_in(desk, clock, WRONG, WRONG, RIGHT, RIGHT)
    found = evidence(desk)
    assert [(each.round, each.unit, each.credit) for each in found] == [("coding", stage.SLUG, 0.76)]
    clock.pass_(days=2)
    hand_in(desk, clock, RIGHT)
    assert [each.credit for each in evidence(desk)] == [0.76, 1.0]


def test_a_problem_that_is_not_solved_is_worth_its_checks(desk, clock):
    hand_in(desk, clock, WRONG)
    (found,) = evidence(desk)
    checks = desk.attempt(found.id).judgement.checks
    assert found.credit == pytest.approx(0.5 * sum(c.outcome == "passed" for c in checks) / len(checks))
    assert 0 < found.credit == found.possible < 0.5


def test_ones_own_ticks_take_the_place_of_the_answer_and_count_less(desk, clock):
    clock.pass_(minutes=1)
    graded = desk.questions.answer(QUESTION, desk.bank.question(QUESTION).examples[-1].text)
    (before,) = evidence(desk)
    assert (before.id, before.weight) == (graded.answer.id, weight_of("concept"))
    clock.pass_(minutes=1)
    point = next(each.point for each in graded.assessment.marks if each.mark is not Mark.COVERED)
    again = desk.questions.mark(graded.answer.id, OwnMarks({point: Mark.COVERED}))
    (after,) = evidence(desk)
    assert (after.id, after.weight) == (again.answer.id, weight_of("concept", is_self_graded=True))


def test_the_outlook_is_kept_until_something_is_recorded_wished_or_a_day_begins(desk, clock):
    first = desk.progress.outlook()
    clock.pass_(hours=3)
    assert desk.progress.is_ready
    assert desk.progress.outlook() is first
    hand_in(desk, clock, RIGHT)
    assert not desk.progress.is_ready
    second = desk.progress.outlook()
    assert second is not first
    desk.progress.notebook.keep(Wishes(minutes=30))
    third = desk.progress.outlook()
    assert third is not second
    clock.pass_(days=1)
    assert desk.progress.outlook() is not third


def test_solving_problems_raises_the_chance_and_failing_lowers_it(desk, clock):
    chances = [desk.progress.outlook().forecast.chance]
    hand_in(desk, clock, RIGHT)
    chances.append(desk.progress.outlook().forecast.chance)
    assert chances[1] > chances[0]
    for slug in list(desk.bank.question_slugs())[:6]:
        if desk.bank.question(slug).rubric:
            clock.pass_(minutes=3)
            desk.questions.answer(slug, "I don't know", seconds=100)
    chances.append(desk.progress.outlook().forecast.chance)
    assert chances[2] < chances[1]


def test_every_format_of_the_bank_is_forecast_round_by_round(desk):
    for each in desk.progress.notebook.formats():
        desk.progress.notebook.keep(Wishes(role=each.slug))
        outlook = desk.progress.outlook()
        assert outlook.forecast.name == each.title
        assert [found.title for found, _ in outlook.titled()] == [round_.title for round_ in each.rounds]
        for forecast in (outlook.forecast, *outlook.forecast.rounds):
            assert 0 <= forecast.low <= forecast.chance <= forecast.high <= 1


def test_a_missed_day_is_planned_again_and_nothing_is_lost(desk, clock):
    notebook = desk.progress.notebook
    notebook.keep(Wishes(interview=date(2026, 12, 4), minutes=30, weekdays_off=frozenset({6})))
    plan = desk.progress.outlook().plan
    missed = plan.days[0]
    assert missed.day == date(2026, 11, 2)
    clock.pass_(days=2)
    after = desk.progress.outlook()
    assert after.today == after.plan.days[0]
    assert after.today.day == date(2026, 11, 4)
    assert {task.unit for task in missed.tasks} <= {t.unit for day in after.plan.days for t in day.tasks}
    assert not any(day.day.weekday() == 6 for day in after.plan.days)
    study(desk, clock, after.today.tasks)
    left = desk.progress.outlook()
    assert left.done_today > 0
    assert left.today.minutes + left.done_today <= 30 + 30


def test_what_was_done_today_is_no_longer_in_todays_plan(desk, clock):
    desk.progress.notebook.keep(Wishes(interview=date(2026, 12, 4), minutes=40))
    before = desk.progress.outlook().today
    first = next(t for t in before.tasks if t.round == "concept" and desk.bank.question(t.unit).rubric)
    study(desk, clock, [first])
    after = desk.progress.outlook()
    assert first.unit not in {task.unit for task in after.today.tasks}
    assert after.done_today == pytest.approx(first.minutes)
    assert after.today.minutes <= 40 - first.minutes


def test_weeks_count_the_answers_and_carry_the_chance_of_their_end(desk, clock):
    hand_in(desk, clock, RIGHT)
    clock.pass_(days=15)
    desk.questions.answer(QUESTION, desk.bank.question(QUESTION).answer, seconds=100)
    weeks = desk.progress.outlook().weeks
    assert [(each.start.isoformat(), each.total) for each in weeks] == [
        ("2026-11-02", 1), ("2026-11-09", 0), ("2026-11-16", 1),
    ]  # fmt: skip
    assert all(0 < each.then.chance < 1 for each in weeks)


def test_the_mock_loop_is_one_for_which_a_day_has_time(desk):
    notebook = desk.progress.notebook
    day = date(2026, 12, 4)
    notebook.keep(Wishes(interview=day, role="generalist-onsite", minutes=60))
    mocks = {t.unit for each in desk.progress.outlook().plan.days for t in each.tasks if t.kind == "mock"}
    assert mocks == {"phone-screen"}
    notebook.keep(Wishes(interview=day, role="generalist-onsite", minutes=20))
    assert desk.progress.outlook().plan.is_mock_left_out
    notebook.keep(Wishes(interview=day, role="generalist-onsite", minutes=300))
    mocks = {t.unit for each in desk.progress.outlook().plan.days for t in each.tasks if t.kind == "mock"}
    assert mocks == {"generalist-onsite"}


@pytest.mark.parametrize(
    "wishes",
    [
        Wishes(role="generalist"),
        Wishes(minutes=2),
        Wishes(weekdays_off=frozenset(range(7))),
        Wishes(interview=date(2026, 11, 1)),
    ],
)
def test_wishes_that_cannot_be_kept_are_refused_and_change_nothing(desk, wishes):
    notebook = desk.progress.notebook
    notebook.keep(Wishes(interview=date(2026, 12, 4), role="new-graduate", minutes=30))
    before = notebook.read()
    with pytest.raises(WrongInput):
        notebook.keep(wishes)
    assert notebook.read() == before


def test_wishes_come_back_as_they_were_kept(desk, clock):
    kept = Wishes(
        date(2026, 12, 4),
        "new-graduate",
        30,
        frozenset({5, 6}),
        frozenset({date(2026, 11, 11)}),
        is_asked=True,
    )
    desk.progress.notebook.keep(kept)
    assert desk.progress.notebook.read() == kept
    clock.pass_(days=60)
    assert desk.progress.notebook.read().interview is None


def answered(home, clock, weak, strong):
    """A desk on which questions of one area were answered badly and those of another well."""
    desk = stage.open_desk(home, judge=stage.TrustingJudge(), now=clock)
    for unit in (each for each in desk.bank.questions() if each.rubric):
        if unit.topics[0].startswith((f"{weak}.", f"{strong}.")):
            clock.pass_(minutes=3)
            text = unit.answer if unit.topics[0].startswith(strong) else "I don't know"
            desk.questions.answer(unit.slug, text, seconds=100)
    return desk


def test_loops_ask_more_of_what_is_weak(tmp_path, clock):
    counts = []
    for weak, strong in (("dl", "prob"), ("prob", "dl")):
        desk = answered(tmp_path / weak, clock, weak, strong)
        wanted = desk.bank.loops().format("new-graduate").rounds[0]
        pool, syllabus = KINDS[wanted.kind].pool(desk.bank), desk.syllabus()
        known = Known(desk.loops.seen(), desk.progress.mastery())
        drawn = [draw(wanted, pool, known, syllabus, random.Random(seed)) for seed in range(150)]
        assert desk.loops.start("new-graduate", seed=3).rounds[0].drawn.units == drawn[3]
        counts.append(sum(desk.problem(slug).area == "dl" for units in drawn for slug in units))
        desk.close()
    assert counts[0] > counts[1] * 1.1, counts


def test_a_bank_without_formats_and_with_a_small_syllabus_has_an_outlook(tmp_path, clock):
    (tmp_path / "bank" / "coding").mkdir(parents=True)
    syllabus = Path(__file__).parents[1] / "units" / "syllabus.yaml"
    (tmp_path / "bank" / "syllabus.yaml").write_text(syllabus.read_text())
    desk = stage.open_desk(tmp_path / "home", bank=tmp_path / "bank", now=clock)
    outlook = desk.progress.outlook()
    assert isinstance(outlook, Outlook)
    assert (outlook.today, outlook.weeks, outlook.weakest) == (None, (), ())
    desk.close()
