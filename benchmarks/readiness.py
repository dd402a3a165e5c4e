"""How far the chance of a hire and the estimates of ability can be trusted: candidates whose truth is known.

python benchmarks/readiness.py [--candidates 160] [--worlds 4] [--seed 1]

The world is made unlike the estimator on purpose. A candidate has three correlated faculties; every area draws on them
in its own mix, every topic departs from its area with heavy tails, and coding needs the topic AND craft (a product, no
sum). Units differ in difficulty within their level and in discrimination; drills can be guessed, everything can slip.
Answers teach, by a power law of practice, and what was taught is forgotten by a power law of time; what was known before
stays. A world is harsher in one kind of round than in another. Graders leave scores open; clocks run on while the candidate is away. The candidate starts with the product's
diagnostic and then does, day by day, what the product's plan says. Nothing of this has been seen by real candidates.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

import numpy as np
from scipy.special import expit
from scipy.stats import rankdata, spearmanr

from hotseat.learner.credit import credit_for_code, shown_by, weight_of
from hotseat.learner.diagnostic import DIAGNOSTIC_MINUTES, next_item
from hotseat.learner.levels import is_hire, level_of
from hotseat.learner.mastery import Mastery, MasterySettings, estimate
from hotseat.learner.memory import recall_by_topic
from hotseat.learner.plan import Availability, Shelf, plan
from hotseat.learner.rating import rate
from hotseat.learner.readiness import USUAL, LoopForecast, ReadinessSettings, forecast_loop
from hotseat.learner.reviews import advanced
from hotseat.model.card import Card
from hotseat.model.evidence import ASKED_WEIGHT, DIFFICULTY, Evidence, Item, LoopShape, RoundShape
from hotseat.model.unit import Syllabus

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
CHECKPOINTS = (10, 20, 40, 60, 100)
INTERVIEW_DAYS, DAY_MINUTES = 40, 60
AWAY_DAYS = 14  # the second forecast is for a day this far ahead, without practice until then
LOOP = LoopShape(
    "usual",
    (RoundShape("concept", 8), RoundShape("coding", 2), RoundShape("concept", 8), RoundShape("coding", 2)),
)
MASTERY = MasterySettings()
FAST = replace(USUAL, tried_out=0)
WANTED_RANK = 0.8
REPLAYED_AT, REPLAYS = 60, 60
DRILL_GUESS, FEW_PARTS = 0.2, 4


@dataclass(frozen=True)
class World:
    """What candidates share. mixes: (areas, 3); units' own difficulty and discrimination; harshness: by kind of round."""

    syllabus: Syllabus
    items: tuple[Item, ...]
    mixes: np.ndarray
    offsets: dict[str, float]
    slopes: dict[str, float]
    harshness: dict[str, float]

    @staticmethod
    def of(syllabus: Syllabus, items: Sequence[Item], rng: np.random.Generator) -> "World":
        mixes = rng.dirichlet([0.7, 0.7, 0.7], len(syllabus.areas))
        offsets = {item.unit: float(rng.normal(0, 0.6)) for item in items}
        slopes = {item.unit: float(rng.lognormal(0, 0.3)) for item in items}
        harshness = {"coding": float(rng.normal(0.6, 0.4)), "concept": float(rng.normal(0, 0.4))}
        return World(syllabus, tuple(items), mixes, offsets, slopes, harshness)


