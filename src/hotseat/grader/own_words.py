"""What an answer says in its own words, once: without repeats, copies of the prompt and words in a row."""

import re
from dataclasses import dataclass

from hotseat.grader.gates import FUNCTION_WORDS
from hotseat.grader.text import Sentence, sentences, straightened, words
from hotseat.model.assessment import Evidence

MOST_CHARACTERS = 10_000  # more than ten minutes of talk
SAME = 0.9  # share of words from which a sentence repeats another
AGAIN = 6  # words in a row that were said before
SOUP_RUN = 9  # words without one that holds a sentence together
SOUP_WORDS, LEAST_HOLDING = 8, 0.2  # so long, and with so small a share of such words
WINDOW, FEW_HOLDING = 14, 2  # so many words in a row with so few of such words: terms one after the other
MOSTLY = 0.4  # of a sentence in such a row: the rest of it says nothing either
MOST_COPIED = 0.25  # of a sentence's own words; fewer new ones make it a copy of the prompt

LISTED, LISTED_WORDS = 4, range(2, 5)  # so many phrases in a row, each of so many words
DOERS = frozenset("i we he she it they you this that there who which".split())  # noqa: SIM905

_MINE = re.compile(r"\b(?:I|we)\b", re.IGNORECASE)
_STOP = re.compile(r"(?<=[.!?])\s+(?=[a-z.,;:!?])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|cf|approx|mr|ms|mrs|dr)\.$", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z0-9%$€£][\w'%./+-]*")
_GAP = re.compile(r"\s{2,}")
_HOLDING = FUNCTION_WORDS | frozenset(
    """
    me my mine him his her hers us ours them am get got go goes went gone say said says see saw make made let like think
    know want need come came back even still now never always again else much well yes okay like about around until
    since during across against toward towards along through though although whether later ago first next last
    something anything nothing everything someone everyone nobody half once twice
    """.split()  # noqa: SIM905
)

Span = tuple[int, int]


@dataclass(frozen=True)
class OwnWords:
    """What is left of an answer. where: the place in the answer of each character of text."""

    text: str
    where: tuple[int, ...]

    def place(self, start: int, end: int) -> Evidence:
        """Where a stretch of text, at least one character, stands in the answer."""
        return Evidence(self.where[start], self.where[end - 1] + 1)

    def without(self, spans: list[Span]) -> "OwnWords":
        """The same with one space, or one line's end, for each span. They may not overlap."""
        pieces, where, start = [], list[int](), 0
        for left, right in [*spans, (len(self.text), len(self.text))]:
            pieces.append(self.text[start:left])
            where += self.where[start:left]
            if left < right:
                pieces.append("\n" if "\n" in self.text[left:right] else " ")
                where.append(self.where[left])
            start = right
        return OwnWords("".join(pieces), tuple(where))


def own_words(prompt: str, answer: str) -> OwnWords:
    """What an answer says in its own words, once. Longer ones than 10,000 characters are read up to there."""
    text = straightened(answer[:MOST_CHARACTERS])
    left = _tidy(OwnWords(text, tuple(range(len(text)))))
    left = left.without(_said_before(left.text))
    asked = frozenset(words(prompt))
    seen: list[_Sentence] = []
    blank: list[Span] = []
    for each in pieces(left.text):
        heard = _Sentence.of(each)
        if _is_copied(heard.words, asked) or any(heard.is_in(other) for other in seen):
            blank.append((each.start, each.end))
            continue
        seen.append(heard)
        blank += _runs(each)
    return _tidy(left.without(blank))


def pieces(text: str) -> list[Sentence]:
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


@dataclass(frozen=True)
class _Sentence:
    """A sentence for comparison. line: its words between spaces."""

    line: str
    words: frozenset[str]

    @classmethod
    def of(cls, sentence: Sentence) -> "_Sentence":
        spoken = words(sentence.text)
        return cls(f" {' '.join(spoken)} ", frozenset(spoken))

    def is_in(self, other: "_Sentence") -> bool:
        """Whether it is part of the other, or nearly the same."""
        most = max(len(self.words), len(other.words))
        return self.line in other.line or (most > 0 and len(self.words & other.words) >= SAME * most)


def _tidy(text: OwnWords) -> OwnWords:
    """With no more than one space at a time."""
    return text.without([hit.span() for hit in _GAP.finditer(text.text)])


def _said_before(text: str) -> list[Span]:
    """Every stretch of words that stood there before, word for word."""
    hits = list(_WORD.finditer(text))
    spoken = [hit[0].lower().rstrip(".,") for hit in hits]
    seen: set[tuple[str, ...]] = set()
    again: set[int] = set()
    for place in range(len(hits) - AGAIN + 1):
        stretch = tuple(spoken[place : place + AGAIN])
        if stretch in seen:
            again.update(range(place, place + AGAIN))
        seen.add(stretch)
    ends = [
        hits[place].end() - len(hits[place][0]) + len(hits[place][0].rstrip(".,")) for place in sorted(again)
    ]
    return [(hits[place].start(), end) for place, end in zip(sorted(again), ends, strict=True)]


def _is_copied(spoken: frozenset[str], asked: frozenset[str]) -> bool:
    content = [word for word in spoken if word not in FUNCTION_WORDS]
    return len(content) >= 3 and sum(word not in asked for word in content) < MOST_COPIED * len(content)


def _runs(sentence: Sentence) -> list[tuple[int, int]]:
    """Words in a row with none among them that a sentence needs, or hardly any in the whole of it."""
    hits = list(_WORD.finditer(sentence.text))
    holds = [_holds(hit[0].lower()) for hit in hits]
    is_bare = len(hits) >= SOUP_WORDS and sum(holds) < LEAST_HOLDING * len(hits)
    if is_bare or _is_list(sentence.text):
        return [(sentence.start, sentence.end)]
    rows, windows = _rows(holds), _windows(holds)
    if any(len(row) >= MOSTLY * len(hits) for row in rows):
        return [(sentence.start, sentence.end)]
    dropped = sorted({place for each in (*rows, *windows) for place in each})
    found: list[tuple[int, int]] = []
    for place in dropped:
        start, end = sentence.start + hits[place].start(), sentence.start + hits[place].end()
        if found and place - 1 in dropped:
            start, _ = found.pop()
        found.append((start, end))
    return found


def _rows(holds: list[bool]) -> list[range]:
    """Where words stand in a row, none of which holds a sentence together."""
    found, start = [], 0
    for place, is_holding in enumerate([*holds, True]):
        if is_holding:
            if place - start >= SOUP_RUN:
                found.append(range(start, place))
            start = place + 1
    return found


def _windows(holds: list[bool]) -> list[range]:
    """Where words stand in a row, next to none of which does."""
    places = range(len(holds) - WINDOW + 1)
    return [range(at, at + WINDOW) for at in places if sum(holds[at : at + WINDOW]) <= FEW_HOLDING]


def _is_list(text: str) -> bool:
    """Whether phrases of a few words stand in a row, with nobody who does anything: "31 percent more, my call, ..."."""
    if _MINE.search(text):
        return False
    row = 0
    for part in re.split(r"[,;]", text):
        spoken = [word.lower() for word in re.findall(r"[\w'%]+", part)]
        row = row + 1 if len(spoken) in LISTED_WORDS and not DOERS.intersection(spoken) else 0
        if row >= LISTED:
            return True
    return False


def _holds(word: str) -> bool:
    return word.rstrip(".,") in _HOLDING or "'" in word
