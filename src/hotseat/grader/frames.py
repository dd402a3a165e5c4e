"""Whether a statement is the answer's own: not what others say, what is taken back, or what is asked and answered."""

import itertools
import re
from collections.abc import Sequence
from enum import Enum

from hotseat.grader import frame_cues as cues

_COLON = re.compile(r"\s*(?::|[-–—]{1,2})\s")
_AND = re.compile(r"\sand\s+")
_DASH = re.compile(r"\s-{1,2}\s")
SAYS_SOMETHING = 3  # words behind "people say that": then a colon leads on to something else


class Answered(Enum):
    """What is said to a question."""

    YES = 1
    NO = -1
    OPEN = 0


def answered(question: str, later: str) -> Answered:
    """What the next sentence says to a question. A "why" that is given a reason takes for granted what it asks."""
    if cues.HALF.match(later):
        return Answered.OPEN
    if cues.REFUSES.match(later):
        return Answered.NO
    if cues.AGREES.match(later) or (cues.WHY.match(question) and cues.REASON.match(later)):
        return Answered.YES
    return Answered.OPEN


def takes_back(sentence: str, later: str) -> bool:
    """Whether the next sentence says of one that it is wrong."""
    return bool(cues.TAKES_BACK.match(later)) and not cues.ASSUMED.search(sentence)


def disowned(sentence: str, cuts: Sequence[int]) -> list[bool]:
    """For each clause of a sentence between two cuts: whether others say it, or it is taken back."""
    pieces = [sentence[left:right] for left, right in itertools.pairwise(cuts)]
    found = _reported(pieces)
    assumed = cues.ASSUMED.search(sentence)
    for back in cues.REJECTED.finditer(sentence):
        if assumed is None or back.start() < assumed.start():
            _mark_back(found, pieces, [k for k, left in enumerate(cuts[:-1]) if left < back.start()])
    for judged in cues.JUDGED.finditer(sentence):
        for k, (left, right) in enumerate(itertools.pairwise(cuts)):
            found[k] = found[k] or (left < judged.end() and judged.start() < right)
    return found


def frame_cuts(sentence: str) -> set[int]:
    """Where a sentence goes on with what others say ("... and many think ...") or, behind a dash, leaves it."""
    frames = [frame.span() for frame in cues.REPORT.finditer(sentence)]
    joints = {joint.end(): joint.start() for joint in _AND.finditer(sentence)} if frames else {}
    dashes = [dash.start() for dash in _DASH.finditer(sentence)] if frames else []
    cuts = {joints[start] for start, _ in frames if start in joints}
    return cuts | {dash for dash in dashes if dash >= frames[0][1]}


def _reported(pieces: Sequence[str]) -> list[bool]:
    found: list[bool] = []
    is_open, is_slip, is_told = False, False, True
    for piece in pieces:
        turns = cues.TURN.match(piece) or cues.REJECTED.match(piece) or (is_slip and cues.GROUND.match(piece))
        is_open = is_open and not (turns or (is_told and _COLON.match(piece)))
        slip = cues.SLIP.search(piece)
        frame = cues.REPORT.search(piece) or slip
        is_aside = bool(cues.ASIDE.match(piece) and (frame or cues.CONTRARY.search(piece)))
        found.append(is_open or bool(frame) or is_aside)
        if frame and not is_aside:
            is_open, is_slip, is_told = True, slip is not None, _tells(piece[frame.end() :])
    return found


def _tells(tail: str) -> bool:
    """Whether the words behind a frame already say something."""
    return len(re.findall(r"\w+", tail)) >= SAYS_SOMETHING and not cues.ABOUT.match(tail)


def _mark_back(found: list[bool], pieces: Sequence[str], before: Sequence[int]) -> None:
    """Marks the clauses before a rejection, back to where the sentence turned."""
    for k in reversed(before):
        found[k] = True
        if cues.TURN.match(pieces[k]):
            return
