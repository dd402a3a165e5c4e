"""An answer that was told, cut into what is said at a time; repeats, copies of the prompt and soup are blank.

What is left out becomes spaces, so that offsets stay those of the answer as it was given.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hotseat.grader.gates import FUNCTION_WORDS
from hotseat.grader.patterns import one_of
from hotseat.grader.text import Sentence, sentences, straightened, words
from hotseat.model.assessment import Evidence

WORDS_PER_MINUTE = 140
LONG = 30  # words; what is transcribed from speech often has no full stops
SAME = 0.9  # share of words from which a sentence repeats another
AGAIN = 6  # words in a row that were said before
SOUP_RUN = 9  # words without one that holds a sentence together
SOUP_WORDS, LEAST_HOLDING = 8, 0.2  # so long, and with so small a share of such words
MOSTLY = 0.4  # of a sentence in such a row: the rest of it says nothing either
MOST_COPIED = 0.25  # of a sentence's own words; fewer new ones make it a copy of the prompt
MOST_CHARACTERS = 20_000

_STOP = re.compile(r"(?<=[.!?])\s+(?=[a-z.,;:!?])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|cf|approx|mr|ms|mrs|dr)\.$", re.IGNORECASE)
_RUN_ON = one_of(r"""
    ,?\s+(?=(?:and (?:then|so|after|in the end|finally|I|we|it|they|he|she)|so (?:then|I|we|they)|but (?:I|we|
    then|in)|then (?:I|we|they)|after that|as a result|in the end)\b)
    """)
_TURN = one_of(r"""
    ,?\s+(?=(?:and|so|but|where)\s+(?:the|our) (?:goal|aim|target|task|challenge|deadline|question) (?:was|is)\b)
    ,?\s+(?=(?:and|so|but|where)\s+(?:my (?:task|job|role|goal) (?:was|is)|it was my job|it fell (?:up)?on me)\b)
    ,?\s+(?=(?:and|so|but)\s+(?:my|the|our) (?:manager|boss|lead|director|professor|client|customer|product manager) (?:says?|
    said|asks?|asked|told|wants?|wanted|needs|needed|gave)\b)
    ,?\s+(?=(?:and|so|but)\s+i (?:was|am|'m) (?:\w+ )?(?:asked|responsible|in charge|told|given)\b)
    ,?\s+(?=(?:and|so|but)\s+(?:i (?:had|needed) to|as a result|in the end|the (?:result|outcome) was)\b)
    """)
_WORD = re.compile(r"[A-Za-z0-9%$€£][\w'%./+-]*")
_HOLDING = FUNCTION_WORDS | frozenset(
    """
    me my mine him his her hers us ours them am get got go goes went gone say said says see saw make made let like think
    know want need come came back even still now never always again else much well yes okay like about around until
    since during across against toward towards along through though although whether later ago first next last
    something anything nothing everything someone everyone nobody half once twice
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Passage:
    """What is said at a time. text: as it stands, or blank in parts."""

    start: int
    end: int
    text: str

    @property
    def place(self) -> Evidence:
        """Where it stands in the answer."""
        return Evidence(self.start, self.end)


def readable(prompt: str, answer: str) -> str:
    """The answer as long as it was, with everything blank that says nothing of its own."""
    text = _said_once(straightened(answer[:MOST_CHARACTERS]))
    asked = frozenset(words(prompt))
    seen: list[list[str]] = []
    for each in _pieces(text):
        spoken = words(each.text)
        if _is_copied(frozenset(spoken), asked) or any(_is_same(spoken, other) for other in seen):
            text = _blank(text, each.start, each.end)
            continue
        seen.append(spoken)
        for start, end in _runs(each):
            text = _blank(text, start, end)
    return text


def passages(text: str) -> list[Passage]:
    """The sentences of a readable text, cut where they turn; long ones also where a speaker would breathe."""
    found: list[Passage] = []
    for each in _pieces(text):
        turns = [_TURN, _RUN_ON] if len(words(each.text)) > LONG else [_TURN]
        cuts = sorted({0, len(each.text), *(gap.end() for turn in turns for gap in turn.finditer(each.text))})
        for left, right in itertools.pairwise(cuts):
            piece = each.text[left:right].strip()
            if words(piece):
                start = each.start + left + len(each.text[left:right]) - len(each.text[left:right].lstrip())
                found.append(Passage(start, start + len(piece), piece))
    return found


def spoken_words(found: Sequence[Passage]) -> int:
    """How many words that is."""
    return sum(len(words(each.text)) for each in found)


def spoken_minutes(count: int) -> float:
    """How long so many words take to say, at 140 a minute."""
    return round(count / WORDS_PER_MINUTE, 1)


def places(pattern: re.Pattern[str], found: Sequence[Passage]) -> tuple[Evidence, ...]:
    """Every match of a pattern in passages."""
    return tuple(
        Evidence(each.start + hit.start(), each.start + hit.end())
        for each in found
        for hit in pattern.finditer(each.text)
    )


def _pieces(text: str) -> list[Sentence]:
    """Sentences, also those that begin with a small letter."""
    found: list[Sentence] = []
    for each in sentences(text):
        start = 0
        for gap in [*_STOP.finditer(each.text), None]:
            end = gap.start() if gap else len(each.text)
            if gap and _ABBREVIATION.search(each.text[start:end]):
                continue
            piece = each.text[start:end]
            if piece.strip():
                found.append(Sentence(each.start + start, each.start + end, piece))
            start = gap.end() if gap else end
    return found


def _said_once(text: str) -> str:
    """The text with every stretch blank that stood in it before, word for word."""
    hits = list(_WORD.finditer(text))
    spoken = [hit[0].lower().rstrip(".,") for hit in hits]
    seen: set[tuple[str, ...]] = set()
    again: set[int] = set()
    for place in range(len(hits) - AGAIN + 1):
        stretch = tuple(spoken[place : place + AGAIN])
        if stretch in seen:
            again.update(range(place, place + AGAIN))
        seen.add(stretch)
    for place in again:
        text = _blank(text, hits[place].start(), hits[place].end())
    return text


def _is_same(spoken: list[str], other: list[str]) -> bool:
    """Whether a sentence is part of another, or nearly the same."""
    if f" {' '.join(spoken)} " in f" {' '.join(other)} ":
        return True
    mine, theirs = frozenset(spoken), frozenset(other)
    return bool(mine) and len(mine & theirs) >= SAME * max(len(mine), len(theirs))


def _is_copied(spoken: frozenset[str], asked: frozenset[str]) -> bool:
    content = [word for word in spoken if word not in FUNCTION_WORDS]
    return len(content) >= 3 and sum(word not in asked for word in content) < MOST_COPIED * len(content)


def _runs(sentence: Sentence) -> list[tuple[int, int]]:
    """Words in a row with none among them that a sentence needs, or hardly any in the whole of it."""
    found: list[tuple[int, int]] = []
    run: list[re.Match[str]] = []
    hits = list(_WORD.finditer(sentence.text))
    holding = sum(_holds(hit[0].lower()) for hit in hits)
    if len(hits) >= SOUP_WORDS and holding < LEAST_HOLDING * len(hits):
        return [(sentence.start, sentence.end)]
    for hit in [*hits, None]:
        if hit is not None and not _holds(hit[0].lower()):
            run.append(hit)
            continue
        if len(run) >= SOUP_RUN and len(run) >= MOSTLY * len(hits):
            return [(sentence.start, sentence.end)]
        if len(run) >= SOUP_RUN:
            found.append((sentence.start + run[0].start(), sentence.start + run[-1].end()))
        run = []
    return found


def _holds(word: str) -> bool:
    return word.rstrip(".,") in _HOLDING or "'" in word


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
