"""Which authored claims an answer makes, denies, or does not touch."""

import re
from dataclasses import dataclass
from enum import Enum

from hotseat.grader.patterns import first
from hotseat.grader.text import Clause
from hotseat.model.question import Claim

_DOWN = (
    "reduc*", "lower*", "decreas*", "cut", "cuts", "cutting", "shrink*", "shrunk", "less", "fewer", "smaller",
    "minimi[sz]*", "drop*", "fall*", "diminish*", "limit*", "suppress*", "averages? away", "averaged? out",
    "averag* out", "tam(e|es|ing)", "fight*", "combat*", "weaken*", "slow*", "vanish*", "goes down", "go down",
)  # fmt: skip
_UP = (
    "increas*", "rais*", "higher", "more", "grow*", "larger", "amplif*", "inflat*", "worsen*",
    "goes up", "go up", "rise*", "rising", "explod*", "strengthen*", "faster", "speed* up",
    "improv*", "gain*", "boosts",
)  # fmt: skip


# "unlike trees" and "than a forest" name what is compared with, not what the clause is about.
_ASIDE = re.compile(
    r"\b(?:unlike|than|compared (?:to|with)|as opposed to|in contrast to|rather than|instead of)\s+"
    r"(?:[\w'-]+[\s-]?){1,3}",
    re.IGNORECASE,
)


class Stance(Enum):
    """What a clause says about a claim."""

    SUPPORTED = 1
    DENIED = -1
    SILENT = 0


@dataclass(frozen=True)
class Resolved:
    """A stance and the clause that takes it."""

    stance: Stance
    clause: Clause


@dataclass(frozen=True)
class Situated:
    """A clause with the entity that it is about: named in it, or carried over from the one before."""

    clause: Clause
    subjects: frozenset[str]


def situate(found: list[Clause], entities: dict[str, tuple[str, ...]]) -> list[Situated]:
    """Every clause with its subjects. A clause that names none is about those of the clause before it."""
    situated: list[Situated] = []
    carried: frozenset[str] = frozenset()
    for clause in found:
        plain = _ASIDE.sub(lambda aside: " " * len(aside[0]), clause.text)
        hits = ((name, first(patterns, plain)) for name, patterns in entities.items())
        named = {name: hit.start() for name, hit in hits if hit}
        if named:
            lead = min(named.values())
            carried = frozenset(name for name, place in named.items() if place == lead)
            situated.append(Situated(clause, frozenset(named) if len(named) == 1 else carried))
        else:
            situated.append(Situated(clause, carried))
    return situated


def resolve(claim: Claim, situated: list[Situated]) -> list[Resolved]:
    """Every clause that supports or denies a claim."""
    found = ((_stance(claim, each), each.clause) for each in situated if not each.clause.is_reported)
    return [Resolved(stance, clause) for stance, clause in found if stance is not Stance.SILENT]


def _stance(claim: Claim, situated: Situated) -> Stance:
    text = situated.clause.text
    if claim.subject is not None and claim.subject not in situated.subjects:
        return Stance.SILENT
    hit = first(claim.object, text)
    if hit is None:
        return Stance.SILENT
    is_denied = any(place < hit.end() for place in situated.clause.negators())
    is_opposite = False
    if claim.direction is not None:
        way = _direction(text)
        if way is None:
            return Stance.SILENT
        is_opposite = way != claim.direction
    is_against = (is_denied != claim.is_negated) != is_opposite
    if is_opposite and is_denied and not claim.is_negated:
        return Stance.SILENT  # "does not raise" is not yet "lowers"
    return Stance.DENIED if is_against else Stance.SUPPORTED


def _direction(text: str) -> str | None:
    """Up or down, if the clause says one of them."""
    down, up = first(_DOWN, text), first(_UP, text)
    if (down is None) == (up is None):
        return None
    return "down" if down is not None else "up"
