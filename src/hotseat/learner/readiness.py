"""The chance of a hire, in a round or a loop on a day, how sure that is, and what would raise it most.

A round draws its units over topics, what is asked often more often. Given abilities its level has a known distribution
(learner/levels.py); the chance is the mean over draws from the posterior, and its interval their middle 90 %. What is
not reviewed until the day is forgotten: where FSRS expects less recall than it schedules for, ability falls.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from scipy.special import expit, logit

from hotseat.learner.fitting import Array
from hotseat.learner.levels import hire_chance, level_chances, loop_chance
from hotseat.learner.mastery import Mastery
from hotseat.model.errors import WrongInput
from hotseat.model.evidence import ASKED_WEIGHT, HireRule, LoopShape, RoundShape
from hotseat.model.unit import Syllabus

Worth = dict[tuple[str, str], float]
Why = Literal["weak", "stale", "untested"]
NUDGE = 0.02  # of a round's mean score, for the slope of the chance
SHOWN = 5
NODES, _RAW_WEIGHTS = np.polynomial.hermite_e.hermegauss(9)
NODE_WEIGHTS = _RAW_WEIGHTS / _RAW_WEIGHTS.sum()
MOST_IDS = 3


@dataclass(frozen=True)
class ReadinessSettings:
    """How a round is played out. All are judgements; decision 0010 tells what they were tried on.

    item_sd: spread of difficulty between units of one level, logits. noise: variance of one unit's score as a share of
    a right-or-wrong one's. forgetting: logits lost per unit of recall below kept_recall. solid_share: expected score
    at a core question that counts as solid. minutes_per_logit: practice that a logit takes; minutes_to_refresh: what a
    forgotten logit takes; least_minutes: of any move. draws: from the posterior. tried_out: moves whose gain is
    computed exactly, the others are ranked by a slope; 0 leaves moves out and is faster.
    """

    item_sd: float = 0.6
    noise: float = 0.35
    forgetting: float = 1.5
    kept_recall: float = 0.9
    solid_share: float = 0.85
    minutes_per_logit: float = 25.0
    minutes_to_refresh: float = 8.0
    least_minutes: float = 5.0
    draws: int = 256
    stale_recall: float = 0.75
    tried_out: int = 8


USUAL = ReadinessSettings()


@dataclass(frozen=True)
class Move:
    """A topic, and what making it solid would do. gain: of the chance of a hire, >= 0; minutes: estimated practice.

    why: "untested" (no answer at it), "stale" (known, but forgotten by the day) or "weak". evidence: ids of the answers
    that show it, weakest first, at most 3. recall: on the day, None without a card. share: expected score now.
    """

    topic: str
    gain: float
    minutes: float
    why: Why
    evidence: tuple[str, ...]
    recall: float | None
    share: float
    asked: str

    @property
    def gain_per_minute(self) -> float:
        """What moves are sorted by."""
        return self.gain / self.minutes


@dataclass(frozen=True)
class Forecast:
    """A round. chance of at least "hire", with its 90 % interval; score: expected; levels: chances of 1 to 4.

    moves: at most five topics, the most gain per minute first. worth: gain per minute of practice by kind of round and
    topic, for plans (learner/plan.py).
    """

    kind: str
    chance: float
    low: float
    high: float
    score: float
    levels: tuple[float, float, float, float]
    moves: tuple[Move, ...]
    worth: Worth


@dataclass(frozen=True)
class LoopForecast:
    """A loop. chance, low, high, moves, worth as in a round's; rounds: each on its own, in order."""

    name: str
    chance: float
    low: float
    high: float
    rounds: tuple[Forecast, ...]
    moves: tuple[Move, ...]
    worth: Worth


def forecast_round(
    mastery: Mastery,
    syllabus: Syllabus,
    shape: RoundShape,
    recall: Mapping[str, float],
    rng: np.random.Generator,
    settings: ReadinessSettings = USUAL,
) -> Forecast:
    """One round, decided by the usual rule.

    recall: by topic on the day (learner/memory.py); empty when nothing is forgotten. Raises WrongInput for a round that
    has no topic to draw from.
    """
    loop = LoopShape(shape.kind, (shape,))
    return forecast_loop(mastery, syllabus, loop, recall, rng, settings).rounds[0]


