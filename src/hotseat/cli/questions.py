"""Questions in the terminal: asked, answered, gone through point by point."""

import random
import sys
import time
from typing import TYPE_CHECKING

from hotseat.cli.arguments import print_json
from hotseat.cli.marks import grade_yourself, share, tick
from hotseat.cli.maths import plain_maths
from hotseat.cli.terminal import complain, faint, say, strong, tell, then, wrapped
from hotseat.model.errors import HotseatError
from hotseat.model.notation import with_symbols

if TYPE_CHECKING:
    from hotseat.model.question import QuestionUnit
    from hotseat.practice.asking import Graded, QuestionLine
    from hotseat.practice.desk import Desk

STOP = {":q", "q", "quit"}
WORDS = {
    "covered": "covered     ",
    "partly": "partly      ",
    "missing": "missing     ",
    "contradicted": "wrong       ",
    "cannot-tell": "can't tell  ",
}


def print_questions(lines: "list[QuestionLine]", *, is_json: bool) -> int:
    """The questions with the last result of each."""
    if is_json:
        print_json([
            {
                "slug": line.unit.slug, "title": line.unit.title, "kind": line.unit.kind,
                "topics": list(line.unit.topics), "answers": line.answers, "credit": line.credit,
                "possible": line.possible,
            }
            for line in lines
        ])  # fmt: skip
        return 0
    columns = max((len(line.unit.slug) for line in lines), default=0)
    for line in lines:
        say(f"{line.unit.slug:<{columns}}  {share(line.credit, line.possible):>9}  {line.unit.title}")
    tell(f"{len(lines)} questions.")
    then("hotseat review", "hotseat review TOPIC")
    return 0


def ask_once(desk: "Desk", slug: str) -> bool | None:
    """One question: whether to go on after it; None when the input ended before it was answered."""
    unit = desk.questions.unit(slug)
    seed = random.randrange(2**32)
    print_question(desk, unit, seed)
    started = time.monotonic()
    while True:
        text = typed(is_line=unit.rubric is None)
        if text is None:
            return None
        try:
            seconds = time.monotonic() - started
            if unit.rubric is None:
                graded = desk.questions.choose(slug, seed, text, seconds=seconds)
            else:
                graded = desk.questions.answer(slug, with_symbols(text), seconds=seconds)
            break
        except HotseatError as error:
            complain(error.lines())
    print_graded(graded)
    graded = tick(desk, graded)
    _print_answer(unit)
    return grade_yourself(desk, graded)


def print_question(desk: "Desk", unit: "QuestionUnit", seed: int) -> None:
    """A question as it is asked, its options in the order of the seed."""
    say()
    say(strong(unit.title) + "  " + faint(f"{unit.slug}, {unit.minutes} min"))
    say(wrapped(plain_maths(unit.question)))
    for letter, option in zip("abcdefgh", desk.questions.options(unit.slug, seed), strict=False):
        say(wrapped(f"{letter}) {option.text}", "  "))


def typed(*, is_line: bool) -> str | None:
    """What is typed: a line, or several up to an empty one; None at the end."""
    sys.stderr.write("Letter (q ends): " if is_line else "Your answer, an empty line ends it (q ends):\n")
    sys.stderr.flush()
    lines: list[str] = []
    try:
        while line := sys.stdin.readline():
            if line.strip().lower() in STOP and not lines:
                return None
            if not line.strip():
                break
            lines.append(line.rstrip("\n"))
            if is_line:
                break
        else:
            return "\n".join(lines) or None
    except KeyboardInterrupt:
        return None
    return "\n".join(lines)


def print_graded(graded: "Graded") -> None:
    """What an answer was worth, point by point."""
    from hotseat.practice.asking import GATES

    unit, found = graded.unit, graded.assessment
    say()
    if found is None:
        say(strong("Right" if graded.answer.credit == 1 else "Not right"))
        for option in graded.chosen if unit.kind == "choose" else unit.options:
            say(wrapped(f"{option.text}: {option.why}", "  "))
        return
    if found.gate is not None:
        say(wrapped(GATES.get(found.gate, found.gate)))
        return
    say(strong(share(found.credit, found.possible)) + "  graded offline, point by point")
    rubric = unit.rubric
    assert rubric is not None
    says = {point.id: point.says for point in rubric.points}
    for mark in found.marks:
        say(f"  {WORDS[mark.mark]}  " + wrapped(says[mark.point], " " * 16)[16:])
    for each in rubric.misconceptions:
        hit = next((a for a in found.misconceptions if a.misconception == each.id), None)
        if hit is not None:
            said = graded.answer.response[hit.evidence.start : hit.evidence.end]
            say(wrapped(f"You wrote: {said}", "  "))
            say(wrapped(each.correction, "    "))


def _print_answer(unit: "QuestionUnit") -> None:
    say("\n" + strong("Model answer"))
    for part in unit.answer.split("\n\n"):
        say(wrapped(plain_maths(part.replace("**", ""))))
    say("\n" + strong("Asked next"))
    for each in unit.followups:
        say(wrapped(each.ask))
        say(faint(wrapped(each.answer, "  ")))
