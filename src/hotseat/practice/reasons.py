"""Chances, intervals and what lies behind them in words, for the terminal and the browser alike."""

from collections.abc import Sequence
from datetime import date

from hotseat.learner.plan import Task
from hotseat.learner.readiness import Forecast, LoopForecast, Move
from hotseat.model.evidence import Evidence
from hotseat.practice.outlook import Outlook
from hotseat.practice.shapes import KINDS

WHERE = {
    "coding": "problem",
    "concept": "question",
    "drill": "drill",
    "behavioural": "story",
    "loop": "mock interview",
}
LEAST_POINTS = 0.1  # of the chance, in percent
COUNTED = {"concept": ("concept", "drill")}  # whose answers bear on a kind of round, where not only its own


def percent(share: float) -> str:
    """A chance or a share: "32 %", never a certainty."""
    if share < 0.01:
        return "under 1 %"
    return "over 99 %" if share > 0.99 else f"{share:.0%}".replace("%", " %")


def interval(low: float, high: float) -> str:
    """The 90 % interval: "8 to 60 %"."""
    ends = [round(100 * each) for each in (low, high)]
    return percent(low) if ends[0] == ends[1] else f"{ends[0]} to {ends[1]} %"


def chance(forecast: Forecast | LoopForecast) -> str:
    """A forecast in one piece: "32 % (8 to 60 %)"."""
    return f"{percent(forecast.chance)} ({interval(forecast.low, forecast.high)})"


def because(outlook: Outlook, forecast: Forecast) -> str:
    """What a round's chance rests on."""
    count = len(answers_to(outlook.facts.evidence, forecast.kind))
    if count == 0:
        return "No answer of this kind yet, so this is little more than a guess."
    said = f"{count} answer{'' if count == 1 else 's'} so far; expected score {percent(forecast.score)}."
    if forecast.moves:
        first = forecast.moves[0]
        said += f" Most to gain: {outlook.topic_name(first.topic)}, {why(first)}."
    return said


def why(move: Move) -> str:
    """Why a topic would pay."""
    if move.why == "untested":
        return "no answer yet"
    if move.why == "stale" and move.recall is not None:
        return f"recall falls to {percent(move.recall)} by the day"
    return f"expected score {percent(move.share)}"


def gain(move: Move) -> str:
    """What making a topic solid would add, and how long it would take."""
    points, minutes = 100 * move.gain, max(5, 5 * round(move.minutes / 5))
    if points < LEAST_POINTS:
        return f"by itself under {LEAST_POINTS} points, in about {minutes} min"
    return f"+{points:.1f} points in about {minutes} min"


def basis(outlook: Outlook) -> str:
    """What the chances mean: for which day, and under which condition."""
    day = outlook.wishes.interview
    when = f"on {spoken_day(day)}, if you did nothing more until then" if day else "if it were today"
    return f"Chance of at least a hire {when}. In brackets: where it lies with 90 % certainty."


def answers_to(evidence: Sequence[Evidence], kind: str) -> list[Evidence]:
    """The answers that bear directly on a kind of round."""
    rounds = COUNTED.get(kind, (kind,))
    return [each for each in evidence if each.round in rounds]


def kind_of_round(kind: str) -> str:
    """A round of a format as the syllabus calls it."""
    return KINDS.get(kind, kind)


def task_words(task: Task) -> str:
    """What a task is: "new question", "drill, review", "mock interview"."""
    if task.kind == "mock":
        return WHERE["loop"]
    what = WHERE.get(task.round, task.round)
    return f"{what}, review" if task.kind == "review" else f"new {what}"


def spoken_day(day: date) -> str:
    """A day as people say it: "Fri 25 Dec"."""
    return f"{day:%a} {day.day} {day:%b}"
