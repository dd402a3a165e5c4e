"""The levels of a behavioural round: the middle of its answers', each with the sentence that shows it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

from hotseat.model.scorecard import How, Proof, Score

STORY = ("situation", "own-action", "result", "reflection", "scope")
PLAIN_SPEECH = "plain-speech"
COUNTED = 0.5  # of the prompts that were drawn; those not reached up to there count as not answered
LONGEST_QUOTE = 140


@dataclass(frozen=True)
class Told:
    """An answer as it counts: levels (None: not judged), why and the sentence, by competency."""

    title: str
    link: str
    levels: Mapping[str, int | None]
    because: Mapping[str, str]
    quotes: Mapping[str, str]
    is_self: bool = False


def behavioural_scores(told: Sequence[Told], drawn: int) -> list[Score]:
    """A score per competency that was asked for. drawn: how many prompts the round held."""
    missed = max(0, math.ceil(COUNTED * drawn) - len(told))
    wanted = [each for each in (*STORY, PLAIN_SPEECH) if any(each in one.levels for one in told)]
    return [_score(each, told, missed) for each in wanted or STORY]


def _score(competency: str, told: Sequence[Told], missed: int) -> Score:
    own = [each for each in told if competency in each.levels]
    if not own:
        return Score(competency, 1, "computed", "Nothing was told.")
    judged = [level for each in own if (level := each.levels[competency]) is not None]
    proofs = tuple(Proof(_says(each, competency), each.link) for each in own)[:4]
    if not judged:
        because = "Whether this is so cannot be told offline; read your answers and judge them."
        return Score(competency, None, "not judged", because, proofs)
    level = median_low([*judged, *([1] * missed)])
    by: How = (
        "self"
        if any(each.is_self for each in own)
        else "rubric"
        if competency == PLAIN_SPEECH
        else "computed"
    )
    because = f"Levels of your answers: {', '.join(str(each) for each in judged)}"
    if len(judged) < len(own):
        because += f"; {len(own) - len(judged)} could not be judged"
    if missed:
        because += f"; {missed} prompt{'s' * (missed > 1)} not reached"
    return Score(competency, level, by, f"{because}.", proofs)


def _says(one: Told, competency: str) -> str:
    level = one.levels[competency]
    quote = " ".join(one.quotes.get(competency, "").split())
    quote = quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1] + "…"
    head = f"{one.title}, {level if level is not None else 'not judged'}"
    return f"{head}: “{quote}”" if quote else f"{head}: {one.because.get(competency, '')}"
