"""`hotseat plan`, `hotseat readiness` and `hotseat diagnostic`."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

Use = Callable[..., Any]
DAY = (datetime.now(UTC).date() + timedelta(days=20)).isoformat()


def test_a_plan_reaches_the_interview_and_leaves_out_days_off(learning: Use) -> None:
    off = (datetime.now(UTC).date() + timedelta(days=2)).isoformat()
    found = json.loads(
        learning("plan", "--interview", DAY, "--minutes", "20", "--off", f"sun,{off}", "--json").out
    )
    days = [each["day"] for each in found["days"]]
    assert (found["interview"], found["minutes"]) == (DAY, 20)
    assert days and max(days) < DAY and off not in days
    assert not any(datetime.fromisoformat(day).weekday() == 6 for day in days)
    units = {task["unit"] for day in found["days"] for task in day["tasks"]}
    assert units == {"row-means", "bayes-base-rate", "forest-against-boosting"}
    assert (
        json.loads(learning("plan", "--off", "none", "--interview", "none", "--json").out)["interview"]
        is None
    )


def test_a_plan_fits_the_terminal_and_names_the_next_command(learning: Use) -> None:
    said = learning("plan", "--interview", DAY)
    assert said.code == 0
    assert all(len(line) <= 80 for line in said.out.splitlines())
    assert "Next: hotseat" in said.err


def test_a_calendar_file_parses(learning: Use, place: Path) -> None:
    assert learning("plan", "--ics", "plan.ics").code == 2
    learning("plan", "--interview", DAY, "--ics", "plan.ics")
    events = icalendar.Calendar.from_ical((place / "plan.ics").read_bytes()).walk("VEVENT")
    assert "interview@hotseat" in {str(each["UID"]) for each in events}
    assert len(events) > 1


@pytest.mark.parametrize(
    "args",
    [
        ("--interview", "soon"), ("--interview", "2020-01-01"), ("--role", "boss"), ("--minutes", "1"),
        ("--off", "blursday"), ("--off", "2026-13-01"),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_for_is_refused(learning: Use, args: tuple[str, ...]) -> None:
    before = learning("plan", "--json").out
    said = learning("plan", *args)
    assert said.code == 2
    assert len(said.err.strip().splitlines()) >= 2
    assert json.loads(learning("plan", "--json").out)["interview"] == json.loads(before)["interview"]


def test_readiness_has_intervals_and_reasons_and_moves_with_the_record(learning: Use) -> None:
    before = json.loads(learning("readiness", "--json").out)
    assert before["answers"] == 0
    assert [each["kind"] for each in before["rounds"]] == ["concept", "coding"]
    learning("drill", "bayes-base-rate", "--seed", "5", "--answer", "0.99")
    after = json.loads(learning("readiness", "--json").out)
    assert after["answers"] == 1
    assert after["rounds"][0]["chance"] < before["rounds"][0]["chance"]
    said = learning("readiness")
    assert "What would raise it most" in said.out
    assert all(len(line) <= 80 for line in said.out.splitlines())
    for each in (after["loop"], *after["rounds"]):
        assert 0 <= each["low"] <= each["chance"] <= each["high"] <= 1


def test_a_diagnostic_is_left_and_taken_up_again_and_ends_with_places(learning: Use) -> None:
    assert json.loads(learning("diagnostic", "--json").out) == {"state": "not begun"}
    assert "goes on where it was left" in learning("diagnostic", typed="?\nq\n").err
    running = json.loads(learning("diagnostic", "--json").out)
    assert (running["state"], len(running["answers"])) == ("running", 1)
    said = learning("diagnostic", typed="?\n\n")
    assert "Over all areas" in said.out
    over = json.loads(learning("diagnostic", "--json").out)
    assert (over["state"], len(over["answers"])) == ("over", 2)
    assert over["areas"] == dict.fromkeys(over["areas"], "warmup")
    assert learning("diagnostic", "--again", "--minutes", "40").code == 2


def test_help_does_not_import_what_estimates_need() -> None:
    script = "import sys; from hotseat.cli.main import run; run(['--help']); print([m for m in ('scipy', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"
