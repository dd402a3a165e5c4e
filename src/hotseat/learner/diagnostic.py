"""Placing a new candidate in at most 25 minutes: which unit to ask next, and where the answers put them.

The next unit is the one whose answer tells most, per minute, about the abilities in all areas that can be asked: the
mutual information between its score and these abilities, in nats, for the Gaussian that is believed now.
Source: Wang and Chang, Item selection in multidimensional computerized adaptive testing, Psychometrika 76, 2011.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hotseat.learner.credit import weight_of
from hotseat.learner.fitting import Array
from hotseat.learner.mastery import Mastery, TopicMastery, expected_share
from hotseat.model.evidence import DIFFICULTY, Item

DIAGNOSTIC_MINUTES = 25.0
START_SHARE = 0.6  # expected score from which a level is neither idle nor hopeless to start at


@dataclass(frozen=True)
class AreaPlace:
    """Where an area stands. level: to start at, "warmup", "core" or "stretch"; is_tested: an answer bears on it."""

    mastery: TopicMastery
    level: str
    is_tested: bool


@dataclass(frozen=True)
class Placement:
    """What a diagnostic found. areas: in order of the syllabus; share, low, high: over all areas, at core units."""

    areas: tuple[AreaPlace, ...]
    share: float
    low: float
    high: float


def next_item(mastery: Mastery, candidates: Sequence[Item], minutes_left: float) -> Item | None:
    """The unit to ask next; None when no unseen candidate fits in the time that is left.

    Estimate anew after every answer. Equal candidates are taken in order of round and unit.
    """
    fitting = [each for each in candidates if each.minutes <= minutes_left and each.unit not in mastery.seen]
    if not fitting:
        return None
    per_minute = information(mastery, fitting, candidates) / np.array([each.minutes for each in fitting])
    order = sorted(
        range(len(fitting)), key=lambda n: (-round(per_minute[n], 12), fitting[n].round, fitting[n].unit)
    )
    return fitting[order[0]]


def information(mastery: Mastery, items: Sequence[Item], candidates: Sequence[Item]) -> Array:
    """What an answer to each item tells about the areas of the candidates, in nats, >= 0; (items,)."""
    rows = np.stack([mastery.row(each.topics, each.round) for each in items])
    means = rows @ mastery.mean - np.array([each.difficulty for each in items])
    held = rows @ mastery.cov
    variances = np.sum(held * rows, axis=1)
    shares = expected_share(means, np.sqrt(variances))
    weights = np.array([weight_of(each.round) for each in items])
    noise = 1.0 / (weights * shares * (1 - shares))
    areas = _area_rows(mastery, candidates)
    between = held @ areas.T  # (items, areas)
    within = areas @ mastery.cov @ areas.T + 1e-9 * np.eye(len(areas))
    explained = np.sum(between * np.linalg.solve(within, between.T).T, axis=1)
    return np.asarray(-0.5 * np.log1p(-np.clip(explained / (variances + noise), 0.0, 1 - 1e-12)))


def placement(mastery: Mastery) -> Placement:
    """Where the answers so far put a candidate."""
    areas = tuple(_place(each) for each in mastery.areas)
    row = mastery.rows(list(mastery.frame.topics), None).mean(axis=0)
    mean, sd = float(row @ mastery.mean), float(np.sqrt(row @ mastery.cov @ row))
    share, low, high = (
        float(expected_share(np.array(mean + shift * sd), np.array(0.0 if shift else sd)))
        for shift in (0.0, -1.6449, 1.6449)
    )
    return Placement(areas, share, low, high)


def _place(area: TopicMastery) -> AreaPlace:
    level = "warmup"
    for name, difficulty in sorted(DIFFICULTY.items(), key=lambda pair: pair[1]):
        if float(expected_share(np.array(area.ability - difficulty), np.array(area.sd))) >= START_SHARE:
            level = name
    return AreaPlace(area, level, area.answers > 0)


def _area_rows(mastery: Mastery, candidates: Sequence[Item]) -> Array:
    """The mean ability over each area's topics that candidates have; (areas, size)."""
    of = mastery.frame.area_of
    topics = sorted({topic for each in candidates for topic in each.topics if topic in of})
    rows: dict[str, list[Array]] = {}
    for topic in topics:
        rows.setdefault(of[topic], []).append(mastery.row((topic,), None))
    if not rows:
        return np.zeros((0, mastery.frame.size))
    return np.stack([np.mean(each, axis=0) for each in rows.values()])