@dataclass
class Person:
    """A candidate's truth. born: ability by topic before practice; taught, count, last: by practised topic."""

    world: World
    rng: np.random.Generator
    born: dict[str, float]
    craft: float
    learning: float
    decay: float
    taught: dict[str, float] = field(default_factory=dict)
    count: dict[str, int] = field(default_factory=dict)
    last: dict[str, datetime] = field(default_factory=dict)

    @staticmethod
    def of(world: World, rng: np.random.Generator) -> "Person":
        common = np.array([[1.0, 0.5, 0.4], [0.5, 1.0, 0.5], [0.4, 0.5, 1.0]])
        faculties = rng.multivariate_normal([0.3, 0.3, 0.3], common)
        born = {}
        for area, mix in zip(world.syllabus.areas, world.mixes, strict=True):
            level = float(mix @ faculties) + rng.normal(0, 0.35)
            born |= {topic.id: level + 0.45 * float(rng.standard_t(4)) for topic in area.topics}
        craft = 0.5 + float(0.8 * faculties[2] + rng.normal(0, 0.6))
        return Person(world, rng, born, craft, float(rng.lognormal(-1.1, 0.5)), float(rng.uniform(0.05, 0.3)))

    def ability(self, topic: str, at: datetime) -> float:
        """What was born and what is left of what was taught."""
        taught = self.taught.get(topic, 0.0)
        days = max(0.0, (at - self.last[topic]).total_seconds() / 86400) if topic in self.last else 0.0
        return self.born[topic] + taught * (1 + days / 2) ** -self.decay

    def chance(self, topics: Sequence[str], kind: str, hard: float, slope: float, at: datetime) -> float:
        """That one part of a unit is right."""
        known = float(np.mean([self.ability(topic, at) for topic in topics if topic in self.born]))
        hard += self.world.harshness.get(kind, 0.0)
        right = expit(slope * (known - hard))
        if kind == "coding":
            right *= expit(1.3 * (self.craft + 0.8 - 0.5 * hard))
        return float(0.03 + 0.94 * right)

    def scored(self, kind: str, right: float) -> float:
        """A true score. kind: round."""
        if kind == "drill":
            return float(self.rng.random() < right + DRILL_GUESS * (1 - right))
        if kind == "coding":
            tries = int(self.rng.geometric(max(0.03, right * 0.75)))
            passed = float(self.rng.beta(1 + 4 * right, 3))
            return credit_for_code(tries, passed, is_accepted=tries <= 4)
        part = self.rng.beta(4 * right + 0.05, 4 * (1 - right) + 0.05)
        return float(self.rng.binomial(FEW_PARTS, part)) / FEW_PARTS

    def answer(self, item: Item, number: int, at: datetime) -> Evidence:
        """An answer as the product sees it; the candidate learns from it."""
        found = self.attempt(item, self.world.offsets[item.unit], self.world.slopes[item.unit], at)
        self._learn(item, found.credit, at)
        open_ = 0.25 if item.round == "concept" and self.rng.random() < 0.3 else 0.0
        low = max(0.0, found.credit - open_ * self.rng.random())
        seconds = None if self.rng.random() < 0.1 else found.seconds
        return replace(found, id=f"a{number}", credit=low, possible=min(1.0, low + open_), seconds=seconds)

    def attempt(self, item: Item, offset: float, slope: float, at: datetime) -> Evidence:
        """What is really done at a unit, in practice or in an interview; nothing is learned."""
        right = self.chance(item.topics, item.round, item.difficulty + offset, slope, at)
        hints = int(self.rng.binomial(2, 0.4 * (1 - right))) if item.round == "coding" else 0
        score = self.scored(item.round, min(0.97, right + 0.08 * hints))
        seconds = item.minutes * 60 * float(np.exp(0.2 - 0.6 * right + self.rng.normal(0, 0.5)))
        seconds *= 20.0 if self.rng.random() < 0.03 else 1.0
        weight = weight_of(item.round)
        facts = (item.unit, item.topics, item.round, item.difficulty)
        return Evidence("", *facts, score, score, weight, at, hints, seconds, item.minutes)

    def _learn(self, item: Item, score: float, at: datetime) -> None:
        for topic in item.topics:
            if topic in self.born:
                left = self.ability(topic, at) - self.born[topic]
                gain = self.learning * (1.2 - 0.5 * score) * np.sqrt(item.minutes / 5)
                gain *= (1 + self.count.get(topic, 0)) ** -0.5 / len(item.topics) ** 0.5
                self.taught[topic] = max(left, 0.0) + float(gain)
                self.count[topic] = self.count.get(topic, 0) + 1
                self.last[topic] = at

    def _drawable(self, shape: RoundShape) -> tuple[list[str], np.ndarray]:
        topics = [t for area in self.world.syllabus.areas for t in area.topics if shape.kind in t.rounds]
        weights = np.array([ASKED_WEIGHT[topic.asked] for topic in topics])
        return [topic.id for topic in topics], weights / weights.sum()

    def levels(self, loop: LoopShape, at: datetime) -> list[int]:
        """One interview, played: the level of every round."""
        found = []
        for shape in loop.rounds:
            topics, weights = self._drawable(shape)
            scores = []
            for place in self.rng.choice(len(topics), shape.questions, replace=False, p=weights):
                item = Item("asked", shape.kind, (topics[place],), shape.difficulty, 30.0)
                done = self.attempt(item, self.rng.normal(0, 0.6), self.rng.lognormal(0, 0.3), at)
                scores.append(shown_by(done))
            found.append(level_of(float(np.mean(scores)), loop.rule))
        return found

    def true_share(self, loop: LoopShape, at: datetime) -> float:
        """The true ability that estimates are ranked against: the chance to be right, mean over the loop."""
        means = []
        for shape in loop.rounds:
            topics, weights = self._drawable(shape)
            means.append(weights @ [self.chance([t], shape.kind, shape.difficulty, 1.0, at) for t in topics])
        return float(np.mean(means))


