"""Which authored claims an answer makes, denies, or does not touch."""

from dataclasses import dataclass
from enum import Enum

from hotseat.grader.patterns import first
from hotseat.grader.subjects import Situated
from hotseat.grader.text import Clause
from hotseat.model.question import Claim

_DOWN = (
    "reduc*", "lower*", "decreas*", "cut", "cuts", "cutting", "shrink*", "shrunk", "less", "fewer", "smaller",
    "minimi[sz]*", "drop*", "fall*", "diminish*", "limit*", "suppress*", "averages? away", "averaged? out",
    "averag* out", "tam(e|es|ing)", "fight*", "combat*", "weaken*", "slow*", "vanish*", "goes down", "go down", "↓",
)  # fmt: skip
_UP = (
    "increas*", "rais*", "higher", "more", "grow*", "larger", "amplif*", "inflat*", "worsen*",
    "goes up", "go up", "rise*", "rising", "explod*", "strengthen*", "faster", "speed* up",
    "improv*", "gain*", "boosts", "↑",
)  # fmt: skip


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


def resolve(claim: Claim, situated: list[Situated]) -> list[Resolved]:
    """Every clause that supports or denies a claim; of a clause with several subjects, the part about the claim's."""
    parts = (part for each in situated for part in (each.parts if claim.subject and each.parts else (each,)))
    found = (_stance(claim, each) for each in parts if not each.clause.is_reported)
    return [each for each in found if each.stance is not Stance.SILENT]


def _stance(claim: Claim, situated: Situated) -> Resolved:
    clause = situated.clause
    hit = first(claim.object, clause.text)
    is_excepted = claim.subject in situated.excepted
    is_about = claim.subject is None or claim.subject in situated.subjects or is_excepted
    if hit is None or not is_about:
        return Resolved(Stance.SILENT, clause, is_supposed=False)
    is_supposed = clause.supposes(hit.start())
    is_denied = clause.denies(*hit.span()) or clause.lacks(hit.start())
    stance = _direct(claim, clause.text, is_denied=is_denied != is_excepted)
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