def forecast_loop(
    mastery: Mastery,
    syllabus: Syllabus,
    loop: LoopShape,
    recall: Mapping[str, float],
    rng: np.random.Generator,
    settings: ReadinessSettings = USUAL,
) -> LoopForecast:
    """A whole loop; arguments and errors as for a round. The same state of rng gives the same forecast.

    Raises WrongInput for a loop without rounds.
    """
    if not loop.rounds:
        raise WrongInput(f"The loop {loop.name} has no round.", "", "Name at least one round.")
    parts = mastery.draws(rng, settings.draws)
    played = [
        _Played.of(mastery, _drawn(syllabus, shape), (shape, loop.rule), recall, parts, settings)
        for shape in loop.rounds
    ]
    chances = loop_chance([each.levels for each in played], loop.rule)
    rounds = tuple(_forecast(each, _alone(loop.rule), mastery) for each in played)
    moves, worth = _moves(played, loop.rule, mastery)
    low, high = _interval(chances)
    return LoopForecast(loop.name, float(chances.mean()), low, high, rounds, moves, worth)


def _interval(chances: Array) -> tuple[float, float]:
    """Where the chance lies with 90 % certainty, widened to hold its mean, which a long tail may pull out of it."""
    low, high = np.quantile(chances, [0.05, 0.95])
    mean = float(chances.mean())
    return min(float(low), mean), max(float(high), mean)


def _alone(rule: HireRule) -> HireRule:
    """The rule for a round by itself: at least hire."""
    return HireRule(rule.thresholds, least_mean=3.0, least_level=3)


@dataclass(frozen=True)
class _Played:
    """A round over all draws. weights: (topics,), sum 1. abilities: (topics, draws) on the day, before difficulty.

    nodes: (topics, 9), where quadrature looks at each topic's ability, so that equal topics have equal worth.
    lost: (topics,) logits forgotten by the day.
    """

    shape: RoundShape
    rule: HireRule
    topics: tuple[str, ...]
    asked: tuple[str, ...]
    weights: Array
    abilities: Array
    nodes: Array
    lost: Array
    recall: Mapping[str, float]
    settings: ReadinessSettings

    @staticmethod
    def of(
        mastery: Mastery,
        asked: dict[str, str],
        kind: tuple[RoundShape, HireRule],
        recall: Mapping[str, float],
        parts: Array,
        settings: ReadinessSettings,
    ) -> "_Played":
        shape, rule = kind
        topics = tuple(asked)
        weights = np.array([ASKED_WEIGHT.get(each, ASKED_WEIGHT["medium"]) for each in asked.values()])
        gaps = [max(0.0, settings.kept_recall - recall.get(topic, 1.0)) for topic in topics]
        lost = settings.forgetting * np.array(gaps)
        rows = mastery.rows(topics, shape.kind)
        sds = np.sqrt(np.sum((rows @ mastery.cov) * rows, axis=1))
        nodes = (rows @ mastery.mean - lost)[:, None] + sds[:, None] * NODES
        abilities = rows @ parts - lost[:, None]
        return _Played(
            shape,
            rule,
            topics,
            tuple(asked.values()),
            weights / weights.sum(),
            abilities,
            nodes,
            lost,
            recall,
            settings,
        )

    def shares_at(self, abilities: Array) -> Array:
        """The mean score of one unit at these abilities, over units of varying difficulty; same shape."""
        wide = np.sqrt(1 + np.pi / 8 * self.settings.item_sd**2)
        return np.asarray(expit((abilities - self.shape.difficulty) / wide))

    @cached_property
    def shares(self) -> Array:
        """The mean score of one unit by topic; (topics, draws)."""
        return self.shares_at(self.abilities)

    @cached_property
    def shares_if_solid(self) -> Array:
        """The same if the topic were solid; (topics, draws)."""
        return np.maximum(self.shares, self.shares_at(np.array(self.solid)))

    @cached_property
    def sums(self) -> tuple[Array, Array]:
        """Over topics, the weighted sums of shares and of their squares; both (draws,)."""
        return self.weights @ self.shares, self.weights @ self.shares**2

    @cached_property
    def levels(self) -> Array:
        """Chances of the levels; (4, draws)."""
        return self._levels(*self.sums, 0.0)

    @cached_property
    def nudged(self) -> tuple[Array, Array]:
        """The same with the mean score a little higher, and lower."""
        return self._levels(*self.sums, NUDGE), self._levels(*self.sums, -NUDGE)

    def levels_if_solid(self, topic: str) -> Array:
        """Chances of the levels if a topic were solid; (4, draws)."""
        if topic not in self.topics:
            return self.levels
        place = self.topics.index(topic)
        weight, before, after = self.weights[place], self.shares[place], self.shares_if_solid[place]
        first, second = self.sums
        return self._levels(first + weight * (after - before), second + weight * (after**2 - before**2), 0.0)

    def _levels(self, first: Array, second: Array, shift: float) -> Array:
        """The score's variance is that between topics and that of a unit's score, shared among the questions."""
        between, within = second - first**2, self.settings.noise * (first - second)
        return level_chances(first + shift, (between + within) / self.shape.questions, self.rule)

    @property
    def solid(self) -> float:
        """The ability from which a topic is solid, logits."""
        return float(logit(self.settings.solid_share))

    @cached_property
    def missing_share(self) -> Array:
        """By topic, the expected score missing to solid; (topics,)."""
        now = self.shares_at(self.nodes)
        return np.asarray((np.maximum(now, self.shares_at(np.array(self.solid))) - now) @ NODE_WEIGHTS)

    @cached_property
    def missing(self) -> Array:
        """By topic, the logits missing to solid; (topics,)."""
        return np.asarray(np.maximum(self.solid - self.nodes, 0.0) @ NODE_WEIGHTS)

    @cached_property
    def minutes(self) -> Array:
        """The practice that each topic takes to be solid; (topics,)."""
        forgotten = np.minimum(self.lost, self.missing)
        learned = self.settings.minutes_per_logit * (self.missing - forgotten)
        refreshed = self.settings.minutes_to_refresh * forgotten
        return np.asarray(np.maximum(self.settings.least_minutes, learned + refreshed))


