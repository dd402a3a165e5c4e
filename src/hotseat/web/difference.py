"""The difference between two responses, as rows for a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

LINES_LIMIT = 4000
CONTEXT_LINES = 3


@dataclass(frozen=True)
class Row:
    """One line. kind "gap" stands for `left` unchanged lines that are left out."""

    kind: Literal["same", "removed", "added", "gap"]
    left: int | None
    right: int | None
    text: str


@dataclass(frozen=True)
class Difference:
    """What changed from one text to the other."""

    rows: tuple[Row, ...]
    added: int
    removed: int


def compare(before: str, after: str) -> Difference:
    """Line by line, with three lines around each change; texts beyond 4,000 lines are cut."""
    old, new = before.splitlines()[:LINES_LIMIT], after.splitlines()[:LINES_LIMIT]
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) + len(new) > LINES_LIMIT // 2)
    rows: list[Row] = []
    reached = 0
    for group in matcher.get_grouped_opcodes(CONTEXT_LINES):
        if group[0][1] > reached:
            rows.append(Row("gap", group[0][1] - reached, None, ""))
        for step in group:
            rows.extend(_rows(step, old, new))
        reached = group[-1][2]
    if rows and reached < len(old):
        rows.append(Row("gap", len(old) - reached, None, ""))
    kinds = [row.kind for row in rows]
    return Difference(tuple(rows), kinds.count("added"), kinds.count("removed"))


def _rows(step: tuple[str, int, int, int, int], old: list[str], new: list[str]) -> Iterator[Row]:
    tag, i1, i2, j1, j2 = step
    if tag == "equal":
        for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
            yield Row("same", i + 1, j + 1, old[i])
        return
    yield from (Row("removed", i + 1, None, old[i]) for i in range(i1, i2))
    yield from (Row("added", None, j + 1, new[j]) for j in range(j1, j2))
