"""Anki's templates filled with the fields of a note: {{Field}}, {{#Field}}...{{/Field}}, {{cloze:Field}}.

Only putting in is done: no filter is run, and what a field holds is not looked at for further templates.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MOST_CHARACTERS = 500_000  # of a side, before its markup is taken away
MOST_GAPS = 100
_TAG = re.compile(r"\{\{\s*([#^/]?)\s*([^{}]*?)\s*\}\}")
_GAP = re.compile(r"\{\{c(\d{1,3})::((?:(?!\{\{c\d|\}\}).)*)\}\}", re.DOTALL)
_NESTED = 8
_ANSWER = re.compile(r"<hr[^>]{0,200}\bid\s*=\s*[\"']?answer\b[^>]{0,200}>", re.IGNORECASE)


@dataclass(frozen=True)
class Template:
    """The two sides of a card as its author wrote them."""

    question: str
    answer: str


def sides(template: Template, fields: Mapping[str, str], gap: int) -> tuple[str, str] | None:
    """Question and answer as HTML; None when they grow too long. gap: of a cloze, which one is asked; else 0.

    The answer is what stands below Anki's line, without the question once more.
    """
    question = _filled(template.question, fields, gap, is_asked=True)
    answer = _filled(template.answer, fields, gap, is_asked=False)
    if question is None or answer is None:
        return None
    below = _ANSWER.split(answer, maxsplit=1)
    return question, below[-1]


def cloze_numbers(values: Iterable[str]) -> list[int]:
    """The numbers of the gaps in the fields of a note, at most MOST_GAPS."""
    found = {int(number) for value in values for number in re.findall(r"\{\{c(\d{1,3})::", value)}
    return sorted(found)[:MOST_GAPS]


def _filled(template: str, fields: Mapping[str, str], gap: int, *, is_asked: bool) -> str | None:
    parts: list[str] = []
    shown: list[bool] = []
    length = last = 0
    for tag in [*_TAG.finditer(template), None]:
        text = template[last : tag.start() if tag else len(template)]
        if tag:
            last = tag.end()
        if all(shown):
            value = _value(tag[2], fields, gap, is_asked=is_asked) if tag and not tag[1] else ""
            parts += [text, value]
            length += len(text) + len(value)
        if length > MOST_CHARACTERS:
            return None
        if tag and tag[1] == "/":
            del shown[-1:]
        elif tag and tag[1]:
            has_text = bool(fields.get(tag[2].strip(), "").strip())
            shown.append(has_text == (tag[1] == "#"))
    return "".join(parts)


def _value(tag: str, fields: Mapping[str, str], gap: int, *, is_asked: bool) -> str:
    """What stands for a tag: its field, whatever filters it names; nothing for what is no field."""
    filters, _, name = tag.rpartition(":")
    value = fields.get(name.strip(), "")
    if "cloze" not in filters.split(":"):
        return value
    for _ in range(_NESTED):
        value, count = _GAP.subn(lambda found: _gap(found, gap, is_asked=is_asked), value)
        if not count:
            break
    return value


def _gap(found: re.Match[str], gap: int, *, is_asked: bool) -> str:
    text, _, hint = found[2].partition("::")
    if is_asked and int(found[1]) == gap:
        return f"[{hint or '...'}]"
    return text