def _drawn(syllabus: Syllabus, shape: RoundShape) -> dict[str, str]:
    """How often each topic is asked that a round draws from, in the order of the syllabus."""
    wanted = set(shape.topics)
    found = {
        topic.id: topic.asked
        for area in syllabus.areas
        for topic in area.topics
        if (topic.id in wanted if wanted else shape.kind in topic.rounds)
    }
    if not found:
        fix = "Name topics of the syllabus, or a kind of round that it has."
        raise WrongInput(f"A {shape.kind} round has no topic to draw from.", "", fix)
    return found


def _slopes(played: Sequence[_Played], rule: HireRule) -> list[float]:
    """For each round, how much the loop's chance rises with the round's mean score."""
    levels, found = [each.levels for each in played], []
    for place, each in enumerate(played):
        up, down = (
            loop_chance([*levels[:place], moved, *levels[place + 1 :]], rule).mean() for moved in each.nudged
        )
        found.append(max(0.0, float(up - down) / (2 * NUDGE)))
    return found


def _forecast(played: _Played, rule: HireRule, mastery: Mastery) -> Forecast:
    chances, levels = hire_chance(played.levels), played.levels
    moves, worth = _moves([played], rule, mastery)
    low, high = _interval(chances)
    one, two, three, four = levels.mean(axis=1).tolist()
    score = float(played.sums[0].mean())
    return Forecast(
        kind=played.shape.kind,
        chance=float(chances.mean()),
        low=low,
        high=high,
        score=score,
        levels=(one, two, three, four),
        moves=moves,
        worth=worth,
    )


def _moves(played: Sequence[_Played], rule: HireRule, mastery: Mastery) -> tuple[tuple[Move, ...], Worth]:
    """The five moves that pay most, and what a minute at each topic pays by the slope."""
    gains: dict[str, float] = {}
    minutes: dict[str, float] = {}
    worth: Worth = {}
    for each, slope in zip(played, _slopes(played, rule), strict=True):
        missing = (each.weights * each.missing_share * slope).tolist()
        for topic, gain, long in zip(each.topics, missing, each.minutes.tolist(), strict=True):
            gains[topic] = gains.get(topic, 0.0) + gain
            minutes[topic] = max(minutes.get(topic, 0.0), long)
            key = each.shape.kind, topic
            worth[key] = worth.get(key, 0.0) + gain / long
    before = float(loop_chance([each.levels for each in played], rule).mean())
    found = []
    for topic in sorted(gains, key=lambda name: (-gains[name] / minutes[name], name))[
        : played[0].settings.tried_out
    ]:
        after = loop_chance([each.levels_if_solid(topic) for each in played], rule)
        gain = max(0.0, float(after.mean()) - before)
        first = next(each for each in played if topic in each.topics)
        found.append(_move(topic, gain, minutes[topic], first, mastery))
    found.sort(key=lambda move: (-move.gain_per_minute, move.topic))
    return tuple(found[:SHOWN]), worth


def _move(topic: str, gain: float, minutes: float, played: _Played, mastery: Mastery) -> Move:
    place = played.topics.index(topic)
    record = mastery.record.get(topic, ())
    recall = played.recall.get(topic)
    missing = float(played.missing[place])
    is_stale = recall is not None and recall < played.settings.stale_recall
    is_mostly_forgotten = is_stale and float(played.lost[place]) >= missing / 2
    why: Why = "untested" if not record else "stale" if is_mostly_forgotten else "weak"
    weakest = sorted(record, key=lambda each: (each.credit + each.possible, each.at, each.id))
    shown = tuple(each.id for each in weakest[:MOST_IDS])
    share = float(played.shares[place].mean())
    return Move(topic, gain, minutes, why, shown, recall, share, played.asked[place])
