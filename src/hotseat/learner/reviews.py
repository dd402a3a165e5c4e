"""When a unit comes back: FSRS, and an interview date that everything has to be fresh for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

import fsrs

from hotseat.model.attempt import CODING
from hotseat.model.card import Card, Rating, Standing

RATINGS: dict[Rating, fsrs.Rating] = {
    "again": fsrs.Rating.Again,
    "hard": fsrs.Rating.Hard,
    "good": fsrs.Rating.Good,
    "easy": fsrs.Rating.Easy,
}
STATES = {"learning": fsrs.State.Learning, "review": fsrs.State.Review, "relearning": fsrs.State.Relearning}
NAMES = {state: name for name, state in STATES.items()}
ORDER = {"high": 0, "medium": 1, "low": 2}
LEAST_STABILITY_DAYS = 1e-3
# Days before the interview by which a unit is seen once more, by how often its topic is asked.
LAST_LOOK_DAYS = {"high": 1, "medium": 3, "low": 6}
FEWEST_NEW, MOST_NEW, USUAL_NEW = 2, 30, 8
# What a passed quiz says was known is asked again after this many days, or later where more is known of it.
KNOWN_DAYS = 60
_SCHEDULER = fsrs.Scheduler(enable_fuzzing=False)
_DECAY = -_SCHEDULER.parameters[20]
_FACTOR = 0.9 ** (1 / _DECAY) - 1
# Problems have no steps of minutes: nobody writes the same program again ten minutes later.
_IN_DAYS = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


@dataclass(frozen=True)
class Plan:
    """What bends the schedule. interview: the day, or None; importance: "high", "medium" or "low" by unit.

    The day is one of the time zone of `now`, wherever that is asked for.
    """

    interview: date | None
    importance: dict[str, str]


def advanced(card: Card | None, unit: str, round_: str, rating: Rating, at: datetime) -> Card:
    """The card after an answer. at: with time zone, not before the card's last."""
    known = fsrs.Card(card_id=1, due=at) if card is None else _known(card)
    scheduler = _IN_DAYS if round_ == CODING else _SCHEDULER
    after, _ = scheduler.review_card(known, RATINGS[rating], max(at, card.last_at) if card else at)
    is_lapse = rating == "again" and card is not None and card.state == "review"
    return Card(
        unit=unit,
        round=round_,
        state=NAMES[after.state],
        step=after.step,
        stability=float(after.stability or 0.0),
        difficulty=float(after.difficulty or 0.0),
        due=after.due,
        last_at=after.last_review or at,
        reviews=(card.reviews if card else 0) + 1,
        lapses=(card.lapses if card else 0) + is_lapse,
    )


def known_at(card: Card | None, unit: str, round_: str, at: datetime) -> Card:
    """The card after a quiz showed that its topic is known: not back before KNOWN_DAYS have passed."""
    after = advanced(card, unit, round_, "easy", at)
    stability = max(after.stability, float(KNOWN_DAYS))
    due = max(after.due, after.last_at + timedelta(days=KNOWN_DAYS))
    return replace(after, state="review", step=None, stability=stability, due=due)


def missed_at(card: Card, at: datetime) -> Card:
    """The card after a quiz showed that it is not known: due at once."""
    return replace(card, due=min(card.due, at))


def recall(card: Card, now: datetime) -> float:
    """The chance that it is remembered now, in (0, 1]."""
    return float(_SCHEDULER.get_card_retrievability(_known(card), max(now, card.last_at)))


def chance_of_recall(elapsed_days: int, stability_days: float) -> float:
    """The chance of recall after whole days, in (0, 1], as the scheduler computes it. Source: FSRS-6 forgetting curve.

    elapsed_days >= 0; stability_days is the gap after which the chance is 0.9.
    """
    stability = max(stability_days, LEAST_STABILITY_DAYS)
    return float((1 + _FACTOR * elapsed_days / stability) ** _DECAY)


def due_at(card: Standing, plan: Plan, now: datetime) -> datetime:
    """When a card comes back: when FSRS says, or earlier, so that it was seen shortly before the interview.

    What is asked most is seen last. After the interview day the date has no effect.
    """
    last_looks = _last_looks(plan, now)
    if not last_looks:
        return card.due
    last_look = last_looks.get(plan.importance.get(card.unit, "medium"), last_looks["medium"])
    if card.due <= last_look or card.last_at >= last_look:
        return card.due
    return last_look


def due(cards: Iterable[Standing], plan: Plan, now: datetime) -> list[Standing]:
    """What is due, the most urgent first: important topics before others, then the lowest chance of recall.

    In FSRS the chance of recall falls with the time passed in stabilities, so that is what is sorted by.
    """
    moment, present = now.timestamp(), now.astimezone(UTC)
    has_looks = bool(_last_looks(plan, now))
    ready: list[tuple[int, float, str, Standing]] = []
    for card in cards:
        if card.due <= present or (has_looks and due_at(card, plan, now) <= present):
            passed = (card.last_at.timestamp() - moment) / max(card.stability, LEAST_STABILITY_DAYS)
            ready.append((ORDER.get(plan.importance.get(card.unit, "medium"), 1), passed, card.unit, card))
    ready.sort(key=lambda each: each[:3])
    return [each[3] for each in ready]


def _last_looks(plan: Plan, now: datetime) -> dict[str, datetime]:
    """When units are seen last before the interview, by importance; nothing without a day ahead."""
    if plan.interview is None or plan.interview < now.date():
        return {}
    return _looks_before(plan.interview, now.tzinfo)


@lru_cache(maxsize=16)
def _looks_before(interview: date, zone: tzinfo | None) -> dict[str, datetime]:
    """Midnights of that zone, in UTC."""
    return {
        kind: datetime.combine(interview - timedelta(days=days), time.min, zone).astimezone(UTC)
        for kind, days in LAST_LOOK_DAYS.items()
    }


def new_per_day(unseen: int, plan: Plan, now: datetime) -> int:
    """How many new units a day bring everything in before the interview's last days; USUAL_NEW without a date."""
    if plan.interview is None or plan.interview < now.date():
        return min(unseen, USUAL_NEW)
    days = max(1, (plan.interview - now.date()).days - LAST_LOOK_DAYS["medium"])
    return min(unseen, max(FEWEST_NEW, min(MOST_NEW, -(-unseen // days))))


def order_of_new(units: Sequence[str], plan: Plan) -> list[str]:
    """New units in the order in which they are introduced: what is asked most first."""
    return sorted(units, key=lambda unit: (ORDER.get(plan.importance.get(unit, "medium"), 1), unit))


def _known(card: Card) -> fsrs.Card:
    return fsrs.Card(
        card_id=1,
        state=STATES[card.state],
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=card.last_at,
    )