@dataclass(frozen=True)
class Look:
    """What was predicted for one candidate after some answers, and what was true."""

    answers: int
    forecast: LoopForecast
    away: LoopForecast
    levels: list[int]
    away_levels: list[int]
    true_share: float
    share_right: float
    area_rank: float
    inside: tuple[bool, ...]


@dataclass(frozen=True)
class Lab:
    """The world, and the settings under trial."""

    world: World
    mastery: MasterySettings = MASTERY
    readiness: ReadinessSettings = FAST

    @cached_property
    def units(self) -> dict[str, tuple[str, ...]]:
        return {item.unit: item.topics for item in self.world.items}

    @cached_property
    def asked(self) -> dict[str, str]:
        return {topic.id: topic.asked for area in self.world.syllabus.areas for topic in area.topics}


@dataclass
class Session:
    """One candidate on the way from the diagnostic through the plan's days."""

    lab: Lab
    person: Person
    record: list[Evidence] = field(default_factory=list)
    cards: dict[tuple[str, str], Card] = field(default_factory=dict)

    def looks(self, checkpoints: Sequence[int]) -> Iterator[Look]:
        at, answered = START, self._answers()
        for wanted in checkpoints:
            while len(self.record) < wanted:
                at = next(answered)
            yield self._look(at + timedelta(hours=1))

    def _answers(self) -> Iterator[datetime]:
        """Ever more answers: the diagnostic, then the plan of each day."""
        at, left = START, DIAGNOSTIC_MINUTES
        candidates = [item for item in self.lab.world.items if item.round != "coding"]
        while item := next_item(self._estimate(at), candidates, left):
            at, left = at + timedelta(minutes=item.minutes), left - item.minutes
            self._do(item, at)
            yield at
        while True:
            at = at.replace(hour=9, minute=0) + timedelta(days=1)
            for item in self._todo(at):
                at += timedelta(minutes=item.minutes)
                self._do(item, at)
                yield at

    def _do(self, item: Item, at: datetime) -> None:
        each = self.person.answer(item, len(self.record), at)
        self.record.append(each)
        rating = rate(each.credit, each.possible, each.seconds, each.hints, round(each.minutes))
        key = each.round, each.unit
        self.cards[key] = advanced(self.cards.get(key), each.unit, each.round, rating, at)

    def _todo(self, at: datetime) -> list[Item]:
        interview = max(START.date() + timedelta(days=INTERVIEW_DAYS), at.date() + timedelta(days=9))
        worth = self._forecast(self._estimate(at), at + timedelta(days=7)).worth
        solved = {each.unit for each in self.record if each.round == "coding"}
        items = {(item.round, item.unit): item for item in self.lab.world.items if item.unit not in solved}
        practised = defaultdict(float)
        for each in self.record:
            practised[each.round] += each.minutes * (at - each.at < timedelta(days=7))
        shelf = Shelf(list(items.values()), self.cards, worth, self.lab.asked, practised)
        today = plan(Availability(at.date(), interview, DAY_MINUTES), shelf, first_days=1).days[0]
        return [items[task.round, task.unit] for task in today.tasks]

    def _estimate(self, now: datetime) -> Mastery:
        return estimate(self.record, self.lab.world.syllabus, now, self.lab.mastery)

    def _forecast(self, mastery: Mastery, on: datetime) -> LoopForecast:
        recall = recall_by_topic([card.standing() for card in self.cards.values()], self.lab.units, on)
        rng = np.random.default_rng(7)
        return forecast_loop(mastery, self.lab.world.syllabus, LOOP, recall, rng, self.lab.readiness)

    def _inside(self, forecast: LoopForecast, at: datetime) -> tuple[bool, ...]:
        """For the first two rounds, whether the true chance, by replays, lies in the interval that was said."""
        if len(self.record) != REPLAYED_AT:
            return ()
        plays = np.array([self.person.levels(LOOP, at) for _ in range(REPLAYS)])
        true = (plays >= 3).mean(axis=0)
        return tuple(each.low <= true[n] <= each.high for n, each in enumerate(forecast.rounds[:2]))

    def _look(self, at: datetime) -> Look:
        away, mastery, person = at + timedelta(days=AWAY_DAYS), self._estimate(at), self.person
        covered = {topic for topics in self.lab.units.values() for topic in topics}
        places = [
            n for n, area in enumerate(self.lab.world.syllabus.areas) if {t.id for t in area.topics} & covered
        ]
        areas = [self.lab.world.syllabus.areas[n] for n in places]
        truth = [np.mean([person.ability(t.id, at) for t in area.topics]) for area in areas]
        forecast = self._forecast(mastery, at)
        return Look(
            answers=len(self.record),
            forecast=forecast,
            away=self._forecast(mastery, away),
            levels=person.levels(LOOP, at),
            away_levels=person.levels(LOOP, away),
            true_share=person.true_share(LOOP, at),
            share_right=float(np.mean([(each.credit + each.possible) / 2 for each in self.record])),
            area_rank=float(spearmanr([mastery.areas[n].ability for n in places], truth).statistic),
            inside=self._inside(forecast, at),
        )


