"""The levels of a coding round."""

from collections.abc import Sequence
from dataclasses import dataclass

from hotseat.model.scorecard import Proof, Score

EARLY = 2  # accepted by this hand-in: level 4
HALF = 0.5
CLOSE, NEAR, FAR = 3.0, 10.0, 100.0
FEW_FAULTS, MANY_FAULTS = 1 / 3, 2 / 3
ENOUGH_FAULTS = 3


@dataclass(frozen=True)
class OwnTests:
    """What the candidate's own tests showed. passed: on their code; noticed: faults they would notice, of faults."""

    count: int
    passed: int
    noticed: int
    faults: int


@dataclass(frozen=True)
class Solved:
    """One problem of the round. hand_ins: in order, whether each was accepted; share: of hidden checks, the best.

    misread: hand-ins that failed for their form alone (names, arguments, shapes, syntax). ratio: against the
    reference, None when it was not measured. talk: the topics that were spoken of.
    """

    title: str
    link: str
    first_failure: str
    hand_ins: tuple[bool, ...]
    share: float
    misread: int
    hints: int
    all_hints: int
    ratio: float | None
    ratio_says: str
    tests: OwnTests | None
    talk: tuple[str, ...]

    @property
    def is_solved(self) -> bool:
        """Whether a hand-in was accepted."""
        return any(self.hand_ins)


def coding_scores(problems: Sequence[Solved]) -> list[Score]:
    """Understanding, correctness, efficiency, own tests, communication: the mean over the problems, rounded down."""
    if not problems:
        return []
    parts = [_understanding, _correctness, _efficiency, _own_tests, _talk]
    return [_joined([part(each) for each in problems]) for part in parts]


def _joined(scores: Sequence[Score]) -> Score:
    judged = [each for each in scores if each.level is not None]
    if not judged:
        return scores[0]
    level = int(sum(each.level or 0 for each in judged) / len(judged))
    because = " ".join(dict.fromkeys(each.because for each in judged))
    proofs = tuple(proof for each in judged for proof in each.proofs)
    return Score(judged[0].competency, level, judged[0].how, because, proofs)


def _understanding(one: Solved) -> Score:
    proofs = (Proof(one.title, one.link),)
    if not one.hand_ins:
        return Score("understanding", 1, "executed", "Nothing was handed in that runs.", proofs)
    if one.misread == len(one.hand_ins):
        return Score(
            "understanding", 1, "executed", "No hand-in had the form that the statement asks for.", proofs
        )
    slips = one.misread + one.hints
    all_shown = one.all_hints > 0 and one.hints >= one.all_hints
    level = 2 if all_shown or slips > 2 else 3 if slips else 4
    if level == 4 and not one.is_solved and one.share < HALF:
        level = 2
    because = f"{_times(one.misread, 'hand-in')} of the wrong form, {_times(one.hints, 'hint')}."
    return Score("understanding", level, "executed", because, proofs)


def _correctness(one: Solved) -> Score:
    if one.is_solved:
        tries = one.hand_ins.index(True) + 1
        level = 4 if tries <= EARLY else 3
        because = f"{one.title}: every check passed at hand-in {tries}."
        return Score("correctness", level, "executed", because, (Proof(one.title, one.link),))
    if not one.hand_ins:
        return Score("correctness", 1, "executed", "Nothing was handed in.", (Proof(one.title, one.link),))
    level = 2 if one.share >= HALF else 1
    because = f"{one.title}: {one.share:.0%} of the checks passed."
    says = f"{one.title}: {one.first_failure}" if one.first_failure else one.title
    return Score("correctness", level, "executed", because, (Proof(says, one.link),))


def _efficiency(one: Solved) -> Score:
    if not one.is_solved:
        return Score("efficiency", 1, "executed", "Nothing correct that could be timed.")
    if one.ratio is None:
        return Score("efficiency", None, "not judged", "This problem is not timed.")
    level = 4 if one.ratio <= CLOSE else 3 if one.ratio <= NEAR else 2 if one.ratio <= FAR else 1
    return Score("efficiency", level, "executed", one.ratio_says, (Proof(one.title, one.link),))


def _own_tests(one: Solved) -> Score:
    found = one.tests
    if found is None or found.count == 0:
        return Score("own-tests", 1, "executed", "No test was written.")
    if found.passed < found.count:
        because = f"{found.count - found.passed} of {found.count} tests fail on the code they came with."
        return Score("own-tests", 1, "executed", because, (Proof(one.title, one.link),))
    if found.faults < ENOUGH_FAULTS:
        because = "The tests pass; too few faults could be put into the code to see what they notice."
        return Score("own-tests", None, "not judged", because)
    share = found.noticed / found.faults
    level = 4 if share >= MANY_FAULTS else 3 if share >= FEW_FAULTS else 2 if found.noticed else 1
    because = f"The tests notice {found.noticed} of {found.faults} faults put into the code."
    return Score("own-tests", level, "executed", because, (Proof(one.title, one.link),))


def _talk(one: Solved) -> Score:
    level = min(4, 1 + len(one.talk))
    because = f"Said: {', '.join(one.talk)}." if one.talk else "Nothing was said about the solution."
    return Score("code-talk", level, "computed", because, (Proof(one.title, one.link),) if one.talk else ())


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"
