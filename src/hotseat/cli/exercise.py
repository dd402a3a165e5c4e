"""Drills in the terminal: asked, answered, worked through."""

import sys
import time
from typing import TYPE_CHECKING

from hotseat.cli.arguments import print_json
from hotseat.cli.maths import plain_maths
from hotseat.cli.terminal import complain, faint, harmless, say, strong, tell, then, word, wrapped
from hotseat.model.errors import WrongInput

if TYPE_CHECKING:
    from hotseat.drills.exercise import Exercise
    from hotseat.practice.drilling import DrillLine, Drills, Marked

STOP = {"q", "quit", ":q"}
GIVE_UP = {"", "?", "skip"}


def print_drills(lines: "list[DrillLine]", *, is_json: bool) -> int:
    """The drills with what is known about each. Returns the exit code."""
    if is_json:
        print_json([
            {
                "slug": line.unit.slug, "title": line.unit.title, "topics": list(line.unit.topics),
                "level": line.unit.level, "answers": line.answers, "right": line.right,
                "due_at": line.due_at.isoformat() if line.due_at else None,
            }
            for line in lines
        ])  # fmt: skip
        return 0
    columns = max((len(line.unit.slug) for line in lines), default=0)
    for line in lines:
        score = f"{line.right}/{line.answers}" if line.answers else "new"
        say(f"{line.unit.slug:<{columns}}  {score:>7}  {line.unit.title}")
    tell(f"{len(lines)} drills.")
    then("hotseat drill", "hotseat drill TOPIC")
    return 0


def ask_once(drills: "Drills", topic: str | None, seed: int | None) -> int:
    """One exercise as JSON, without its answer."""
    from hotseat.practice.drilling import form_of, options_of

    unit = drills.following(topic)
    number, exercise = drills.ask(unit.slug, seed)
    print_json({
        "drill": unit.slug, "seed": number, "ask": exercise.ask, "form": form_of(exercise),
        "options": list(options_of(exercise)),
    })  # fmt: skip
    return 0


def answer_once(
    drills: "Drills", topic: str | None, seed: int | None, response: str, *, is_json: bool
) -> int:
    """Grade one answer to the exercise of a seed. Exit code 1 when it is wrong."""
    if topic is None or seed is None:
        fix = "hotseat drill DRILL --json prints an exercise with its seed."
        raise WrongInput("--answer needs the drill's name and --seed.", "", fix)
    slug = drills.unit(topic).slug
    _, exercise = drills.ask(slug, seed)
    marked = drills.answer(slug, seed, response)
    if is_json:
        print_json({
            "drill": slug, "seed": seed, "is_right": marked.result.is_right, "understood": marked.result.understood,
            "slip": marked.result.slip, "right": marked.right, "steps": list(exercise.steps),
        })  # fmt: skip
    else:
        _print_outcome(marked, exercise)
    return 0 if marked.result.is_right else 1


def drill_on(drills: "Drills", topic: str | None, seed: int | None, count: int | None) -> int:
    """Exercise after exercise until the input ends."""
    done: list[str] = []
    right = 0
    while count is None or len(done) < count:
        unit = drills.following(topic, avoiding=done[-3:])
        marked = drill_once(drills, unit.slug, seed)
        if marked is None:
            break
        done.append(unit.slug)
        right += marked.result.is_right
        seed = None
    tell(f"{right} of {len(done)} right.")
    then("hotseat drill" + (f" {topic}" if topic else ""), "hotseat drill --list")
    return 0


def drill_once(drills: "Drills", slug: str, seed: int | None = None) -> "Marked | None":
    """One exercise asked, answered and worked through; None at the end of the input."""
    number, exercise = drills.ask(slug, seed)
    print_exercise(drills.unit(slug).title, f"{slug}, seed {number}", exercise)
    marked = _asked(drills, slug, number)
    if marked is not None:
        _print_outcome(marked, exercise)
    return marked


def _asked(drills: "Drills", slug: str, seed: int) -> "Marked | None":
    """The answer that is typed, graded; None at the end. An empty line shows the solution."""
    started = time.monotonic()
    while True:
        try:
            sys.stderr.write("Answer (Enter shows the solution, q ends): ")
            sys.stderr.flush()
            text = sys.stdin.readline()
        except KeyboardInterrupt:
            return None
        if not text or text.strip().lower() in STOP:
            return None
        is_shown = text.strip() in GIVE_UP
        try:
            return drills.answer(
                slug, seed, text.strip(), seconds=time.monotonic() - started, is_shown=is_shown
            )
        except WrongInput as error:
            complain(error.lines())


def print_exercise(title: str, origin: str, exercise: "Exercise") -> None:
    """An exercise as it is asked."""
    from hotseat.practice.drilling import form_of, options_of

    say()
    say(strong(title) + "  " + faint(origin))
    say(_text(exercise.ask))
    for place, option in enumerate(options_of(exercise)):
        say(f"  {chr(97 + place)}) {harmless(option)}")
    tell(faint(form_of(exercise)))


def _print_outcome(marked: "Marked", exercise: "Exercise") -> None:
    result = marked.result
    if result.is_right:
        say(word("accepted") + f"  {harmless(result.understood)}")
    else:
        understood = f"  {harmless(result.understood)}" if result.understood else ""
        say(word("wrong-answer") + f"{understood}  right: {harmless(marked.right)}")
        if result.slip:
            say(wrapped(f"It looks as if you {result.slip}.", "  "))
    for step in exercise.steps:
        say(_text(step, "  "))


def _text(markdown: str, indent: str = "") -> str:
    """Markdown as a terminal shows it: paragraphs wrapped, tables and code left as they are."""
    plain = plain_maths(markdown.replace("**", ""))
    parts = plain.split("\n\n")
    return "\n\n".join(
        harmless(part) if "|" in part or "\n" in part else wrapped(part, indent) for part in parts
    )
