"""Which units a round asks: new ones first, important and weak topics sooner, the same again for the same seed."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from hotseat.model.errors import WrongInput
from hotseat.model.loop import RoundFormat
from hotseat.model.unit import Syllabus
from hotseat.practice.rounds.protocol import Drawable

ASKED = {"high": 4.0, "medium": 2.0, "low": 1.0}
USUAL_MASTERY = 0.5
SAME_TOPIC, SAME_AREA = 0.1, 0.6
LEVEL_RANK = (1.0, 0.35, 0.15)
MOSTLY_FULL = 0.5
OVERRUN = 1.15  # a round may hold units of so many times its minutes; the last one is cut short by the clock


@dataclass(frozen=True)
class Known:
    """What is known of the candidate. seen: slugs asked before, with how often; mastery: by topic, in [0, 1]."""

    seen: Mapping[str, int]
    mastery: Mapping[str, float]


def draw(
    wanted: RoundFormat, pool: Sequence[Drawable], known: Known, syllabus: Syllabus, rng: random.Random
) -> tuple[str, ...]:
    """The slugs for a round, in the order in which they are asked. Raises WrongInput when nothing fits.

    Weighted sampling without replacement; a topic that was drawn makes its like less probable.
    """
    fitting = [each for each in pool if _fits(each, wanted)]
    if not fitting:
        what = f"The bank holds nothing that the round '{wanted.title}' could ask."
        raise WrongInput(what, "", "Choose another format, or other topics.")
    fewest = min(known.seen.get(each.slug, 0) for each in fitting)
    asked = {topic.id: topic.asked for area in syllabus.areas for topic in area.topics}
    chosen: list[Drawable] = []
    left = list(fitting)
    while left and _has_room(wanted, chosen):
        new = [each for each in left if known.seen.get(each.slug, 0) <= fewest]
        if chosen and not new and _minutes(chosen) >= MOSTLY_FULL * wanted.minutes:
            break  # rather a little short than the same again
        new = new or left
        one = rng.choices(new, [_weight(each, wanted, known, asked, chosen) for each in new])[0]
        left.remove(one)
        if not chosen or _minutes(chosen) + one.minutes <= OVERRUN * wanted.minutes:
            chosen.append(one)
    return tuple(each.slug for each in chosen)


def _has_room(wanted: RoundFormat, chosen: Sequence[Drawable]) -> bool:
    if wanted.most_units is not None and len(chosen) >= wanted.most_units:
        return False
    return _minutes(chosen) < 0.9 * wanted.minutes


def _minutes(chosen: Sequence[Drawable]) -> float:
    return sum(each.minutes for each in chosen)


def _fits(each: Drawable, wanted: RoundFormat) -> bool:
    if each.minutes > OVERRUN * wanted.minutes or (wanted.levels and each.level not in wanted.levels):
        return False
    return not wanted.topics or _about(each.topics, wanted.topics)


def _about(topics: Collection[str], wanted: Collection[str]) -> bool:
    return any(topic in wanted or topic.partition(".")[0] in wanted for topic in topics)


def _weight(
    each: Drawable,
    wanted: RoundFormat,
    known: Known,
    asked: Mapping[str, str],
    chosen: Sequence[Drawable],
) -> float:
    main = each.topics[0]
    weight = ASKED[asked.get(main, "medium")] * (1.5 - known.mastery.get(main, USUAL_MASTERY))
    if each.level in wanted.levels:
        weight *= LEVEL_RANK[min(wanted.levels.index(each.level), 2)]
    if any(main == other.topics[0] for other in chosen):
        weight *= SAME_TOPIC
    elif any(main.partition(".")[0] == other.topics[0].partition(".")[0] for other in chosen):
        weight *= SAME_AREA
    return weight
