"""Markdown as a terminal or a source file shows it: wrapped, formulas in plain characters, code left alone."""

import re
import textwrap

from hotseat.cli.maths import plain_maths
from hotseat.cli.terminal import harmless, strong, width

_ITEM = re.compile(r"(?P<mark>\s*(?:[-*]|\d+\.) +)(?P<text>.*)", re.DOTALL)
_BREAK = re.compile(r"\n(?=\s*(?:[-*]|\d+\.) )|\n(?=#)|(?<=#)\n")
_MATHS_BLOCK = re.compile(r"\$\$.+?\$\$", re.DOTALL)
_HEADING = re.compile(r"#+ +")
_HELD = "\0"  # stands for a space within code, at which no line ends


def laid_out(markdown: str, columns: int | None = None, *, is_styled: bool = True) -> str:
    """The text in so many columns, those of the terminal if none are given. is_styled: headings stand out."""
    room = columns or width()
    parts = [_part(part, room, is_styled=is_styled) for part in _parts(harmless(markdown.strip()))]
    return "\n".join(line.rstrip() for line in "\n\n".join(parts).splitlines())


def _parts(markdown: str) -> list[str]:
    """What is separated by empty lines; fenced code in one piece."""
    parts: list[str] = []
    for part in re.split(r"\n\s*\n", markdown):
        if parts and parts[-1].count("```") % 2:
            parts[-1] += "\n\n" + part
        else:
            parts.append(part)
    return parts


def _part(part: str, room: int, *, is_styled: bool) -> str:
    if "```" in part:
        return part
    if part.startswith("#"):
        heading, _, rest = part.partition("\n")
        text = _HEADING.sub("", heading)
        return "\n".join(
            filter(None, [strong(text) if is_styled else text, _part(rest, room, is_styled=is_styled)])
        )
    if any(line.lstrip().startswith("|") for line in part.splitlines()):
        return plain_maths(part)
    if _MATHS_BLOCK.fullmatch(part):
        return "\n".join(
            _filled(_plain(f"${each}$"), room, "    ", "        ")
            for each in part.strip("$").split(r"\qquad")
        )
    return "\n".join(_block(block, room) for block in _BREAK.split(part)) if part else ""


def _block(block: str, room: int) -> str:
    """A paragraph, or an item whose further lines stand below its first word."""
    found = _ITEM.fullmatch(block)
    mark = found["mark"] if found else ""
    text = _plain(found["text"] if found else block)
    return _filled(text, room, mark, " " * len(mark))


def _filled(text: str, room: int, first: str, later: str) -> str:
    filled = textwrap.fill(
        re.sub(r"`[^`]+`", lambda code: code[0].replace(" ", _HELD), text),
        room,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return filled.replace(_HELD, " ")


def _plain(text: str) -> str:
    return " ".join(plain_maths(text.replace("**", "")).split())