def by_checkpoint(
    labs: Sequence[Lab], candidates: int, seed: int, checkpoints: Sequence[int] = CHECKPOINTS
) -> dict[int, list[Look]]:
    """Every candidate's looks, by how many answers had been given; candidates are dealt over the worlds."""
    found: dict[int, list[Look]] = {count: [] for count in checkpoints}
    for number in range(candidates):
        lab = labs[number % len(labs)]
        person = Person.of(lab.world, np.random.default_rng([seed, number]))
        for count, look in zip(checkpoints, Session(lab, person).looks(checkpoints), strict=True):
            found[count].append(look)
    return found


def spearman(estimated: Sequence[float], true: Sequence[float]) -> tuple[float, float, float]:
    """Rank correlation with its 95 % interval, by 500 bootstrap samples of candidates."""
    rng, one, two = np.random.default_rng(0), np.array(estimated), np.array(true)
    picks = rng.integers(0, len(one), (500, len(one)))
    first, second = rankdata(one[picks], axis=1), rankdata(two[picks], axis=1)
    first -= first.mean(axis=1, keepdims=True)
    second -= second.mean(axis=1, keepdims=True)
    spread = (first * second).sum(axis=1) / np.sqrt((first**2).sum(axis=1) * (second**2).sum(axis=1))
    low, high = np.quantile(spread, [0.025, 0.975])
    return float(spearmanr(one, two).statistic), float(low), float(high)


def ranked(looks: Sequence[Look]) -> tuple[float, float, float]:
    """How forecast scores rank candidates, against the truth."""
    scores = [float(np.mean([each.score for each in look.forecast.rounds])) for look in looks]
    return spearman(scores, [look.true_share for look in looks])


def brier(chances: np.ndarray, happened: np.ndarray) -> float:
    return float(np.mean((chances - happened) ** 2))


def log_loss(chances: np.ndarray, happened: np.ndarray) -> float:
    safe = np.clip(chances, 1e-3, 1 - 1e-3)
    return float(-np.mean(np.where(happened, np.log(safe), np.log(1 - safe))))


def reliability(chances: np.ndarray, happened: np.ndarray, bins: int = 10) -> list[tuple[float, float, int]]:
    """For each bin of chances that has any: mean chance, share that happened, count."""
    place = np.minimum((chances * bins).astype(int), bins - 1)
    return [
        (float(chances[place == n].mean()), float(happened[place == n].mean()), int((place == n).sum()))
        for n in range(bins)
        if (place == n).any()
    ]


def calibration_error(rows: Sequence[tuple[float, float, int]]) -> float:
    total = sum(count for _, _, count in rows)
    return sum(count * abs(said - was) for said, was, count in rows) / total


