"""How well topics are remembered on a day: FSRS over the cards of their units."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from hotseat.learner.rating import rate
from hotseat.learner.reviews import advanced, chance_of_recall
from hotseat.model.card import Card, Standing
from hotseat.model.evidence import Evidence


def recall_by_topic(
    cards: Iterable[Standing], topics: Mapping[str, Sequence[str]], at: datetime
) -> dict[str, float]:
    """The mean chance of recall of each topic's units at a moment, in (0, 1], if nothing is reviewed until then.

    topics: by unit. Topics without a card are left out: what was never learned is not forgotten.
    """
    found: defaultdict[str, list[float]] = defaultdict(list)
    moment = at.timestamp()
    for card in cards:
        days = max(0, int((moment - card.last_at.timestamp()) // 86400))
        chance = chance_of_recall(days, card.stability)
        for topic in topics.get(card.unit, ()):
            found[topic].append(chance)
    return {topic: sum(chances) / len(chances) for topic, chances in found.items()}


def cards_of(evidence: Iterable[Evidence]) -> list[Card]:
    """Cards for answers that have none, such as problems: every answer rated and put through FSRS, oldest first."""
    cards: dict[tuple[str, str], Card] = {}
    for each in sorted(evidence, key=lambda each: (each.at, each.id)):
        key = each.round, each.unit
        rating = rate(each.credit, each.possible, each.seconds, each.hints, max(1, round(each.minutes)))
        cards[key] = advanced(cards.get(key), each.unit, each.round, rating, each.at)
    return list(cards.values())
