"""Questions in the terminal: asked, answered, gone through point by point."""

import random
import sys
import time
from typing import TYPE_CHECKING

from hotseat.cli.arguments import print_json
from hotseat.cli.exercise import drill_once
from hotseat.cli.maths import plain_maths
from hotseat.cli.terminal import complain, faint, harmless, say, strong, tell, then, wrapped
from hotseat.model.errors import HotseatError

if TYPE_CHECKING:
    from hotseat.model.question import QuestionUnit
    from hotseat.practice.asking import Graded, QuestionLine
    from hotseat.practice.desk import Desk
    from hotseat.practice.reviewing import Reviews

STOP = {":q", "q", "quit"}
WORDS = {
    "covered": "covered     ",
    "partly": "partly      ",
    "missing": "missing     ",
    "contradicted": "contradicted",
    "cannot-tell": "can't tell  ",
}
Place = tuple[str, str]


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
        say(f"{line.unit.slug:<{columns}}  {_range(line.credit, line.possible):>9}  {line.unit.title}")
    tell(f"{len(lines)} questions.")
    then("hotseat review", "hotseat review TOPIC")
    return 0


def print_queue(reviews: "Reviews", *, is_json: bool) -> int:
    """What is due and what is new today."""
    queue, day = reviews.queue(), reviews.interview()
    if is_json:
        print_json({
            "interview": day.isoformat() if day else None, "due": queue.due, "new": queue.new, "later": queue.later,
            "items": [
                {"round": item.round, "slug": item.slug, "why": item.why, "minutes": item.minutes}
                for item in queue.items
            ],
        })  # fmt: skip
        return 0
    for item in queue.items[:20]:
        say(f"{item.why:<4} {item.round:<8} {item.minutes:>3} min  {harmless(item.title)}")
    more = f", {len(queue.items) - 20} of them not listed" if len(queue.items) > 20 else ""
    tell(
        f"{queue.due} due, {queue.new} new today, about {queue.minutes} min{more}; {queue.later} more within a week."
    )
    tell(
        f"Interview: {day.isoformat()}."
        if day
        else "No interview date: hotseat review --interview 2026-12-31"
    )
    then("hotseat review")
    return 0


def ask_all(desk: "Desk", topic: str | None, count: int | None) -> int:
    """Unit after unit until the input ends."""
    places = _places(desk, topic)
    done = 0
    for round_, slug in places[:count]:
        if not (_ask(desk, slug) if round_ == "concept" else drill_once(desk.drills, slug)):
            break
        done += 1
    if not places:
        say("Nothing is due.")
    tell(f"{done} of {len(places)} done.")
    then("hotseat review --due", "hotseat drill", "hotseat list")
    return 0


def _places(desk: "Desk", topic: str | None) -> list[Place]:
    if topic is None:
        return [(item.round, item.slug) for item in desk.reviews.queue().items]
    lines = desk.questions.chosen(topic)
    oldest = sorted(
        lines, key=lambda line: (line.credit is not None, line.last_at and line.last_at.isoformat())
    )
    return [("concept", line.unit.slug) for line in oldest]


def _ask(desk: "Desk", slug: str) -> bool:
    """One question; False at the end of the input."""
    unit = desk.questions.unit(slug)
    seed = random.randrange(2**32)
    say()
    say(strong(unit.title) + "  " + faint(f"{unit.slug}, {unit.minutes} min"))
    say(wrapped(plain_maths(unit.question)))
    for letter, option in zip("abcdefgh", desk.questions.options(slug, seed), strict=False):
        say(wrapped(f"{letter}) {option.text}", "  "))
    started = time.monotonic()
    while True:
        text = typed(is_line=unit.rubric is None)
        if text is None:
            return False
        try:
            seconds = time.monotonic() - started
            if unit.rubric is None:
                graded = desk.questions.choose(slug, seed, text, seconds=seconds)
            else:
                graded = desk.questions.answer(slug, text, seconds=seconds)
            break
        except HotseatError as error:
            complain(error.lines())
    _print_graded(graded)
    _tick(desk, graded)
    _print_answer(unit)
    return True


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


def _print_graded(graded: "Graded") -> None:
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
    say(strong(_range(found.credit, found.possible)) + "  graded offline, point by point")
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


def _tick(desk: "Desk", graded: "Graded") -> None:
    """The candidate's own judgement of what could not be told."""
    found, rubric = graded.assessment, graded.unit.rubric
    if found is None or rubric is None or found.gate is not None:
        return
    says = {point.id: point.says for point in rubric.points}
    ticks: dict[str, bool] = {}
    for mark in found.marks:
        if mark.mark == "cannot-tell":
            sys.stderr.write(f"Did you say this? {says[mark.point]} [y/n, Enter leaves it open] ")
            sys.stderr.flush()
            reply = sys.stdin.readline().strip().lower()
            if reply in ("y", "n"):
                ticks[mark.point] = reply == "y"
    if ticks:
        settled = desk.questions.tick(graded.answer.id, ticks)
        say(strong(_range(settled.answer.credit, settled.answer.possible)) + "  with your own marks")


def _print_answer(unit: "QuestionUnit") -> None:
    say("\n" + strong("Model answer"))
    for part in unit.answer.split("\n\n"):
        say(wrapped(plain_maths(part.replace("**", ""))))
    say("\n" + strong("Asked next"))
    for each in unit.followups:
        say(wrapped(each.ask))
        say(faint(wrapped(each.answer, "  ")))


def _range(credit: float | None, possible: float | None) -> str:
    if credit is None or possible is None:
        return "new"
    low, high = f"{credit:.0%}", f"{possible:.0%}"
    return low if low == high else f"{low}-{high}"
