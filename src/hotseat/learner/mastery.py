"""How able a candidate is, per topic, with how sure that is: from answers only.

Ability at a topic, in logits, is a sum: overall + its area + the topic itself + the kind of round + practice * log(1 +
earlier answers at the topic). Each part has a Gaussian prior, so an answer at one topic says something about its area,
and less about everything else. An answer's expected score is expit(ability - difficulty). Scores are shares of marks,
so the likelihood is that of fractional logistic regression; the posterior is Laplace's Gaussian around its one mode.

Sources: Rasch model with crossed random effects, De Boeck and Wilson, Explanatory Item Response Models, 2004; practice
as in additive factors models, Cen, Koedinger and Junker 2006; scores that are shares, Papke and Wooldridge 1996; old
answers count less as in West and Harrison's discounting.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from operator import attrgetter

import numpy as np
from scipy.special import expit

from hotseat.learner.credit import shown_by, sureness
from hotseat.learner.fitting import Answers, Array, Places, posterior
from hotseat.model.evidence import Evidence
from hotseat.model.unit import Syllabus

MAIN_SHARE = 0.6  # of an answer that belongs to its main topic when it has several
Z90 = 1.6449  # half the width of a central 90 % interval, in standard deviations


@dataclass(frozen=True)
class MasterySettings:
    """What is believed before the first answer, in logits, and how fast an answer grows old.

    sd_*: standard deviations of the parts of an ability. practice_*: gain per unit of log(1 + answers at the topic).
    half_life_days: after which an answer counts half; later_share: of its weight that is left after each later answer
    at its topic; repeat_share: of the weight of an answer to a unit that was answered before.
    """

    prior_mean: float = 0.0
    sd_overall: float = 1.1
    sd_area: float = 0.6
    sd_topic: float = 0.5
    sd_round: float = 0.8
    practice_mean: float = 0.2
    practice_sd: float = 0.15
    half_life_days: float = 90.0
    later_share: float = 0.85
    repeat_share: float = 0.5


USUAL = MasterySettings()


@dataclass(frozen=True)
class TopicMastery:
    """What is known about a topic, or about an area. ability, sd: logits.

    share, low, high: expected score at a core question and its 90 % interval, in [0, 1]. answers: how many bear on it;
    evidence: their ids, oldest first.
    """

    id: str
    ability: float
    sd: float
    share: float
    low: float
    high: float
    answers: int
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Frame:
    """Which column stands for what: overall, areas, topics, rounds, practice."""

    topics: dict[str, int]
    areas: dict[str, int]
    rounds: dict[str, int]
    area_of: dict[str, str]

    @property
    def size(self) -> int:
        """How many columns there are."""
        return 2 + len(self.topics) + len(self.areas) + len(self.rounds)

    def parts(self, topics: tuple[str, ...], round_: str | None) -> dict[int, float]:
        """How much of each column is in the ability at a unit, practice left out; unknown names add nothing."""
        found = {0: 1.0}
        rest = (1.0 - MAIN_SHARE) / max(1, len(topics) - 1)
        for place, topic in enumerate(topics):
            share = 1.0 if len(topics) == 1 else MAIN_SHARE if place == 0 else rest
            if topic in self.topics:
                for column in (self.topics[topic], self.areas[self.area_of[topic]]):
                    found[column] = found.get(column, 0.0) + share
        if round_ in self.rounds:
            found[self.rounds[round_]] = 1.0
        return found


@dataclass(frozen=True)
class Mastery:
    """Everything that is believed about one candidate's abilities: a Gaussian over the parts.

    mean: (size,) logits; cov: (size, size). record: the answers by topic, oldest first; practised: how many of them had
    it as the main topic; seen: units answered; round_shares: how the answers so far spread over the kinds of round, all
    in the commonest before the first.
    """

    frame: Frame
    mean: Array
    cov: Array
    record: dict[str, tuple[Evidence, ...]]
    practised: dict[str, int]
    seen: frozenset[str]
    round_shares: dict[str, float]

    def rows(self, topics: Sequence[str], round_: str | None) -> Array:
        """The abilities at topics in a kind of round, as rows over the parts; round_ None: the rounds met so far.

        Returns (len(topics), size). Raises KeyError for a topic that the syllabus does not have.
        """
        frame, every = self.frame, np.arange(len(topics))
        rows = np.zeros((len(topics), frame.size))
        rows[:, 0] = 1.0
        rows[every, [frame.topics[topic] for topic in topics]] = 1.0
        rows[every, [frame.areas[frame.area_of[topic]] for topic in topics]] = 1.0
        rows[:, -1] = np.log1p([self.practised.get(topic, 0) for topic in topics])
        self._set_round(rows, round_)
        return rows

    def row(self, topics: tuple[str, ...], round_: str | None) -> Array:
        """The ability at a unit with these topics, practice so far included; (size,)."""
        row, parts = np.zeros(self.frame.size), self.frame.parts(topics, None)
        row[list(parts)] = list(parts.values())
        row[-1] = np.log1p(self.practised.get(topics[0], 0))
        self._set_round(row, round_)
        return row

    def _set_round(self, rows: Array, round_: str | None) -> None:
        shares = self.round_shares if round_ is None else {round_: 1.0}
        for name, share in shares.items():
            if name in self.frame.rounds:
                rows[..., self.frame.rounds[name]] = share

    def ability(self, topics: tuple[str, ...], round_: str | None = None) -> tuple[float, float]:
        """Mean and standard deviation of the ability at a unit with these topics, in logits."""
        row = self.row(topics, round_)
        return float(row @ self.mean), float(np.sqrt(row @ self.cov @ row))

    def expected(self, topics: tuple[str, ...], round_: str, difficulty: float = 0.0) -> float:
        """The score to expect of one unit, in (0, 1)."""
        mean, sd = self.ability(topics, round_)
        return float(expected_share(np.array(mean - difficulty), np.array(sd)))

    def topic(self, topic: str) -> TopicMastery:
        """One topic. Raises KeyError for one that the syllabus does not have."""
        if topic not in self.frame.topics:
            raise KeyError(topic)
        mean, sd = self.ability((topic,))
        return _mastery(topic, mean, sd, self.record.get(topic, ()))

    @cached_property
    def topics(self) -> tuple[TopicMastery, ...]:
        """All topics of the syllabus, in its order."""
        names = list(self.frame.topics)
        rows = self.rows(names, None)
        means = rows @ self.mean
        sds = np.sqrt(np.sum((rows @ self.cov) * rows, axis=1))
        return tuple(
            _mastery(name, float(mean), float(sd), self.record.get(name, ()))
            for name, mean, sd in zip(names, means, sds, strict=True)
        )

    @cached_property
    def areas(self) -> tuple[TopicMastery, ...]:
        """All areas: the mean ability over an area's topics, in order."""
        found = []
        for area in self.frame.areas:
            names = [name for name, of in self.frame.area_of.items() if of == area]
            row = self.rows(names, None).mean(axis=0)
            sd = float(np.sqrt(row @ self.cov @ row))
            record = {each.id: each for name in names for each in self.record.get(name, ())}
            ordered = tuple(sorted(record.values(), key=lambda each: (each.at, each.id)))
            found.append(_mastery(area, float(row @ self.mean), sd, ordered))
        return tuple(found)

    def draws(self, rng: np.random.Generator, count: int) -> Array:
        """Abilities that the answers leave possible: (size, count), in antithetic pairs when count is even."""
        half = rng.standard_normal((self.frame.size, (count + 1) // 2))
        noise = np.concatenate([half, -half], axis=1)[:, :count]
        return np.asarray(self.mean[:, None] + np.linalg.cholesky(self.cov) @ noise)


def expected_share(mean: Array, sd: Array) -> Array:
    """The mean of expit(x) for Gaussian x; MacKay's approximation, off by less than 0.02. Shapes as given."""
    return np.asarray(expit(mean / np.sqrt(1.0 + np.pi / 8.0 * sd**2)))


def estimate(
    evidence: Sequence[Evidence], syllabus: Syllabus, now: datetime, settings: MasterySettings = USUAL
) -> Mastery:
    """What the answers up to now say. evidence: any order; what is later than now is left out.

    Answers whose topics the syllabus does not have still bear on the overall ability and their round.
    """
    known = [each for each in sorted(evidence, key=attrgetter("at", "id")) if each.at <= now]
    frame = _frame(syllabus, known)
    mean, cov = posterior(_answers(known, frame, now, settings), *_prior(frame, settings))
    record: defaultdict[str, list[Evidence]] = defaultdict(list)
    rounds: defaultdict[str, float] = defaultdict(float)
    for each in known:
        rounds[each.round] += each.weight
        for topic in each.topics:
            record[topic].append(each)
    if not rounds:
        rounds[_commonest_round(syllabus)] = 1.0
    total = sum(rounds.values())
    return Mastery(
        frame=frame,
        mean=mean,
        cov=cov,
        record={topic: tuple(answers) for topic, answers in record.items()},
        practised=dict(Counter(each.topics[0] for each in known)),
        seen=frozenset(each.unit for each in known),
        round_shares={name: weight / total for name, weight in rounds.items()},
    )


def _commonest_round(syllabus: Syllabus) -> str:
    """What a candidate without answers is taken to be asked in; empty for a syllabus without topics."""
    counts = Counter(name for area in syllabus.areas for topic in area.topics for name in topic.rounds)
    return min(counts, key=lambda name: (-counts[name], name), default="")


def _mastery(name: str, mean: float, sd: float, record: tuple[Evidence, ...]) -> TopicMastery:
    share, low, high = (
        expected_share(np.array(mean), np.array(sd)),
        expit(mean - Z90 * sd),
        expit(mean + Z90 * sd),
    )
    ids = tuple(each.id for each in record)
    return TopicMastery(name, mean, sd, float(share), float(low), float(high), len(ids), ids)


def _frame(syllabus: Syllabus, known: Sequence[Evidence]) -> Frame:
    topics = [topic for area in syllabus.areas for topic in area.topics]
    rounds = {name for topic in topics for name in topic.rounds} | {each.round for each in known}
    count = len(syllabus.areas)
    return Frame(
        topics={topic.id: 1 + count + place for place, topic in enumerate(topics)},
        areas={area.id: 1 + place for place, area in enumerate(syllabus.areas)},
        rounds={name: 1 + count + len(topics) + place for place, name in enumerate(sorted(rounds))},
        area_of={topic.id: topic.area for topic in topics},
    )


def _prior(frame: Frame, settings: MasterySettings) -> tuple[Array, Array]:
    """Means and variances of the parts, both (size,)."""
    mean, sd = np.zeros(frame.size), np.empty(frame.size)
    mean[0], sd[0] = settings.prior_mean, settings.sd_overall
    sd[1 : 1 + len(frame.areas)] = settings.sd_area
    sd[1 + len(frame.areas) : -1] = settings.sd_topic
    sd[-1 - len(frame.rounds) : -1] = settings.sd_round
    mean[-1], sd[-1] = settings.practice_mean, settings.practice_sd
    return mean, sd**2


def _answers(known: Sequence[Evidence], frame: Frame, now: datetime, settings: MasterySettings) -> Answers:
    cells: dict[tuple[tuple[str, ...], str], int] = {}
    cell = np.array([cells.setdefault((e.topics, e.round), len(cells)) for e in known], dtype=np.intp)
    parts = [frame.parts(*key) for key in cells]
    width = max(map(len, parts), default=1)
    columns, values = np.zeros((len(parts), width), dtype=np.intp), np.zeros((len(parts), width))
    for place, part in enumerate(parts):
        columns[place, : len(part)], values[place, : len(part)] = list(part), list(part.values())
    mains: dict[str, int] = {}
    main_of_cell = np.array([mains.setdefault(topics[0], len(mains)) for topics, _ in cells], dtype=np.intp)
    earlier, later = _around(main_of_cell[cell])
    return Answers(
        columns=columns,
        values=values,
        cell=cell,
        practice=np.log1p(earlier),
        difficulty=np.array([each.difficulty for each in known]),
        score=np.array([shown_by(each) for each in known]),
        weight=_weights(known, later, now, settings),
    )


def _around(group: Places) -> tuple[Array, Array]:
    """For every answer how many of its group came before it, and how many after; group and both (answers,)."""
    order = np.argsort(group, kind="stable")
    sizes = np.bincount(group)
    firsts = np.repeat(np.cumsum(sizes) - sizes, sizes)
    earlier = np.empty(len(group))
    earlier[order] = np.arange(len(group)) - firsts
    return earlier, sizes[group] - 1.0 - earlier


def _weights(known: Sequence[Evidence], later: Array, now: datetime, settings: MasterySettings) -> Array:
    """How much each answer counts today; (answers,)."""
    units: dict[tuple[str, str], int] = {}
    unit = np.array([units.setdefault((e.round, e.unit), len(units)) for e in known], dtype=np.intp)
    repeats = _around(unit)[0] > 0
    given = np.array([each.weight * sureness(each) for each in known])
    age_days = (now.timestamp() - np.array([each.at.timestamp() for each in known])) / 86400
    fresh = 0.5 ** (age_days / settings.half_life_days) * settings.later_share**later
    return np.asarray(given * fresh * np.where(repeats, settings.repeat_share, 1.0))
