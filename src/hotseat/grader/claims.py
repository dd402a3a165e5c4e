"""Which authored claims an answer makes, denies, or does not touch."""

import itertools
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


_JOINED = re.compile(r"\s*(?:,|/|and|or|as well as|like|both)?\s*(?:and|both|the|a)?\s*", re.IGNORECASE)


class Stance(Enum):
    """What a clause says about a claim."""

    SUPPORTED = 1
    DENIED = -1
    SILENT = 0


@dataclass(frozen=True)
class Resolved:
    """A stance and the clause that takes it. is_supposed: it stands behind an "if"."""

    stance: Stance
    clause: Clause
    is_supposed: bool


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
        named = {name: hit.span() for name, hit in hits if hit}
        if named:
            carried = _leading(plain, named)
            situated.append(Situated(clause, frozenset(named) if len(named) == 1 else carried))
        else:
            situated.append(Situated(clause, carried))
    return situated


def _leading(text: str, named: dict[str, tuple[int, int]]) -> frozenset[str]:
    """The entity that a clause names first, and those joined to it ("lasso and ridge shrink ...")."""
    ordered = sorted(named.items(), key=lambda each: each[1])
    lead, (start, end) = ordered[0]
    found = {lead}
    for name, place in ordered[1:]:
        if place[0] != start and (not _JOINED.fullmatch(text[end : place[0]]) or "respectively" in text):
            break
        found.add(name)
        end = max(end, place[1])
    return frozenset(found)


def joined(situated: list[Situated]) -> list[Situated]:
    """The clauses of each sentence as one, about what any of them is about."""
    found: list[Situated] = []
    for _, group in itertools.groupby(situated, lambda each: each.clause.sentence):
        parts = list(group)
        first_, last = parts[0].clause, parts[-1].clause
        whole = Clause(
            first_.start,
            last.end,
            "".join(each.clause.text for each in parts),
            first_.sentence,
            is_reported=any(each.clause.is_reported for each in parts)
            or len({c.clause.is_denied for c in parts}) > 1,
            is_denied=all(each.clause.is_denied for each in parts),
            is_unreal=any(each.clause.is_unreal for each in parts),
        )
        found.append(Situated(whole, frozenset().union(*(each.subjects for each in parts))))
    return found


def resolve(claim: Claim, situated: list[Situated]) -> list[Resolved]:
    """Every clause that supports or denies a claim."""
    found = (_stance(claim, each) for each in situated if not each.clause.is_reported)
    return [each for each in found if each.stance is not Stance.SILENT]


def _stance(claim: Claim, situated: Situated) -> Resolved:
    clause = situated.clause
    hit = first(claim.object, clause.text)
    is_about = claim.subject is None or claim.subject in situated.subjects
    if hit is None or not is_about:
        return Resolved(Stance.SILENT, clause, is_supposed=False)
    is_supposed = clause.supposes(hit.start())
    stance = _direct(claim, clause.text, is_denied=clause.denies(*hit.span()))
    if stance is Stance.DENIED and is_supposed:
        stance = Stance.SILENT  # "if the variance were not lower" denies nothing
    return Resolved(stance, clause, is_supposed)


def _direct(claim: Claim, text: str, *, is_denied: bool) -> Stance:
    is_opposite = False
    if claim.direction is not None:
        way = _direction(text)
        if way is None:
            return Stance.SILENT
        is_opposite = way != claim.direction
    if is_opposite and is_denied and not claim.is_negated:
        return Stance.SILENT  # "does not raise" is not yet "lowers"
    is_against = (is_denied != claim.is_negated) != is_opposite
    return Stance.DENIED if is_against else Stance.SUPPORTED


def _direction(text: str) -> str | None:
    """Up or down, if the clause says one of them."""
    down, up = first(_DOWN, text), first(_UP, text)
    if (down is None) == (up is None):
        return None
    return "down" if down is not None else "up"
