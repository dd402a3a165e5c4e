"""An answer as sentences and clauses with their offsets, and what each clause only denies or reports."""

import itertools
import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"'(A-Z0-9])|\n+\s*(?:[-*•]|\d+[.)])?\s*|;\s+")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|cf|approx|Fig|eq)\.$", re.IGNORECASE)
_CLAUSE_BREAK = re.compile(
    r",\s+(?:but|while|whereas|although|though|however|yet|so|because|since|which|instead)\b|"
    r"\s+(?:but|while|whereas|although|though|however|yet|because|since)\s+|,\s+(?=and\s+\w+)|:\s+|\s+[–—]\s+|,\s+",
    re.IGNORECASE,
)
_NEGATOR = re.compile(
    r"\b(?:not|never|no|none|nothing|neither|nor|cannot|without|hardly|rarely|seldom|impossible|"
    r"fails? to|isn't|doesn't|don't|aren't|won't|can't|wasn't|didn't|needn't|instead of|rather than|"
    r"unlike|as opposed to)\b|n't\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:people|some|many|most|others|candidates|textbooks|colleagues?|somebody|someone|one|they)\s+(?:also\s+|often\s+|"
    r"might\s+|may\s+|sometimes\s+|wrongly\s+|still\s+|will\s+)?(?:says?|thinks?|claims?|believes?|assumes?|argues?|writes?)\b|"
    r"\byou\s+(?:often\s+|sometimes\s+)?(?:hear|read)\b|\byou (?:might|may|could) (?:think|say|believe)\b|"
    r"\bit is (?:often|commonly|sometimes) (?:said|claimed|believed|thought)\b|"
    r"\bcommon (?:misconception|myth|mistake|confusion|error)\b|\bmisconception\b|\bmyth\b|\bsupposedly\b|"
    r"\bcontrary to\b|"
    r"\bit(?: is|'s) (?:also )?(?:wrong|false|incorrect|untrue|not true) (?:that|to say)\b",
    re.IGNORECASE,
)
_TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " "})
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’\-+/]*")


@dataclass(frozen=True)
class Clause:
    """A clause. sentence: its sentence's place; is_reported: others' opinion or a question, not the answer's own."""

    start: int
    end: int
    text: str
    sentence: int
    is_reported: bool

    def negators(self) -> list[int]:
        """Where in the clause something is denied."""
        return [found.start() for found in _NEGATOR.finditer(self.text)]


@dataclass(frozen=True)
class Sentence:
    """A sentence and its place in the answer."""

    start: int
    end: int
    text: str


def straightened(text: str) -> str:
    """The text with typewriter's apostrophes and quotes, character by character."""
    return text.translate(_TYPOGRAPHIC)


def sentences(text: str) -> list[Sentence]:
    """Sentences, and the lines of lists."""
    found: list[Sentence] = []
    start = 0
    for gap in [*_SENTENCE_END.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if gap and _ABBREVIATION.search(text[start:end]):
            continue
        piece = text[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            found.append(Sentence(left, start + len(piece.rstrip()), piece.strip()))
        start = gap.end() if gap else end
    return found


def clauses(text: str) -> list[Clause]:
    """The clauses of all sentences in order."""
    found: list[Clause] = []
    for place, sentence in enumerate(sentences(text)):
        found += _clauses_of(sentence, place)
    return found


def _clauses_of(sentence: Sentence, place: int) -> list[Clause]:
    cuts = [0, *(gap.start() for gap in _CLAUSE_BREAK.finditer(sentence.text)), len(sentence.text)]
    is_question = sentence.text.rstrip().endswith("?")
    found: list[Clause] = []
    is_reporting = False
    for left, right in itertools.pairwise(cuts):
        piece = sentence.text[left:right]
        turns = re.match(r"[,\s]*(?:but|however|yet|in fact|actually)\b|:\s", piece, re.IGNORECASE)
        is_reporting = (is_reporting and not turns) or bool(_REPORT.search(piece))
        if piece.strip(" ,:-–—"):
            start = sentence.start + left
            found.append(
                Clause(start, sentence.start + right, piece, place, is_reported=is_reporting or is_question)
            )
    return found


def words(text: str) -> list[str]:
    """Words in lower case."""
    return [found[0].lower() for found in _WORD.finditer(text)]
