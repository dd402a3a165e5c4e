import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.event import Event
from hotseat.model.verdict import Verdict
from hotseat.practice.desk import Desk
from hotseat.practice.submission import NotSaved
from hotseat.sandbox import SandboxError
from hotseat.store.faults import StoreFull
from hotseat.store.sqlite import SqliteStore

SLUG = "row-means"


def test_a_submission_is_recorded_with_everything(desk: Desk) -> None:
    attempt = desk.submit(SLUG, "wrong", seconds=61.5, seed=3)
    assert desk.attempt(attempt.id) == attempt
    assert (attempt.unit, attempt.round, attempt.verdict, attempt.seconds) == (
        SLUG,
        "coding",
        Verdict.WRONG_ANSWER,
        61.5,
    )
    assert attempt.judgement.seed == 3
    assert [line.mistake for line in desk.history()] == ["sums"]


@pytest.mark.parametrize("source", ["right measured", "right raced", "right silent measured", "right silent"])
def test_what_was_measured_is_recorded_whenever_it_comes(desk: Desk, source: str) -> None:
    attempt = desk.submit(SLUG, source)
    assert desk.attempt(attempt.id) == attempt
    assert (attempt.efficiency is not None) == ("silent" not in source or "measured" in source)


def test_the_attempt_is_stored_before_the_verdict_is_told(desk: Desk) -> None:
    known: list[tuple[str, int]] = []
    desk.submit(
        SLUG, "right measured", on_event=lambda event: known.append((event.kind, len(desk.history())))
    )
    assert known == [("check", 0), ("verdict", 1), ("efficiency", 1)]


def test_a_listener_that_fails_loses_no_attempt(desk: Desk) -> None:
    def gone(event: Event) -> None:
        if event.kind == "verdict":
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        desk.submit(SLUG, "right", on_event=gone)
    assert len(desk.history()) == 1


def test_a_run_is_not_recorded(desk: Desk, judge: Any) -> None:
    assert desk.run(SLUG, "right", seed=5).verdict is Verdict.ACCEPTED
    assert judge.seen == [("right", 5, True)]
    assert desk.history() == []


