"""The levels of a round of questions."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from hotseat.model.scorecard import How, Proof, Score
from hotseat.scorecard.levels import likely, of_share

FACETS = ("recall", "intuition", "trade-offs")
WORDS = {"recall": "the facts", "intuition": "the reasons", "trade-offs": "the trade-offs"}
COUNTED = 2 / 3  # of the questions that were drawn; those not reached up to there count as not answered
ENOUGH, SOME = 0.5, 0.25


@dataclass(frozen=True)
class Answered:
    """An answer as it counts. sure, undecided: weights per facet out of total; how: who decided.

    weights: per facet, what the question holds.
    """

    title: str
    link: str
    sure: dict[str, float]
    undecided: dict[str, float]
    weights: dict[str, float]
    misconceptions: tuple[str, ...]
    has_major: bool
    how: How


@dataclass(frozen=True)
class Followed:
    """A follow-up that was answered. number: 1 or 2 after its question; share: None where it was not judged."""

    title: str
    link: str
    number: int
    share: float | None
    is_self: bool = False


def concept_scores(answers: Sequence[Answered], followed: Sequence[Followed], drawn: int) -> list[Score]:
    """Recall, intuition, trade-offs and depth. drawn: how many questions the round held.

    A facet that no question asks for is left out.
    """
    missed = max(0, math.ceil(COUNTED * drawn) - len(answers))
    asked = [facet for facet in FACETS if any(each.weights.get(facet, 0) > 0 for each in answers)]
    return [*(_facet(each, answers, missed) for each in asked or FACETS[:1]), _depth(followed, len(answers))]


def _facet(facet: str, answers: Sequence[Answered], missed: int) -> Score:
    own = [each for each in answers if each.weights.get(facet, 0) > 0]
    if not own:
        return Score(facet, 1, "rubric", "No question was answered.")
    usual = sum(each.weights[facet] for each in own) / len(own)
    weight = sum(each.weights[facet] for each in own) + missed * usual
    sure = sum(each.sure.get(facet, 0.0) for each in own) / weight
    undecided = sum(each.undecided.get(facet, 0.0) for each in own) / weight
    share = likely(sure, undecided)
    level = _with_misconceptions(of_share(share), own)
    because = f"{sure:.0%} of {WORDS[facet]} covered"
    if undecided:
        because += f", {undecided:.0%} could not be told"
    if missed:
        because += f"; {missed} question{'s' * (missed > 1)} not reached"
    hows = {each.how for each in own}
    how: How = "peer" if "peer" in hows else "self" if "self" in hows else "rubric"
    return Score(facet, level, how, f"{because}.", _proofs(own, facet))


def _with_misconceptions(level: int, own: Sequence[Answered]) -> int:
    wrong = [each for each in own if each.misconceptions]
    major = [each for each in own if each.has_major]
    if 2 * len(major) > len(own):
        return 1
    return min(level, 3) if wrong else level


def _proofs(own: Sequence[Answered], facet: str) -> tuple[Proof, ...]:
    """Misconceptions first, then the strongest and the weakest answer."""
    found = [
        Proof(f"{each.title}: {each.misconceptions[0]}", each.link) for each in own if each.misconceptions
    ]
    ranked = sorted(own, key=lambda each: each.sure.get(facet, 0.0) / each.weights[facet])
    for each in dict.fromkeys((ranked[0].link, ranked[-1].link)):
        one = next(answer for answer in own if answer.link == each)
        found.append(Proof(f"{one.title}: {one.sure.get(facet, 0.0) / one.weights[facet]:.0%}", one.link))
    return tuple(found[:4])


def _depth(followed: Sequence[Followed], answered: int) -> Score:
    if not followed:
        because = "No follow-up was reached." if answered else "No question was answered."
        return Score("depth", 1, "rubric", because)
    judged = [(each, each.share) for each in followed if each.share is not None]
    proofs = tuple(Proof(f"{each.title}, follow-up {each.number}", each.link) for each in followed[:3])
    if not judged:
        because = "The follow-ups that you reached cannot be judged offline; compare yours with the answers."
        return Score("depth", None, "not judged", because, proofs)
    how: How = "self" if any(each.is_self for each, _ in judged) else "rubric"
    first = [share for each, share in judged if each.number == 1]
    second = [share for each, share in judged if each.number == 2]
    mean = sum(first) / len(first) if first else 0.0
    deep = sum(second) / len(second) if second else 0.0
    level = 1
    if mean >= SOME or deep >= SOME:
        level = 2
    if mean >= ENOUGH:
        level = 3
        if deep >= ENOUGH:
            level = 4
    because = f"First follow-ups {mean:.0%} answered" + (f", second ones {deep:.0%}." if second else ".")
    return Score("depth", level, how, because, proofs)
