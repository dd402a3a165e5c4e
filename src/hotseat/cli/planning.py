"""The plan and readiness in the terminal."""

from pathlib import Path
from typing import Any

from hotseat.cli.arguments import print_json
from hotseat.cli.terminal import faint, harmless, say, short, strong, tell, then, width, wrapped
from hotseat.learner.plan import PlanDay
from hotseat.learner.readiness import Forecast, LoopForecast, Move
from hotseat.model.errors import WrongInput
from hotseat.practice import reasons
from hotseat.practice.desk import Desk
from hotseat.practice.outlook import Outlook
from hotseat.practice.timetable import calendar_file

BAR_COLUMNS = 24


def print_plan(outlook: Outlook, count: int, *, is_json: bool) -> int:
    """The days of study, the first so many; all of them as JSON. Returns the exit code."""
    plan, wishes = outlook.plan, outlook.wishes
    if is_json:
        print_json({
            "interview": wishes.interview.isoformat() if wishes.interview else None,
            "role": wishes.role, "minutes": wishes.minutes, "done_today": round(outlook.done_today, 1),
            "days": [_day_json(day) for day in plan.days],
            "left_out": [each.unit for each in plan.left_out] if wishes.interview else [],
            "is_mock_left_out": plan.is_mock_left_out,
        })  # fmt: skip
        return 0
    for day in plan.days[:count]:
        _print_day(day)
    if not plan.days:
        say("No day of study is left before the interview.")
    left = "no interview date" if outlook.days_left is None else f"{outlook.days_left} days to the interview"
    tell(f"{left}, {wishes.minutes} min a day, {round(outlook.done_today)} min done today.")
    if not wishes.interview:
        then("hotseat plan --interview 2026-12-31 --minutes 45 --off sun")
    elif first := next((task for day in plan.days[:1] for task in day.tasks), None):
        then(_command(first.round, first.unit), "hotseat readiness", "hotseat plan --ics plan.ics")
    return 0


def write_calendar(desk: Desk, path: Path) -> int:
    """The plan as a calendar file, in the place of an earlier one. Raises WrongInput."""
    content = calendar_file(desk)
    try:
        path.write_bytes(content)
    except OSError as error:
        what = f"The file cannot be written: {error.strerror}."
        raise WrongInput(what, str(path), "Name another.") from error
    say(f"Written: {path}")
    tell("Import it again after a change: a day of the new file takes the place of the old one.")
    return 0


def print_readiness(outlook: Outlook, *, is_json: bool) -> int:
    """Every round and the whole interview, and what would raise the chance. Returns the exit code."""
    forecast = outlook.forecast
    if is_json:
        print_json(_readiness_json(outlook))
        return 0
    if forecast is None:
        say("The syllabus of this bank has no round to forecast.")
        return 0
    _print_chance(strong(harmless(forecast.name)), forecast)
    for round_, found in outlook.titled():
        _print_chance("  " + harmless(round_.title), found)
        say(faint(wrapped(reasons.because(outlook, found), "    ")))
    say("\n" + strong("What would raise it most"))
    for move in forecast.moves:
        said = f"{outlook.topic_name(move.topic)}: {reasons.why(move)}; {reasons.gain(move)}."
        say(wrapped(said, "  "))
    if outlook.weakest:
        say("\n" + strong("Weakest so far"))
    for each in outlook.weakest:
        share = f"{reasons.percent(each.share)} ({reasons.interval(each.low, each.high)})"
        say(f"  {short(harmless(outlook.topic_name(each.id)), width() - 26):<{width() - 26}}{share}")
    tell("\n" + wrapped(reasons.basis(outlook)))
    then("hotseat plan", "hotseat diagnostic")
    return 0


def _print_day(day: PlanDay) -> None:
    say(strong(reasons.spoken_day(day.day)) + faint(f"  {round(day.minutes)} min"))
    room = width() - 34
    for task in day.tasks:
        title = short(harmless(task.title or task.unit), room)
        say(f"  {round(task.minutes):>3} min  {title:<{room}} {reasons.task_words(task)}")
    if not day.tasks:
        say("  nothing that fits")


def _print_chance(name: str, found: Forecast | LoopForecast) -> None:
    ends = [min(BAR_COLUMNS - 1, int(each * BAR_COLUMNS)) for each in (found.low, found.chance, found.high)]
    cells = ["=" if ends[0] <= n <= ends[2] else "." for n in range(BAR_COLUMNS)]
    cells[ends[1]] = "|"
    say(f"{name}\n    {''.join(cells)}  {reasons.chance(found)}")


def _command(round_: str, unit: str) -> str:
    """What to type for a task."""
    words = {"coding": "open", "concept": "review", "drill": "drill", "loop": "loop"}
    return f"hotseat {words[round_]} {unit}" if round_ in words else "hotseat start"


def _day_json(day: PlanDay) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "minutes": round(day.minutes, 1),
        "is_last": day.is_last,
        "tasks": [
            {
                "kind": each.kind,
                "round": each.round,
                "unit": each.unit,
                "title": each.title,
                "minutes": each.minutes,
            }
            for each in day.tasks
        ],
    }


def _readiness_json(outlook: Outlook) -> dict[str, Any]:
    forecast, day = outlook.forecast, outlook.wishes.interview
    return {
        "interview": day.isoformat() if day else None,
        "role": outlook.wishes.role,
        "answers": len(outlook.facts.evidence),
        "loop": None if forecast is None else {"name": forecast.name, **_chance_json(forecast)},
        "rounds": [
            {
                "title": round_.title,
                "kind": found.kind,
                **_chance_json(found),
                "levels": [round(each, 4) for each in found.levels],
                "score": round(found.score, 4),
            }
            for round_, found in outlook.titled()
        ],
        "topics": [
            {"topic": each.id, "answers": each.answers, "share": round(each.share, 4), "low": round(each.low, 4),
             "high": round(each.high, 4)}
            for each in outlook.mastery.topics
        ],
    }  # fmt: skip


def _chance_json(found: Forecast | LoopForecast) -> dict[str, Any]:
    ends = {"chance": found.chance, "low": found.low, "high": found.high}
    return {
        **{name: round(each, 4) for name, each in ends.items()},
        "moves": [_move_json(m) for m in found.moves],
    }


def _move_json(move: Move) -> dict[str, Any]:
    return {
        "topic": move.topic,
        "why": move.why,
        "gain": round(move.gain, 4),
        "minutes": round(move.minutes),
        "evidence": list(move.evidence),
    }
