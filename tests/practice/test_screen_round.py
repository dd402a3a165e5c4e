"""Automated screens: one level is shown after another, and what passes is counted."""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))
import web_stage as stage

from hotseat.bank.shelf import load_bank
from hotseat.model.loop import RoundFormat
from hotseat.model.unit import stage_of
from hotseat.model.verdict import CheckResult, Judgement, Verdict
from hotseat.practice.desk import Desk
from hotseat.practice.scoring import scorecard
from hotseat.store.sqlite import SqliteStore

SCREEN = RoundFormat("screen", "Four levels", 90, "Hello.", most_units=1)
SLUGS = ("feature-store-in-levels", "experiment-tracker-in-levels")


class Screen:
    """A running screen of one problem."""

    def __init__(self, desk, slug):
        loops = (desk.loops.start_custom((SCREEN,), seed=seed).loop for seed in range(50))
        self.desk = desk
        self.id = next(loop.id for loop in loops if loop.rounds[0].units == (slug,))
        desk.loops.begin(self.id)
        self.unit = self.view().unit

    def view(self):
        return self.desk.loops.view(self.desk.loops.one(self.id))

    def titles_shown(self):
        """Numbers of the levels in the statement."""
        return [line[9] for line in self.view().statement.splitlines() if line.startswith("## Level ")]

    def passing(self, levels):
        """A response that passes so many levels: right up to there, with a known mistake in the next."""
        if levels == len(self.unit.stages):
            return self.unit.solutions[0].text
        checks = self.unit.mistake_checks
        return next(each.text for each in self.unit.mistakes if stage_of(checks[each.name]) == levels + 1)

    def hand_in(self, source, on_event=None):
        sitting, state, kind = self.desk.loops.open_coding(self.id)
        return kind.hand_in(self.desk.loops, sitting, state, source, on_event)

    def levels(self):
        """The round's scores by competency, at its end."""
        self.desk.loops.end(self.id)
        return {each.competency: each.level for each in scorecard(self.desk, self.id).rounds[0].scores}


@pytest.fixture
def desk(tmp_path):
    now = datetime(2026, 11, 1, 9, tzinfo=UTC)
    store = SqliteStore(tmp_path / "h.sqlite3")
    opened = Desk(tmp_path, store, load_bank(), judge=stage.TrustingJudge, now=lambda: now)
    yield opened
    opened.close()


@pytest.fixture(params=SLUGS)
def screen(desk, request):
    return Screen(desk, request.param)


def heard_from(screen, source):
    """The checks that the candidate hears of one by one, and the judgement at the end."""
    events = []
    screen.hand_in(source, events.append)
    checks = [each.value for each in events if isinstance(each.value, CheckResult)]
    (judgement,) = [each.value for each in events if isinstance(each.value, Judgement)]
    return checks, judgement, {each.kind for each in events}


def test_only_the_first_level_is_told_before_it_passes(screen):
    assert screen.titles_shown() == ["1"]
    assert screen.view().statement.startswith(screen.unit.prompt.split("\n")[0])
    screen.hand_in(screen.passing(0))
    assert screen.titles_shown() == ["1"]


def test_each_level_that_passes_opens_the_next_and_a_worse_hand_in_closes_none(screen):
    for levels, shown in ((1, "12"), (2, "123"), (0, "123"), (3, "1234"), (4, "1234")):
        screen.hand_in(screen.passing(levels))
        assert screen.titles_shown() == list(shown)


def test_nothing_is_heard_of_the_checks_of_levels_that_are_not_open(screen):
    checks, judgement, kinds = heard_from(screen, screen.passing(1))
    assert {stage_of(each.name) for each in checks} == {1}
    assert {stage_of(each.name) for each in judgement.checks} == {1}
    assert judgement.verdict is Verdict.ACCEPTED
    assert "mistake" not in kinds
    checks, judgement, kinds = heard_from(screen, screen.passing(1))
    assert {stage_of(each.name) for each in checks} == {1, 2}
    assert judgement.verdict is not Verdict.ACCEPTED
    assert "mistake" not in kinds


def test_a_run_of_the_shown_checks_keeps_to_the_open_levels(screen):
    events = []
    _, state, kind = screen.desk.loops.open_coding(screen.id)
    kind.run(screen.desk.loops, state, screen.passing(4), events.append)
    names = [each.value.name for each in events if isinstance(each.value, CheckResult)]
    assert names
    assert {stage_of(name) for name in names} == {1}


@pytest.mark.parametrize(("levels", "score"), [(0, 1), (1, 1), (2, 2), (3, 3), (4, 4)])
def test_progress_counts_the_levels_that_pass(desk, levels, score):
    screen = Screen(desk, SLUGS[0])
    screen.hand_in(screen.passing(levels))
    assert screen.levels() == {"progress": score, "care": 4 if levels else 1}


def test_a_hint_caps_progress_at_three(desk):
    screen = Screen(desk, SLUGS[1])
    desk.loops.act(screen.id, "hint", {})
    screen.hand_in(screen.passing(4))
    assert screen.levels()["progress"] == 3


@pytest.mark.parametrize(
    ("hand_ins", "care"), [((1, 2, 4), 4), ((2, 1, 4), 3), ((2, 0, 3, 1, 4), 2), ((3, 2), 2)]
)
def test_breaking_an_earlier_level_lowers_care(desk, hand_ins, care):
    screen = Screen(desk, SLUGS[0])
    for levels in hand_ins:
        screen.hand_in(screen.passing(levels))
    assert screen.levels() == {"progress": max(hand_ins), "care": care}


def test_a_later_mistake_that_breaks_level_one_passes_no_level(desk):
    screen = Screen(desk, SLUGS[0])
    right = screen.unit.reference.text
    broken = right.replace("return history.latest() if", "return (history.latest() or None) if")
    assert broken != right
    screen.hand_in(screen.passing(1))
    screen.hand_in(broken)
    assert screen.levels() == {"progress": 1, "care": 2}


def test_an_untouched_screen_stays_at_one(screen):
    screen.desk.loops.save_draft(screen.id, "0-source", screen.unit.starter)
    assert screen.levels() == {"progress": 1, "care": 1}


def test_code_that_was_being_written_counts_at_the_end(desk):
    screen = Screen(desk, SLUGS[0])
    desk.loops.save_draft(screen.id, "0-source", screen.passing(2))
    assert screen.levels() == {"progress": 2, "care": 4}


def test_the_starter_and_the_first_hint_name_nothing_of_later_levels(screen):
    first, *later = [
        set(re.findall(r"(?m)^- `(\w+)\(", each))
        for each in re.split(r"(?m)^## Level ", screen.unit.prompt)[1:]
    ]
    new = set().union(*later) - first
    assert new
    told = screen.view().unit.starter + screen.unit.hints[0]
    assert not [name for name in new if re.search(rf"\b{name}\(", told)]
