"""Whether a topic is known, by as few questions as make that clear. Pure functions.

Model: the one-parameter logistic model of item response theory (Rasch 1960), with a floor for guessing. Somebody of
ability t answers an item of difficulty b rightly with chance c + (1 - c) / (1 + exp(b - t)); c is the chance to hit
the answer without knowing anything (one in four for four options, 0 for prose and numbers). Difficulty in logits:
warm-up -1, core 0, stretch +1, as the authors set the level; it is not calibrated on answers.

Rule: Wald's sequential probability ratio test (Wald 1947, "Sequential Analysis"; with item response models: Nydick
2014, "The Sequential Probability Ratio Test and Binary Item Response Models").
"Knows it" is ability +1.1, right on three of four core items; "does not know it" is -1.1, right on one of four. Each
answer adds the logarithm of how much likelier it is from somebody who knows. The quiz ends when the sum reaches
ln((1 - BETA) / ALPHA) = 2.89, known, or ln(BETA / (1 - ALPHA)) = -2.25, not known; not before three items, not after
seven. Where neither can be reached any more with the items that are left, there is no decision. Then at most
ALPHA / (1 - BETA) = 5.6 % of those who do not know a topic pass, and at most BETA / (1 - ALPHA) = 10.5 % of those
who know it fail.

An answer that is partly right counts in proportion: its share as right, the rest as wrong.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Decision = Literal["open", "known", "not-known", "no-decision"]
LEVELS = ("warmup", "core", "stretch")
DIFFICULTY = {"warmup": -1.0, "core": 0.0, "stretch": 1.0}
KNOWS, LACKS = 1.1, -1.1
ALPHA, BETA = 0.05, 0.10
UPPER, LOWER = math.log((1 - BETA) / ALPHA), math.log(BETA / (1 - ALPHA))
FEWEST, MOST = 3, 7
RIGHT_FROM, WRONG_BELOW = 0.75, 0.5


@dataclass(frozen=True)
class Item:
    """A question or drill that a quiz may ask. guess: in [0, 1); is_computed: graded without a rubric."""

    round: str
    unit: str
    level: str
    guess: float
    is_computed: bool


@dataclass(frozen=True)
class Asked:
    """An item with what the answer was worth, in [0, 1]."""

    item: Item
    score: float


def chance(item: Item, ability: float) -> float:
    """Of a right answer, in (0, 1). ability: in logits."""
    return item.guess + (1 - item.guess) / (1 + math.exp(DIFFICULTY[item.level] - ability))


def evidence(item: Item, score: float) -> float:
    """What an answer says for knowing the topic, as the logarithm of a likelihood ratio."""
    knows, lacks = chance(item, KNOWS), chance(item, LACKS)
    return score * math.log(knows / lacks) + (1 - score) * math.log((1 - knows) / (1 - lacks))


def estimate(asked: Sequence[Asked]) -> float:
    """The sum of the evidence: 0 when nothing speaks for or against."""
    return sum(evidence(each.item, each.score) for each in asked)


def likelihood(asked: Sequence[Asked]) -> float:
    """The chance that the topic is known, for somebody of whom nothing was known before, in (0, 1)."""
    return 1 / (1 + math.exp(-estimate(asked)))


def decide(items: Sequence[Item], asked: Sequence[Asked]) -> Decision:
    """Where a quiz stands. items: all that may be asked, with those that were."""
    value = estimate(asked)
    if len(asked) >= FEWEST:
        if value >= UPPER:
            return "known"
        if value <= LOWER:
            return "not-known"
    left = _left(items, asked)
    room = min(MOST - len(asked), len(left))
    if len(asked) + room < FEWEST:
        return "no-decision"
    best = value + sum(sorted((evidence(each, 1.0) for each in left), reverse=True)[:room])
    worst = value + sum(sorted(evidence(each, 0.0) for each in left)[:room])
    return "open" if room and (best >= UPPER or worst <= LOWER) else "no-decision"


def can_pass(items: Sequence[Item]) -> bool:
    """Whether right answers to all that may be asked would show that the topic is known."""
    best = sorted((evidence(each, 1.0) for each in items), reverse=True)[:MOST]
    return len(best) >= FEWEST and sum(best) >= UPPER


def following(items: Sequence[Item], asked: Sequence[Asked]) -> Item | None:
    """The item to ask next, None when the quiz is over.

    The first is a core one; after a right answer it goes up a level, after a wrong one down. Of the items nearest to
    that level, those with a computed answer come first: whether prose is right cannot always be told.
    """
    if decide(items, asked) != "open":
        return None
    wanted = _level(asked)
    return min(
        _left(items, asked),
        key=lambda each: (
            abs(LEVELS.index(each.level) - wanted),
            LEVELS.index(each.level),
            not each.is_computed,
            items.index(each),
        ),
    )


def _level(asked: Sequence[Asked]) -> int:
    level = LEVELS.index("core")
    for each in asked:
        level += (each.score >= RIGHT_FROM) - (each.score < WRONG_BELOW)
        level = min(len(LEVELS) - 1, max(0, level))
    return level


def _left(items: Sequence[Item], asked: Sequence[Asked]) -> list[Item]:
    gone = {(each.item.round, each.item.unit) for each in asked}
    return [each for each in items if (each.round, each.unit) not in gone]
