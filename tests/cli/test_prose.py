"""Statements, hints and debriefs in a terminal and in a file."""

import re
from pathlib import Path

import pytest

from hotseat.cli.prose import laid_out

BANK = Path(__file__).parents[2] / "bank" / "coding"
PIECES = [path for name in ("prompt.md", "hints.md", "debrief.md") for path in sorted(BANK.glob(f"*/{name}"))]


def without_code(text: str) -> str:
    return re.sub(r"`[^`]*`", "", text.strip())


@pytest.mark.parametrize("path", PIECES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_bank_s_prose_has_short_lines_and_no_tex(path: Path) -> None:
    text = laid_out(path.read_text(encoding="utf-8"), 80, is_styled=False)
    assert [line for line in text.splitlines() if len(line) > 80 and " " in without_code(line)] == []
    assert not re.search(r"\\[A-Za-z]|\$", without_code(text))


def test_items_are_wrapped_below_their_first_word() -> None:
    assert laid_out("1. one two three\n   four\n2. five", 14) == "1. one two\n   three four\n2. five"


def test_code_is_not_broken_at_a_space() -> None:
    assert laid_out("see `f(a, b)` now", 12) == "see\n`f(a, b)`\nnow"


def test_fenced_code_and_tables_stay_as_they_are() -> None:
    text = "```\na  =  1\n\nb = 2\n```\n\n| a | b |\n|---|---|"
    assert laid_out(text, 20) == text


def test_what_commands_the_terminal_is_shown_instead() -> None:
    assert "\x1b" not in laid_out("a \x1b[31m b")
