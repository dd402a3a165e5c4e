"""The candidate's own marks of an answer, in the terminal."""

import sys
from typing import TYPE_CHECKING

from hotseat.cli.terminal import complain, say, strong, wrapped
from hotseat.model.assessment import Mark
from hotseat.model.errors import WrongInput

if TYPE_CHECKING:
    from hotseat.practice.asking import Graded
    from hotseat.practice.desk import Desk

KEYS = {"c": Mark.COVERED, "p": Mark.PARTLY, "m": Mark.MISSING, "w": Mark.CONTRADICTED}
STOP = {":q", "q", "quit"}
YES, NO = "y", "n"


def tick(desk: "Desk", graded: "Graded") -> "Graded":
    """The candidate's own judgement of what could not be told."""
    found, rubric = graded.assessment, graded.unit.rubric
    if found is None or rubric is None or found.gate is not None:
        return graded
    says = {point.id: point.says for point in rubric.points}
    ticks: dict[str, bool] = {}
    for mark in found.marks:
        if mark.mark == "cannot-tell":
            reply = _asked(f"Did you say this? {says[mark.point]} [y/n, Enter leaves it open] ")
            if reply in (YES, NO):
                ticks[mark.point] = reply == YES
    if not ticks:
        return graded
    settled = desk.questions.tick(graded.answer.id, ticks)
    _print_worth(settled)
    return settled


def grade_yourself(desk: "Desk", graded: "Graded") -> bool:
    """Every point marked by the candidate, where that is asked for. False to end after this question."""
    from hotseat.practice.own_marks import OwnMarks, may_be_marked

    rubric = graded.unit.rubric
    if rubric is None or not may_be_marked(graded.assessment):
        return True
    reply = _asked("g grades it yourself, Enter goes on (q ends): ")
    if reply != "g":
        return reply not in STOP
    assert graded.assessment is not None
    marks: dict[str, Mark] = {}
    for point in rubric.points:
        say(wrapped(point.says))
        key = _asked("  c covered, p partly, m missing, w wrong, Enter leaves it: ")
        if key in KEYS:
            marks[point.id] = KEYS[key]
    asserted = {each.misconception for each in graded.assessment.misconceptions}
    held = [each for each in rubric.misconceptions if each.id in asserted]
    denied = [each.id for each in held if _asked(f"Did you claim this? {each.says} [y/n] ") == NO]
    try:
        _print_worth(desk.questions.mark(graded.answer.id, OwnMarks(marks, denied)))
    except WrongInput as error:
        complain(error.lines())
    return True


def share(credit: float | None, possible: float | None) -> str:
    """The marks, as a share or a range of shares."""
    if credit is None or possible is None:
        return "new"
    low, high = f"{credit:.0%}", f"{possible:.0%}"
    return low if low == high else f"{low}-{high}"


def _print_worth(graded: "Graded") -> None:
    say(strong(share(graded.answer.credit, graded.answer.possible)) + "  with your own marks")


def _asked(prompt: str) -> str:
    """What is typed on a line, in lower case; empty at the end of the input."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower()
