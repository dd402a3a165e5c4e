"""Every command, run in this process."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Hotseat = Callable[..., Any]


@pytest.fixture
def answer(place: Path) -> Callable[[str], Path]:
    def write(verdict: str) -> Path:
        path = place / "row-means.py"
        path.write_text(f"# {verdict}\n")
        return path

    return write


def test_list_shows_areas_problems_and_what_to_type_next(hotseat: Hotseat) -> None:
    said = hotseat("list")
    assert said.code == 0
    assert "Mathematics math" in said.out
    assert "row-means" in said.out
    assert "Next: hotseat open row-means" in said.err
    assert all(len(line) <= 80 for line in (said.out + said.err).splitlines())


@pytest.mark.parametrize("columns", ["40", "60", "120"])
def test_what_is_typed_next_is_never_cut(
    hotseat: Hotseat, place: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    long = "a-name-that-is-quite-long-and-longer-than-the-others"
    shutil.copytree(place.parent / "bank" / "coding" / "row-means", place.parent / "bank" / "coding" / long)
    monkeypatch.setenv("COLUMNS", columns)
    assert long in hotseat("list").out


def test_a_list_of_nothing_says_so(hotseat: Hotseat) -> None:
    assert "No problem fits." in hotseat("list", "--search", "zzz").err


def test_an_area_may_be_typed_in_capitals(hotseat: Hotseat) -> None:
    assert "row-means" in hotseat("list", "--area", "MATH").out


def test_list_as_json_is_json_alone(hotseat: Hotseat) -> None:
    (problem,) = hotseat("list", "--json").json()
    assert problem["slug"] == "row-means"
    assert (problem["state"], problem["attempts"], problem["last_at"]) == ("new", 0, None)
    assert hotseat("list", "--json", "--state", "solved").json() == []


@pytest.mark.parametrize(
    "option", [("--area", "mth"), ("--level", "easy"), ("--task", "x"), ("--state", "done")]
)
def test_list_refuses_what_cannot_be_wanted(hotseat: Hotseat, option: tuple[str, str]) -> None:
    said = hotseat("list", *option)
    assert said.code == 2
    assert said.out == ""


def test_list_says_which_units_cannot_be_read(hotseat: Hotseat, place: Path) -> None:
    (place.parent / "bank" / "coding" / "worse").mkdir()
    (place.parent / "bank" / "coding" / "worse" / "unit.toml").write_text("x")
    said = hotseat("list")
    assert "row-means" in said.out
    assert "hotseat check worse" in said.err


def test_open_writes_a_file_once(hotseat: Hotseat, place: Path) -> None:
    said = hotseat("open", "row-means")
    assert (said.code, said.out) == (0, "row-means.py\n")
    (place / "row-means.py").write_text("mine")
    assert hotseat("open", "row-means").code == 2
    assert (place / "row-means.py").read_text() == "mine"
    assert hotseat("open", "row-means", "--force").code == 0
    assert "the mean of each row" in (place / "row-means.py").read_text()


def test_open_writes_into_a_folder(hotseat: Hotseat, place: Path) -> None:
    (place / "here").mkdir()
    assert hotseat("open", "row-means", "--dir", "here").out == "here/row-means.py\n"
    assert (place / "here" / "row-means.py").exists()
    assert hotseat("open", "row-means", "--dir", "there").code == 2


CODES = [
    ("accepted", 0),
    ("wrong-answer", 1),
    ("error", 1),
    ("timeout", 1),
    ("memory-limit", 1),
    ("forbidden", 1),
    ("judge-error", 3),
]


@pytest.mark.parametrize(("verdict", "code"), CODES)
@pytest.mark.parametrize("command", ["run", "submit"])
def test_the_verdict_is_the_first_word_and_the_exit_code(
    hotseat: Hotseat, answer: Any, command: str, verdict: str, code: int
) -> None:
    answer(verdict)
    said = hotseat(command, "row-means")
    word = (
        "passed" if (command, verdict) == ("run", "accepted") else verdict
    )  # only what was submitted is accepted
    assert (said.code, said.out.split()[0]) == (code, word)
    assert "Next: hotseat" in said.err
    assert all(len(line) <= 80 for line in (said.out + said.err).splitlines())
    as_json = hotseat(command, "row-means", "--json")
    assert (as_json.code, as_json.json()["verdict"], as_json.err) == (code, verdict, "")


def test_a_failing_check_shows_the_counterexample_under_the_named_mistake(
    hotseat: Hotseat, answer: Any
) -> None:
    answer("wrong-answer")
    out = hotseat("submit", "row-means", "--seed", "5").out
    places = [
        out.index(part)
        for part in (
            "wrong-answer  row-means",
            "seed 5",
            "exactly like a known mistake: divides less.",
            "Divided by one less.",
            "shapes are kept",
            "the means are right",
            "A mean is off: divide.",
            "row_means(values)",
            "[[1., 2.]]",
            "3.0",
            "1.5",
            "largest difference 1.5 at [0]",
        )
    ]
    assert places == sorted(places)


def test_what_a_program_prints_cannot_command_the_terminal(hotseat: Hotseat, answer: Any) -> None:
    answer("accepted")
    out = hotseat("submit", "row-means").out
    assert "\x1b" not in out
    assert r"debug \x1b[31mred" in out


def test_submit_as_json_has_what_programs_need(hotseat: Hotseat, answer: Any) -> None:
    answer("wrong-answer")
    said = hotseat("submit", "row-means", "--json").json()
    assert list(said)[:7] == ["unit", "verdict", "checks", "mistake", "efficiency", "seed", "wall_seconds"]
    assert said["mistake"] == {"name": "divides_less", "explanation": "Divided by one less."}
    assert {"name", "outcome", "message", "counterexample", "cpu_seconds"} <= set(said["checks"][1])
    assert said["checks"][1]["counterexample"]["index"] == "[0]"
    assert said["efficiency"] is None
    answer("accepted")
    said = hotseat("submit", "row-means", "--json").json()
    assert said["mistake"] is None
    assert said["efficiency"]["ratio"] == 1.3


def test_submit_records_and_run_does_not(hotseat: Hotseat, answer: Any) -> None:
    answer("wrong-answer")
    hotseat("run", "row-means")
    assert hotseat("history", "--json").json() == []
    hotseat("submit", "row-means")
    answer("accepted")
    said = hotseat("submit", "row-means")
    assert "1.3 times the reference's" in said.out
    lines = hotseat("history", "--json").json()
    assert [line["verdict"] for line in lines] == ["accepted", "wrong-answer"]
    assert hotseat("list", "--json").json()[0]["state"] == "solved"


def test_the_file_may_be_named(hotseat: Hotseat, answer: Any, place: Path) -> None:
    answer("accepted").rename(place / "mine.py")
    said = hotseat("run", "row-means", "mine.py")
    assert said.code == 0
    assert "hotseat submit row-means mine.py" in said.err
    missing = hotseat("run", "row-means")
    assert missing.code == 2
    assert "hotseat open row-means" in missing.err


BAD = {
    "directory": None,
    "nul": b"x = '\0'",
    "latin-1": b"x = '\xe4'",
    "empty": b"",
    "large": b"#" * 2_000_000,
}


@pytest.mark.parametrize("content", BAD.values(), ids=list(BAD))
@pytest.mark.parametrize("command", ["run", "submit", "watch"])
def test_a_bad_file_is_wrong_usage(
    hotseat: Hotseat, place: Path, command: str, content: bytes | None
) -> None:
    path = place / "x.py"
    path.mkdir() if content is None else path.write_bytes(content)
    said = hotseat(command, "row-means", "x.py")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("x.py  ")
    assert len(said.err.splitlines()) == 2


COMMANDS = ["open", "run", "submit", "watch", "hint", "show", "history"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_mistyped_problem_is_answered_with_the_nearest(hotseat: Hotseat, command: str) -> None:
    said = hotseat(command, "row-maens")
    assert said.code == 2
    assert said.err == "There is no problem 'row-maens'.\n  Did you mean: row-means\n"


@pytest.mark.parametrize(("typed", "meant"), [("sumbit", "submit"), ("histroy", "history"), ("opne", "open")])
def test_a_mistyped_command_is_answered_with_the_nearest(hotseat: Hotseat, typed: str, meant: str) -> None:
    said = hotseat(typed)
    assert (said.code, said.out) == (2, "")
    assert f"Did you mean: {meant}" in said.err


def test_a_mistyped_option_is_answered_with_the_nearest(hotseat: Hotseat) -> None:
    said = hotseat("list", "--levle", "core")
    assert said.code == 2
    assert "--level" in said.err
    assert hotseat("open").code == 2


def test_hints_are_revealed_one_by_one(hotseat: Hotseat) -> None:
    assert hotseat("hint", "row-means", "--seen").out == "No hint was seen.\n"
    first = hotseat("hint", "row-means")
    assert "What is a mean?" in first.out
    assert "1 of 3 hints seen." in first.err
    assert "Which axis?" in hotseat("hint", "row-means").out
    assert "awkward" in hotseat("hint", "row-means").out
    assert hotseat("hint", "row-means").out == "There is no other hint.\n"
    assert "What is a mean?" in hotseat("hint", "row-means", "--seen").out


def test_solutions_need_an_accepted_attempt_or_giving_up(hotseat: Hotseat, answer: Any) -> None:
    assert "the mean of each row" in hotseat("show", "row-means").out
    refused = hotseat("show", "row-means", "--solution")
    assert (refused.code, refused.out) == (1, "")
    assert "--give-up" in refused.err
    assert "def row_means" in hotseat("show", "row-means", "--give-up").out
    shown = hotseat("show", "row-means", "--solution")
    assert shown.code == 0
    assert all(
        part in shown.out for part in ("A loop over lists.", "empty row", "Weighted?", "arithmetic mean")
    )


def test_an_accepted_attempt_shows_the_solutions(hotseat: Hotseat, answer: Any) -> None:
    answer("accepted")
    hotseat("submit", "row-means")
    assert hotseat("show", "row-means", "--solution").code == 0


def test_history_lists_what_was_tried(hotseat: Hotseat, answer: Any) -> None:
    assert hotseat("history").out == "No attempt yet.\n"
    assert hotseat("history", "row-means").out == "No attempt at row-means yet.\n"
    answer("wrong-answer")
    for _ in range(3):
        hotseat("submit", "row-means")
    said = hotseat("history", "--limit", "2")
    assert len(said.out.splitlines()) == 2
    assert "divides less" in said.out
    assert hotseat("history", "--limit", "0").code == 2


def test_the_record_goes_out_and_comes_back(
    hotseat: Hotseat, answer: Any, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer("accepted")
    hotseat("submit", "row-means")
    assert hotseat("export", "mine.jsonl").code == 0
    assert hotseat("export").out == (place / "mine.jsonl").read_text()
    assert hotseat("export", "mine.jsonl").code == 2
    assert hotseat("export", "mine.jsonl", "--force").code == 0
    assert hotseat("export", "missing/mine.jsonl").code == 2
    monkeypatch.setenv("HOTSEAT_HOME", str(place / "new-home"))
    assert hotseat("import", "mine.jsonl").out == "1 added, 0 already there.\n"
    assert hotseat("import", "mine.jsonl").out == "0 added, 1 already there.\n"
    assert [each.name for each in place.glob(".*")] == []


def test_a_bad_import_names_its_lines_and_adds_nothing(hotseat: Hotseat, place: Path) -> None:
    (place / "bad.jsonl").write_text(
        '{"kind": "hint", "unit": "row-means", "number": 1, "at": "2026-01-01T00:00:00Z"}\n{}\n'
    )
    said = hotseat("import", "bad.jsonl")
    assert (said.code, said.out) == (1, "")
    assert "bad.jsonl:2  " in said.err
    assert "0 of 3" in hotseat("hint", "row-means", "--seen").err
    assert hotseat("import", "missing.jsonl").code == 2
    assert hotseat("import", ".").code == 2


def test_doctor_says_what_works(hotseat: Hotseat) -> None:
    said = hotseat("doctor")
    assert said.code == 0
    assert "sandbox" in said.out
    assert {each["name"] for each in hotseat("doctor", "--json").json()["inspections"]} >= {
        "record",
        "bank",
        "sandbox",
    }


@pytest.mark.parametrize("is_file", [True, False])
def test_doctor_tells_of_a_record_that_cannot_be_opened(
    hotseat: Hotseat, place: Path, monkeypatch: pytest.MonkeyPatch, is_file: bool
) -> None:
    home = place / "broken"
    if not is_file:
        home.mkdir()
    (home if is_file else home / "hotseat.sqlite3").write_text("garbage" * 99)
    monkeypatch.setenv("HOTSEAT_HOME", str(home))
    said = hotseat("doctor", "--json")
    found = {each["name"]: each["state"] for each in said.json()["inspections"]}
    assert (said.code, said.json()["is_sound"], found["record"]) == (1, False, "failed")
    assert found["sandbox"] in ("ok", "limited") and str(home) in hotseat("doctor").out


def test_new_refuses_a_folder_that_is_no_bank(hotseat: Hotseat, place: Path) -> None:
    said = hotseat("new", "coding", "new-idea", "--dir", str(place))
    assert said.code == 2
    assert "This is no bank." in said.err


def test_new_writes_a_template_that_check_reads(hotseat: Hotseat, place: Path) -> None:
    said = hotseat("new", "coding", "new-idea")
    path = place.parent / "bank" / "coding" / "new-idea"
    assert (said.code, said.out) == (0, f"{path}\n")
    assert (path / "checks.py").exists()
    assert hotseat("new", "coding", "new-idea").code == 2
    assert hotseat("new", "coding", "New Idea").code == 2
    assert hotseat("new", "design", "x").code == 2
    checked = hotseat("check", str(path), "--json")
    assert checked.code == 1
    assert any(finding["file"].endswith("unit.toml") and finding["line"] == 9 for finding in checked.json())


def test_a_broken_home_is_a_failure_of_hotseat_with_its_three_lines(
    hotseat: Hotseat, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "file").write_text("mine")
    monkeypatch.setenv("HOTSEAT_HOME", str(place / "file"))
    said = hotseat("list")
    assert said.code == 3
    assert said.err.splitlines()[1].strip().startswith("Move that file")


def test_a_damaged_record_is_named_and_left_alone(hotseat: Hotseat, place: Path) -> None:
    home = place.parent / "home"
    home.mkdir()
    (home / "hotseat.sqlite3").write_bytes(b"nonsense" * 1000)
    said = hotseat("history")
    assert said.code == 3
    assert "hotseat.sqlite3" in said.err
    assert "export" in said.err
    assert (home / "hotseat.sqlite3").read_bytes() == b"nonsense" * 1000


def test_an_attempt_that_cannot_be_saved_is_still_shown(
    hotseat: Hotseat, answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hotseat.store.faults import StoreFull

    def full(*_: object) -> bool:
        raise StoreFull("The disk is full.", "/data", "Free some space, then try again.")

    monkeypatch.setattr("hotseat.store.sqlite.SqliteStore.add", full)
    answer("accepted")
    said = hotseat("submit", "row-means")
    assert said.code == 3
    assert said.out.startswith("accepted  row-means")
    assert "was not saved" in said.err
    assert "Free some space" in said.err


def test_an_unforeseen_failure_is_three_lines_without_a_traceback(
    hotseat: Hotseat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("hotseat.practice.desk.Desk.problems", fail)
    said = hotseat("list")
    assert said.code == 3
    assert "Traceback" not in said.err
    assert "ZeroDivisionError: oops" in said.err
    monkeypatch.setenv("HOTSEAT_DEBUG", "1")
    assert "Traceback" in hotseat("list").err


def test_every_command_explains_itself(hotseat: Hotseat) -> None:
    from hotseat.cli.main import COMMANDS

    listed = hotseat("--help").out
    for name in COMMANDS:
        said = hotseat(name, "--help")
        assert said.code == 0
        assert said.out.startswith(f"Usage: hotseat {name}")
        assert name in listed


def test_json_is_strict_json(hotseat: Hotseat, answer: Any) -> None:
    answer("wrong-answer")
    text = hotseat("submit", "row-means", "--json").out
    json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))


def test_what_is_readable_of_a_damaged_record_is_saved(hotseat: Hotseat, answer: Any, place: Path) -> None:
    import sqlite3

    answer("wrong-answer")
    for _ in range(3):
        hotseat("submit", "row-means")
    raw = sqlite3.connect(place.parent / "home" / "hotseat.sqlite3")
    raw.execute("DROP TRIGGER attempts_keep_their_values")
    raw.execute("UPDATE attempts SET judgement = '{' WHERE number = 2")
    raw.commit()
    raw.close()
    said = hotseat("export", "saved.jsonl")
    assert said.code == 3
    assert "saved.jsonl  2 lines were written; not readable: attempt 2." in said.err
    assert len((place / "saved.jsonl").read_text().splitlines()) == 2
