"""A story told in an interview: its parts, who did what, its numbers, and what an interviewer would ask about.

How parts are found: every passage has cues (grader/cues.py); the parts are those for which the cues weigh most while
the story goes forward. Going back costs: from result to situation more than any one cue is worth. A passage
without cues is no part, and counts for nothing. Whether the story fits the prompt, and whether it is true, is not
judged.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hotseat.grader import cues
from hotseat.grader.counting import NUMBER
from hotseat.grader.doing import doers
from hotseat.grader.gates import gate
from hotseat.grader.own_words import MOST_CHARACTERS, own_words
from hotseat.grader.passages import Passage, passages, places, spoken_minutes, spoken_words
from hotseat.grader.story_levels import Reading, levels, unread
from hotseat.grader.text import straightened, words
from hotseat.model.assessment import Evidence
from hotseat.model.behavioural import PARTS, Flag, Part, Share, StoryFeedback, Told

FAINT = 1.2  # a cue that weighs less decides nothing
SHORT_WORDS = 70  # half a minute
HEDGES = 3
_START = {"situation": 0.0, "task": 0.0, "action": 0.3, "result": 1.0, "reflection": 2.5}
_BACK = {
    ("task", "situation"): 0.3,
    ("action", "situation"): 1.5,
    ("action", "task"): 1.2,
    ("result", "situation"): 4.0,
    ("result", "task"): 3.0,
    ("result", "action"): 0.7,
    ("reflection", "situation"): 4.0,
    ("reflection", "task"): 4.0,
    ("reflection", "action"): 2.0,
    ("reflection", "result"): 1.2,
}
_SAYS = {
    "no-numbers": "The result has no number: say how much, how many, how long or what it cost.",
    "we-not-i": 'What was done, mostly "we" did: say what you did yourself.',
    "no-reflection": "Nothing says what you learned or would do differently.",
    "no-action": "Nothing says what you did.",
    "no-result": "Nothing says how it ended.",
    "too-short": "This is said in less than half a minute; two to three minutes are usual.",
    "hedged": 'Words like "kind of" and "maybe" take the certainty out of what you did.',
}


@dataclass(frozen=True)
class _Path:
    """The best way to hear a story up to a passage."""

    worth: float
    parts: tuple[Part, ...]


def analyse_story(prompt: str, text: str) -> StoryFeedback:
    """What can be shown about a story, offline. Longer answers than 10,000 characters are read up to there."""
    reason = gate(prompt, straightened(text[:MOST_CHARACTERS]))
    found = [] if reason else passages(own_words(prompt, text))
    if reason is None and gate(prompt, " ".join(each.text for each in found)) is not None:
        reason = "nothing of its own"
    if reason is not None:
        return StoryFeedback((), (), (), unread(reason), 0, 0.0, 0, 0, (), (), reason)
    reading = _read(found)
    count = spoken_words(found)
    hedges = places(cues.HEDGE, found)
    return StoryFeedback(
        told=tuple(Told(each.place, part, len(words(each.text))) for each, part in reading.told),
        shares=_shares(reading, count),
        flags=_flags(reading, count, hedges),
        levels=levels(reading),
        words=count,
        minutes=spoken_minutes(count),
        own=reading.own,
        shared=reading.shared,
        numbers=places(NUMBER, reading.of("result")),
        hedges=hedges,
        gate=None,
    )


def _read(found: Sequence[Passage]) -> Reading:
    told = tuple(zip(found, _parts(found), strict=True))
    counts = [doers(each.text) for each, part in told if part == "action"]
    return Reading(told, sum(own for own, _ in counts), sum(shared for _, shared in counts))


def _parts(found: Sequence[Passage]) -> list[Part | None]:
    """The part of every passage, or None."""
    scored = [cues.scores(each.text) for each in found]
    clear = [place for place, each in enumerate(scored) if max(each.values(), default=0.0) >= FAINT]
    if not clear:
        return [None] * len(found)
    best = {part: _Path(scored[clear[0]].get(part, 0.0) - _START[part], (part,)) for part in PARTS}
    for place in clear[1:]:
        best = {part: _longer(best, part, scored[place].get(part, 0.0)) for part in PARTS}
    heard = max(best.values(), key=lambda path: path.worth).parts
    parts: list[Part | None] = [None] * len(found)
    for place, part in zip(clear, heard, strict=True):
        if scored[place].get(part, 0.0) >= FAINT:
            parts[place] = part
    return parts


def _longer(best: dict[Part, _Path], part: Part, score: float) -> _Path:
    before = max(best, key=lambda other: best[other].worth - _BACK.get((other, part), 0.0))
    path = best[before]
    return _Path(path.worth - _BACK.get((before, part), 0.0) + score, (*path.parts, part))


def _shares(reading: Reading, count: int) -> tuple[Share, ...]:
    parts = (*PARTS, None)
    counted = [(part, spoken_words(reading.of(part))) for part in parts]
    return tuple(Share(part, spoken, round(spoken / max(1, count), 3)) for part, spoken in counted)


def _flags(reading: Reading, count: int, hedges: tuple[Evidence, ...]) -> tuple[Flag, ...]:
    has = {part: reading.of(part) for part in PARTS}
    we = places(re.compile(r"\bwe\b", re.IGNORECASE), has["action"])
    raised = {
        "no-action": not has["action"],
        "we-not-i": bool(has["action"]) and reading.shared > reading.own,
        "no-result": not has["result"],
        "no-numbers": bool(has["result"]) and not places(NUMBER, has["result"]),
        "no-reflection": not has["reflection"],
        "too-short": count < SHORT_WORDS,
        "hedged": len(hedges) >= HEDGES,
    }
    where = {
        "we-not-i": we,
        "no-numbers": tuple(each.place for each in has["result"]),
        "hedged": hedges,
    }
    return tuple(Flag(name, _SAYS[name], where.get(name, ())) for name, is_so in raised.items() if is_so)
