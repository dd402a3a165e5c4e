"""An answer that was told, cut into what is said at a time."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hotseat.grader.own_words import OwnWords, pieces
from hotseat.grader.patterns import one_of
from hotseat.grader.text import words
from hotseat.model.assessment import Evidence

WORDS_PER_MINUTE = 140
LONG = 30  # words; what is transcribed from speech often has no full stops

_RUN_ON = one_of(r"""
    ,?\s+(?=(?:and (?:then|so|after|in the end|finally|I|we|it|they|he|she)|so (?:then|I|we|they)|but (?:I|we|
    then|in)|then (?:I|we|they)|after that|as a result|in the end)\b)
    """)
_TURN = one_of(r"""
    ,?\s+(?=(?:and|so|but|where)\s+(?:the|our) (?:goal|aim|target|task|challenge|deadline|question) (?:was|is)\b)
    ,?\s+(?=(?:and|so|but|where)\s+(?:my (?:task|job|role|goal) (?:was|is)|it was my job|it fell (?:up)?on me)\b)
    ,?\s+(?=(?:and|so|but)\s+(?:my|the|our) (?:manager|boss|lead|director|professor|client|customer|
    product manager) (?:says?|said|asks?|asked|told|wants?|wanted|needs|needed|gave)\b)
    ,\s+(?=(?:my|our) (?:manager|boss|lead|director|professor|client|customer) (?:had )?(?:asked|told|
    wanted) (?:me|us)\b)
    ,?\s+(?=(?:and|so|but)\s+i (?:was|am|'m) (?:\w+ )?(?:asked|responsible|in charge|told|given)\b)
    ,?\s+(?=(?:and|so|but)\s+(?:i (?:had|needed) to|as a result|in the end|the (?:result|outcome) was)\b)
    """)


@dataclass(frozen=True)
class Passage:
    """What is said at a time. start: in the own words of the answer, of which it is part."""

    text: str
    start: int
    source: OwnWords

    @property
    def place(self) -> Evidence:
        """Where it stands in the answer."""
        return self.part(0, len(self.text))

    def part(self, start: int, end: int) -> Evidence:
        """Where a stretch of it stands in the answer."""
        return self.source.place(self.start + start, self.start + end)


def passages(source: OwnWords) -> list[Passage]:
    """The sentences of an answer, cut where they turn; long ones also where a speaker would breathe."""
    found: list[Passage] = []
    for each in pieces(source.text):
        turns = [_TURN, _RUN_ON] if len(words(each.text)) > LONG else [_TURN]
        cuts = sorted({0, len(each.text), *(gap.end() for turn in turns for gap in turn.finditer(each.text))})
        for left, right in itertools.pairwise(cuts):
            piece = each.text[left:right]
            if words(piece):
                start = each.start + left + len(piece) - len(piece.lstrip())
                found.append(Passage(piece.strip(), start, source))
    return found


def spoken_words(found: Sequence[Passage]) -> int:
    """How many words that is."""
    return sum(len(words(each.text)) for each in found)


def spoken_minutes(count: int) -> float:
    """How long so many words take to say, at 140 a minute."""
    return round(count / WORDS_PER_MINUTE, 1)


def places(pattern: re.Pattern[str], found: Sequence[Passage]) -> tuple[Evidence, ...]:
    """Every match of a pattern in passages."""
    return tuple(each.part(*hit.span()) for each in found for hit in pattern.finditer(each.text))
