"""The list of attempts as text and as JSON."""

from collections.abc import Sequence
from typing import Any

from hotseat.cli.durations import local, spoken
from hotseat.cli.terminal import faint, say, short, then, width, word
from hotseat.model.attempt import AttemptLine
from hotseat.practice.exchange import plain


def lines_json(lines: Sequence[AttemptLine]) -> list[dict[str, Any]]:
    """One object an attempt."""
    return [plain(line) for line in lines]


def print_lines(lines: Sequence[AttemptLine], slug: str | None) -> None:
    """One attempt a line, then what to type next."""
    if not lines:
        say("No attempt yet." if slug is None else f"No attempt at {slug} yet.")
    room = width() - 33
    for line in lines:
        taken = f" in {spoken(line.seconds)}" if line.seconds is not None else ""
        why = f" {line.mistake.replace('_', ' ')}" if line.mistake else ""
        note = faint(short(f"{taken}{why}", max(0, room - len(line.unit) - 1)))
        say(f"{local(line.at)}  {word(line.verdict.value, 13)} {line.unit}{note}")
    then("hotseat list" if not lines and slug is None else f"hotseat open {slug or lines[0].unit}")
