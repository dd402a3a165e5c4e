"""Printing: answers to stdout, the story to stderr, colour where welcome, no control characters."""

import contextlib
import io
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable

import click

# With the marks that turn the direction of writing round.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
COLOURS = {
    "accepted": "green",
    "passed": "green",
    "ok": "green",
    "solved": "green",
    "not-run": "bright_black",
    "new": "bright_black",
    "tried": "yellow",
    "limited": "yellow",
    "judge-error": "yellow",
}


def may_color() -> bool | None:
    """False where NO_COLOR forbids colour; None leaves it to whether the output is a terminal."""
    return False if os.environ.get("NO_COLOR") else None


def forgive_encodings() -> None:
    """Print a question mark where the terminal's encoding lacks a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError, OSError):
                stream.reconfigure(errors="replace")


def width() -> int:
    """Columns to use, 40 to 100; 80 where there is no terminal."""
    return min(100, max(40, shutil.get_terminal_size((80, 24)).columns))


def say(text: str = "") -> None:
    """A line of the answer, to stdout."""
    click.echo(text)


def tell(text: str) -> None:
    """A line of the story, to stderr."""
    click.echo(text, err=True)


def complain(lines: Iterable[str]) -> None:
    """An error, to stderr; its first line stands out."""
    for number, line in enumerate(lines):
        click.secho(harmless(line), err=True, fg="red" if number == 0 else None, color=may_color())


def then(*commands: str) -> None:
    """The next commands to type, to stderr."""
    tell("Next: " + "   or: ".join(commands))


def word(name: str, columns: int = 0) -> str:
    """A verdict, outcome or state in its colour, padded to columns."""
    return click.style(name, fg=COLOURS.get(name, "red")) + " " * (columns - len(name))


def strong(text: str) -> str:
    """Text that stands out."""
    return click.style(text, bold=True)


def faint(text: str) -> str:
    """Text that steps back."""
    return click.style(text, fg="bright_black")


def harmless(text: str) -> str:
    """Text without characters that a terminal would obey instead of show."""
    return CONTROL.sub(lambda found: f"\\{'x' if found[0] < chr(256) else 'u'}{ord(found[0]):02x}", text)


def wrapped(text: str, indent: str = "") -> str:
    """Prose in the columns there are; a path or an address stays in one piece."""
    return textwrap.fill(
        harmless(" ".join(text.split())),
        width(),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def entry(label: str, columns: int, text: str) -> str:
    """A label, which may be coloured and is so many columns wide, with wrapped prose beside it."""
    return label + wrapped(text, " " * columns)[columns:]


def hung(label: str, text: str, indent: str) -> str:
    """A label and its text, which may have several lines, cut to the columns there are."""
    room = width() - len(indent) - 10
    lines = [harmless(line) for line in text.splitlines()] or [""]
    cut = [line if len(line) <= room else line[: room - 1] + "…" for line in lines]
    return "\n".join(f"{indent}{label if n == 0 else '':<10}{line}" for n, line in enumerate(cut))


def short(text: str, columns: int) -> str:
    """Text cut to columns."""
    return text if len(text) <= columns else text[: columns - 1] + "…"
