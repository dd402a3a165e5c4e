"""The levels of an automated screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from hotseat.model.scorecard import Proof, Score


@dataclass(frozen=True)
class Passed:
    """A hand-in: how many levels passed, from the first."""

    levels: int
    link: str


def screen_scores(title: str, hand_ins: Sequence[Passed], stages: int, hints: int) -> list[Score]:
    """Progress and care. stages: how many levels there are."""
    if not hand_ins:
        says = "Nothing was handed in."
        return [Score("progress", 1, "executed", says), Score("care", 1, "executed", says)]
    best = max(hand_ins, key=lambda each: each.levels)
    level = max(1, min(4, round(4 * best.levels / stages)))
    because = f"{best.levels} of {stages} levels passed" + (
        f", with {hints} hint{'s' * (hints > 1)}." if hints else "."
    )
    progress = Score(
        "progress", min(level, 3) if hints else level, "executed", because, (Proof(title, best.link),)
    )
    return [progress, _care(title, hand_ins)]


def _care(title: str, hand_ins: Sequence[Passed]) -> Score:
    """Whether what passed once kept passing."""
    reached, broken = 0, []
    for each in hand_ins:
        if each.levels < reached:
            broken.append(each)
        reached = max(reached, each.levels)
    if reached == 0:
        return Score("care", 1, "executed", "No level passed.", (Proof(title, hand_ins[-1].link),))
    level = 4 if not broken else 3 if len(broken) == 1 else 2
    if hand_ins[-1].levels < reached:
        level = min(level, 2)
    says = f"{len(broken)} of {len(hand_ins)} hand-ins broke a level that had passed."
    proofs = tuple(Proof(f"{title}: back to level {each.levels}", each.link) for each in broken[:3])
    return Score("care", level, "executed", says, proofs or (Proof(title, hand_ins[-1].link),))