def test_a_full_disk_gives_the_attempt_back_for_another_try(
    desk: Desk, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(entry: object) -> bool:
        raise StoreFull("The disk is full.", "/data", "Free some space, then try again.")

    told: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(store, "add", full)
        with pytest.raises(NotSaved) as caught:
            desk.submit(SLUG, "right measured", on_event=lambda event: told.append(event.kind))
    assert "was not saved" in caught.value.what
    assert caught.value.fix == "Free some space, then try again."
    assert told == ["check"]  # a verdict is only told once it is kept
    assert desk.history() == []
    assert caught.value.attempt.response == "right measured"
    desk.save_again(caught.value.attempt)
    assert desk.attempt(caught.value.attempt.id) == caught.value.attempt


@pytest.mark.parametrize("seconds", [-1.0, float("nan"), float("inf")])
def test_a_clock_that_went_backwards_is_no_time(desk: Desk, seconds: float) -> None:
    assert desk.submit(SLUG, "right", seconds=seconds).seconds is None


@pytest.mark.parametrize("source", ["", "  \n", "x = '\0'", "x" * 1_000_001, "x = '\ud800'"])
def test_what_is_no_program_is_refused_before_the_judge(desk: Desk, judge: Any, source: str) -> None:
    for use in (desk.submit, desk.run):
        with pytest.raises(WrongInput):
            use(SLUG, source)
    assert judge.seen == []


def test_states_follow_attempts(desk: Desk) -> None:
    def state() -> tuple[str, int]:
        line = desk.problems()[0]
        return line.state, line.attempts

    assert state() == ("new", 0)
    desk.submit(SLUG, "wrong")
    assert state() == ("tried", 1)
    desk.submit(SLUG, "right")
    desk.submit(SLUG, "wrong")
    assert state() == ("solved", 3)
    assert desk.problems()[0].last_at == desk.history()[0].at


def test_an_unknown_problem_is_answered_with_the_nearest_everywhere(desk: Desk) -> None:
    uses: list[Callable[[str], object]] = [desk.problem, desk.next_hint, desk.give_up, desk.prepare]
    uses += [lambda slug: desk.submit(slug, "x"), lambda slug: desk.save_draft(slug, "x")]
    for use in uses:
        with pytest.raises(WrongInput) as caught:
            use("row-mean")
        assert caught.value.fix == "Did you mean: row-means"


def test_an_unknown_attempt_is_an_error(desk: Desk) -> None:
    with pytest.raises(WrongInput):
        desk.attempt("nothing")


def test_hints_come_one_by_one_and_attempts_remember_them(desk: Desk) -> None:
    assert desk.submit(SLUG, "wrong").hints == 0
    hints = [desk.next_hint(SLUG) for _ in range(4)]
    assert [hint and re.findall("## (.*)", hint) for hint in hints] == [
        ["What is a mean?"],
        ["Which axis?"],
        ["The awkward row"],
        None,
    ]
    assert desk.hints_seen(SLUG) == 3
    assert desk.submit(SLUG, "wrong").hints == 3


def test_solutions_are_seen_after_solving_or_giving_up(desk: Desk) -> None:
    assert not desk.may_see_solutions(SLUG)
    desk.submit(SLUG, "wrong")
    assert not desk.may_see_solutions(SLUG)
    desk.give_up(SLUG)
    desk.give_up(SLUG)
    assert desk.may_see_solutions(SLUG)


def test_an_accepted_attempt_shows_the_solutions(desk: Desk, store: SqliteStore) -> None:
    desk.submit(SLUG, "right")
    assert desk.may_see_solutions(SLUG)
    desk.give_up(SLUG)
    assert not store.has_given_up("local", SLUG)  # nothing was given up


def test_a_draft_is_kept_per_problem(desk: Desk) -> None:
    desk.save_draft(SLUG, "half a program")
    assert desk.draft(SLUG) == "half a program"
    desk.save_draft(SLUG, "")
    assert desk.draft(SLUG) == ""
    desk.drop_draft(SLUG)
    assert desk.draft(SLUG) is None


def test_a_draft_that_is_too_large_is_refused(desk: Desk) -> None:
    with pytest.raises(HotseatError):
        desk.save_draft(SLUG, "x" * 2_000_000)


def test_problems_are_found_by_area_level_task_state_and_words(desk: Desk) -> None:
    assert (
        len(desk.find(area="math", level="warmup", task="implement", state="new", search="MEANS medians"))
        == 1
    )
    for wanted in (
        {"area": "math", "level": "core"},
        {"state": "solved"},
        {"search": "means kmeans"},
        {"task": "debug"},
    ):
        assert desk.find(**wanted) == []
    with pytest.raises(WrongInput) as caught:
        desk.find(area="maths")
    assert caught.value.fix == "Did you mean: math"


def test_the_judge_starts_late_and_is_closed(desk: Desk, judge: Any) -> None:
    desk.problems()
    desk.close()
    assert not judge.is_closed
    desk._judge = judge
    desk.close()
    assert judge.is_closed


def test_the_doctor_looks_at_everything(desk: Desk) -> None:
    report = desk.doctor()
    assert {each.name for each in report.inspections} >= {
        "hotseat",
        "numpy",
        "torch",
        "disk",
        "record",
        "bank",
        "sandbox",
    }
    assert report.is_sound


def test_the_doctor_reports_what_is_broken(desk: Desk, bank: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing() -> None:
        raise SandboxError("There is no sandbox.", "", "Use Linux.")

    (bank.root / "coding" / "worse").mkdir()
    (bank.root / "coding" / "worse" / "unit.toml").write_text("x")
    monkeypatch.setattr("hotseat.sandbox.doctor.examine", nothing)
    report = desk.doctor()
    states = {(each.name, each.state) for each in report.inspections}
    assert {("bank", "limited"), ("sandbox", "failed")} <= states
    assert not report.is_sound


def test_a_desk_opens_in_a_directory_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bank: Any
) -> None:
    home = tmp_path / "deep" / "home"
    monkeypatch.setenv("HOTSEAT_HOME", str(home))
    desk = Desk.open(bank=bank.root)
    assert (home / "hotseat.sqlite3").exists()
    assert home.stat().st_mode & 0o777 == 0o700
    desk.close()


def test_a_file_in_the_place_of_the_directory_is_left_alone(tmp_path: Path, bank: Any) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(HotseatError) as caught:
        Desk.open(tmp_path / "file", bank=bank.root)
    assert "HOTSEAT_HOME" in caught.value.fix
    assert (tmp_path / "file").read_text() == "mine"