def fitted_on_others(share_right: np.ndarray, happened: np.ndarray) -> np.ndarray:
    """The baseline that knows outcomes: chance from the share right, by a logistic regression on other candidates."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict

    model = LogisticRegression()
    return cross_val_predict(model, share_right[:, None], happened, cv=5, method="predict_proba")[:, 1]


@dataclass(frozen=True)
class Compared:
    """Chances of something, and whether it happened, over candidates."""

    said: np.ndarray
    happened: np.ndarray
    share_right: np.ndarray


def loops(looks: Sequence[Look], *, away: bool) -> Compared:
    chances = [(look.away if away else look.forecast).chance for look in looks]
    happened = [is_hire(look.away_levels if away else look.levels, LOOP.rule) for look in looks]
    return Compared(np.array(chances), np.array(happened), np.array([look.share_right for look in looks]))


def rounds(looks: Sequence[Look], kind: str, *, away: bool) -> Compared:
    said, happened, shares = [], [], []
    for look in looks:
        for place, each in enumerate((look.away if away else look.forecast).rounds):
            if each.kind == kind:
                said.append(each.chance)
                happened.append((look.away_levels if away else look.levels)[place] >= 3)
                shares.append(look.share_right)
    return Compared(np.array(said), np.array(happened), np.array(shares))


def line(name: str, each: Compared) -> str:
    rate = np.full(len(each.said), each.happened.mean())
    other = "  -     -  "
    if min(each.happened.sum(), (~each.happened).sum()) >= 5:
        fitted = fitted_on_others(each.share_right, each.happened)
        other = f"{brier(fitted, each.happened):.3f} {log_loss(fitted, each.happened):.3f}"
    return (
        f"{name:28} {len(each.said):5d} {each.happened.mean():5.2f} | {brier(each.said, each.happened):.3f} "
        f"{log_loss(each.said, each.happened):.3f} | {brier(rate, each.happened):.3f} {log_loss(rate, each.happened):.3f}"
        f" | {other} | {calibration_error(reliability(each.said, each.happened)):.3f}"
    )


def report(found: dict[int, list[Look]]) -> None:
    print("answers  rank correlation with true readiness       share right alone    areas within a candidate")
    for count, looks in found.items():
        true = [look.true_share for look in looks]
        ours = ranked(looks)
        plain = spearman([look.share_right for look in looks], true)
        inner = np.mean([look.area_rank for look in looks])
        print(f"{count:7d}  {ours[0]:.3f} [{ours[1]:.3f}, {ours[2]:.3f}]{plain[0]:30.3f}{inner:20.2f}")
    first = next((count for count, looks in found.items() if ranked(looks)[0] >= WANTED_RANK), None)
    print(f"rank correlation of {WANTED_RANK} or more: from {first} answers on, of these counts")
    print(
        "\nBrier and log loss               n  rate |  forecast   |  base rate  | share right*| calibration error"
    )
    for count, looks in found.items():
        for away in (False, True):
            when = f"in {AWAY_DAYS} days" if away else "now"
            print(line(f"{count} answers, loop {when}", loops(looks, away=away)))
            for kind in ("concept", "coding"):
                print(line(f"  {kind} round", rounds(looks, kind, away=away)))
    print("* fitted on the outcomes of other candidates, which no product has")
    inside = [each for looks in found.values() for look in looks for each in look.inside]
    if inside:
        print(
            f"true chance of a round inside its 90 % interval after {REPLAYED_AT} answers: {np.mean(inside):.2f} of {len(inside)}"
        )
    every = [look for looks in found.values() for look in looks]
    for name, parts in (
        (
            "rounds",
            [rounds(every, kind, away=away) for away in (False, True) for kind in ("concept", "coding")],
        ),
        ("loops", [loops(every, away=away) for away in (False, True)]),
    ):
        rows = reliability(
            np.concatenate([p.said for p in parts]), np.concatenate([p.happened for p in parts])
        )
        print(
            f"\nreliability of {name}: said, happened, count; expected calibration error {calibration_error(rows):.3f}"
        )
        for said, was, count in rows:
            print(f"  {said:.2f}  {was:.2f}  {count}")


def bank_items() -> tuple[Syllabus, list[Item]]:
    """The product's own bank."""
    from hotseat.bank.shelf import load_bank

    bank = load_bank()
    units = [("concept", bank.questions()), ("drill", bank.drills()), ("coding", bank.facts())]
    return bank.syllabus(), [
        Item(unit.slug, round_, unit.topics, DIFFICULTY[unit.level], unit.minutes, unit.title)
        for round_, each in units
        for unit in each
    ]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--candidates", type=int, default=160)
    parser.add_argument("--worlds", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    started, (syllabus, items) = time.perf_counter(), bank_items()
    labs = [
        Lab(World.of(syllabus, items, np.random.default_rng([asked.seed, n, 1]))) for n in range(asked.worlds)
    ]
    found = by_checkpoint(labs, asked.candidates, asked.seed)
    spent = time.perf_counter() - started
    print(f"{asked.candidates} candidates in {asked.worlds} worlds, seed {asked.seed}, {spent:.0f} s\n")
    report(found)


if __name__ == "__main__":
    main()
