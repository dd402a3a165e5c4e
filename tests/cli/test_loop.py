"""`hotseat loop` and `hotseat scorecard`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hotseat.practice.desk import Desk

Use = Callable[..., Any]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def sitting(learning: Use, place: Path, monkeypatch: pytest.MonkeyPatch) -> Use:
    """The command line with the bank of the project, whose formats need more than one unit."""
    monkeypatch.setenv("HOTSEAT_BANK", str(ROOT / "bank"))
    return learning


def sat(use: Use) -> str:
    """Prepare a phone screen and sit its questions without a word."""
    loop_id = str(use("loop", "phone-screen", "--seed", "4", "--json").json()["loop"])
    desk = Desk.open()
    desk.loops.begin(loop_id)
    desk.loops.end(loop_id)
    desk.close()
    return loop_id


def test_formats_and_loops_are_listed(sitting: Use) -> None:
    said = sitting("loop")
    assert said.code == 0
    assert "phone-screen" in said.out
    assert "hotseat loop FORMAT" in said.out
    found = sitting("loop", "--json").json()
    assert {each["slug"] for each in found["formats"]} >= {"phone-screen"}
    assert found["loops"] == []


def test_an_unknown_format_is_a_sentence_with_the_nearest_name(sitting: Use) -> None:
    said = sitting("loop", "phone-scren")
    assert said.code == 2
    assert "phone-screen" in said.err


def test_a_scorecard_is_shown_printed_and_written(sitting: Use, place: Path) -> None:
    pytest.importorskip("fpdf")
    loop_id = sat(sitting)
    assert "STRONG NO HIRE" in sitting("scorecard").out
    card = sitting("scorecard", loop_id, "--json").json()
    assert card["rounds"][0]["scores"][0] | {"because": "", "proofs": ()} == {
        "competency": "recall", "level": 1, "how": "rubric", "because": "", "proofs": (), "by": "",
    }  # fmt: skip
    assert "| Recall | 1 | by the rubric |" in sitting("scorecard", "--markdown").out
    assert sitting("scorecard", "--pdf", "card.pdf").code == 0
    assert (place / "card.pdf").read_bytes().startswith(b"%PDF")
    assert sitting("scorecard", "--pdf", "card.pdf").code == 2


def test_no_scorecard_yet_is_a_sentence(sitting: Use) -> None:
    said = sitting("scorecard")
    assert said.code == 2
    assert "hotseat loop" in said.err


def test_what_a_running_interview_asks_is_told_by_no_command(sitting: Use) -> None:
    loop_id = str(sitting("loop", "phone-screen", "--seed", "4", "--json").json()["loop"])
    desk = Desk.open()
    loop = desk.loops.begin(loop_id).loop
    question = loop.rounds[0].units[0]
    desk.close()
    said = sitting("review", question)
    assert said.code == 2
    assert "opens when that ends" in said.err
    assert "1 left out" in sitting("cards", "one.csv", question).err
    desk = Desk.open()
    desk.loops.end(loop_id)
    problem = desk.loops.begin(loop_id).loop.rounds[1].units[0]
    desk.close()
    for command in ("show", "hint", "open", "submit"):
        said = sitting(command, problem)
        assert said.code == 2, command
        assert "opens when that ends" in said.err
