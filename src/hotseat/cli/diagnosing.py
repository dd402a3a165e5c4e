"""The diagnostic in the terminal."""

import sys
import time

from hotseat.cli.arguments import print_json
from hotseat.cli.maths import plain_maths
from hotseat.cli.questions import STOP, typed
from hotseat.cli.terminal import complain, faint, say, strong, tell, then, wrapped
from hotseat.model.errors import HotseatError
from hotseat.model.notation import with_symbols
from hotseat.practice import reasons
from hotseat.practice.desk import Desk
from hotseat.practice.diagnosing import Diagnosis

LETTERS = "abcdefghijkl"


def diagnose(desk: Desk) -> int:
    """Question after question until the time is spent or the input ends; then where the answers put the candidate."""
    while (now := desk.diagnostic.now()) is not None and now.item is not None:
        if now.item.round == "coding":
            tell(f"Next is a problem: hotseat open {now.item.unit}. It is left out here.")
            desk.diagnostic.answer(now.item.unit, "")
        elif not _ask(desk, now):
            tell("The diagnostic goes on where it was left: hotseat diagnostic")
            return 0
    return print_diagnosis(desk, is_json=False)


def print_diagnosis(desk: Desk, *, is_json: bool) -> int:
    """Where the answers put the candidate, by area. Returns the exit code."""
    now, syllabus = desk.diagnostic.now(), desk.syllabus()
    if is_json:
        print_json(_json(now))
        return 0
    if now is None or not now.answers:
        say("Nothing was answered, so nothing is known yet.")
        then("hotseat diagnostic")
        return 0
    placed = now.placed
    overall = f"{reasons.percent(placed.share)} ({reasons.interval(placed.low, placed.high)})"
    say(wrapped(f"Over all areas, {overall} of the marks of a core question are to be expected."))
    for each in placed.areas:
        if each.is_tested:
            share = f"{reasons.percent(each.mastery.share)} ({reasons.interval(each.mastery.low, each.mastery.high)})"
            say(f"  {syllabus.area_name(each.mastery.id):<34}{share:<22}begin with {each.level}")
    tell(f"{len(now.answers)} answers; intervals hold with 90 % certainty.")
    then("hotseat plan", "hotseat readiness")
    return 0


def _ask(desk: Desk, now: Diagnosis) -> bool:
    """One question or exercise, answered; False at the end of the input."""
    from hotseat.practice.drilling import form_of, options_of

    assert now.item is not None
    item, is_line, options = now.item, True, list[str]()
    say("\n" + strong(item.title) + faint(f"  {reasons.WHERE[item.round]}, {round(now.left)} min left"))
    if item.round == "drill":
        _, exercise = desk.drills.ask(item.unit, now.seed)
        text, form, options = exercise.ask, form_of(exercise), list(options_of(exercise))
    else:
        unit = desk.questions.unit(item.unit)
        text, form, is_line = unit.question, "", unit.rubric is None
        options = [each.text for each in desk.questions.options(item.unit, now.seed)]
    for part in text.split("\n\n"):
        say(wrapped(plain_maths(part)))
    for letter, option in zip(LETTERS, options, strict=False):
        say(wrapped(f"{letter}) {plain_maths(option)}", "  "))
    if form:
        tell(faint(form))
    return _answered(desk, item.unit, is_line=is_line)


def _answered(desk: Desk, unit: str, *, is_line: bool) -> bool:
    """What is typed, recorded; "?" says that it is not known. False at the end of the input."""
    started = time.monotonic()
    while True:
        sys.stderr.write("? says that you don't know.\n")
        text = typed(is_line=is_line)
        if text is None or text.strip() in STOP:
            return False
        try:
            seconds = time.monotonic() - started
            is_skipped = text.strip() in ("", "?")
            desk.diagnostic.answer(unit, with_symbols(text.strip()), seconds=seconds, is_skipped=is_skipped)
        except HotseatError as error:
            complain(error.lines())
            continue
        return True


def _json(now: Diagnosis | None) -> dict[str, object]:
    if now is None:
        return {"state": "not begun"}
    return {
        "state": "running" if now.item else "over",
        "left": round(now.left, 1),
        "next": now.item.unit if now.item else None,
        "answers": [{"unit": each.unit, "round": each.round, "credit": each.credit} for each in now.answers],
        "share": round(now.placed.share, 4),
        "low": round(now.placed.low, 4),
        "high": round(now.placed.high, 4),
        "areas": {each.mastery.id: each.level for each in now.placed.areas if each.is_tested},
    }
