"""An answer as sentences and clauses with their offsets, and what each clause only denies or reports."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hotseat.grader.denial import denied, lacked
from hotseat.grader.frames import Answered, answered, disowned, frame_cuts, takes_back

_SENTENCE_END = re.compile(r"(?<=[.!?])[*_]*\s+(?=[\"'(*_`A-Za-z0-9])|\n+\s*(?:[-*•]|\d+[.)])?\s*|;\s+")
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|etc|vs|cf|approx|figs?|eqs?|resp|incl|al|viz|w\.r\.t|a\.k\.a)\.$", re.IGNORECASE
)
_CLAUSE_BREAK = re.compile(
    r",\s+(?:but|while|whereas|although|though|however|yet|so|because|since|which|instead)\b|"
    r"(?<!\banything)(?<!\bnothing)\s+(?:but|while|whereas|although|though|however|yet|because|since)\s+|,\s+(?=and\s+\w+)|:\s+|\s+[–—]\s+|,\s+",
    re.IGNORECASE,
)
_SUPPOSITION = re.compile(
    r"\b(?:if|unless|suppos(?:e|ing)|assuming|in case|whether|as though|had (?:we|i|it|they)|were (?:it|we|they))\b"
    r".*?(?=\bthen\b|$)",
    re.IGNORECASE | re.DOTALL,
)
_UNREAL = re.compile(
    r"\b(?:if|had|were|as though)\b[^,]*\b(?:were|had|did|didn't|wasn't|weren't|could)\b", re.IGNORECASE
)
_WOULD = re.compile(r"(?<!\bi )(?<!\bwe )(?<!\byou )\b(?:would|wouldn't|could)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"^\W*(?:and |but |so )?(?:is|are|was|does|do|did|can|could|should|would|will|has|have|why|what|how|when|who|which|"
    r"where|isn't|doesn't|don't)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"[,\s]*(?:but|and|so|yet)\b", re.IGNORECASE)
# "Doesn't it overfit?" asks whether it does.
_ASKED_DENIAL = re.compile(
    r"^\W*(?:and |but |so )?(?:is|are|was|does|do|did|ca|could|should|would|wo|has|have)n't\b", re.IGNORECASE
)
TOPIC_WORDS = 4  # "Outliers?" heads what follows; it asks nothing
_TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " "})
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’\-+/]*")


@dataclass(frozen=True)
class Clause:
    """A clause. sentence: its sentence's place; is_reported: others' opinion or a question, not the answer's own;
    is_unreal: what would follow if something were otherwise; is_asked: a question that the answer answers;
    is_denied: with no.
    """

    start: int
    end: int
    text: str
    sentence: int
    is_reported: bool
    is_unreal: bool = False
    is_denied: bool = False
    is_asked: bool = False

    def negators(self) -> list[int]:
        """Where in the clause something is denied."""
        return [0] if self.is_denied else [left for left, _ in self._denied()]

    def denies(self, start: int, end: int) -> bool:
        """Whether a stretch of the clause, or a word in it, is denied: by a negator before its end that reaches it."""
        return self.is_denied or any(left < end and start < right for left, right in self._denied())

    def lacks(self, start: int) -> bool:
        """Whether what stands at a place is denied by "far from", "unable to", "lacks" and the like before it."""
        return any(left <= start < right for left, right in lacked(self.text))

    def supposes(self, place: int) -> bool:
        """Whether what stands at a place is only supposed ("if the variance were lower")."""
        return self.is_unreal or any(
            each.start() <= place < each.end() for each in _SUPPOSITION.finditer(self.text)
        )

    def _denied(self) -> Iterator[tuple[int, int]]:
        asked = _ASKED_DENIAL.match(self.text) if self.is_asked else None
        return denied(self.text, asked.end() if asked else 0)


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
    everything = sentences(text)
    for place, sentence in enumerate(everything):
        later = everything[place + 1].text if place + 1 < len(everything) else ""
        found += _clauses_of(sentence, place, later)
    return found


def _question(text: str, cuts: list[int], later: str) -> int:
    """Where a sentence begins to ask; its length when it does not: a heading ("Outliers?") asks nothing."""
    if not text.rstrip().endswith("?"):
        return len(text)
    is_topic = len(words(text)) <= TOPIC_WORDS and not _ASKS.match(text)
    if is_topic and answered(text, later) is not Answered.NO:
        return len(text)
    turns = (cut for cut in cuts[1:-1] if _ASKS.match(text[cut:]) and _JOINT.match(text[cut:]))
    return 0 if _ASKS.match(text) else next(turns, 0)


def _clauses_of(sentence: Sentence, place: int, later: str) -> list[Clause]:
    text = sentence.text
    breaks = {gap.start() for gap in _CLAUSE_BREAK.finditer(text)} | frame_cuts(text)
    cuts = [0, *sorted(breaks - {0}), len(text)]
    is_unreal = bool(_UNREAL.search(text))
    asks = _question(text, cuts, later)
    answer = answered(text[asks:], later)
    is_taken_back = asks == len(text) and takes_back(text, later)
    found: list[Clause] = []
    for left, right, is_reported in zip(cuts[:-1], cuts[1:], disowned(text, cuts), strict=True):
        piece = text[left:right]
        if piece.strip(" ,:-–—"):
            is_asked = left >= asks
            is_open = is_asked and answer is Answered.OPEN
            found.append(
                Clause(
                    sentence.start + left,
                    sentence.start + right,
                    piece,
                    place,
                    is_reported=is_reported or is_taken_back or is_open,
                    is_unreal=is_unreal and bool(_WOULD.search(piece)),
                    is_denied=is_asked and answer is Answered.NO,
                    is_asked=is_asked,
                )
            )
    return found


def words(text: str) -> list[str]:
    """Words in lower case."""
    return [found[0].lower() for found in _WORD.finditer(text)]
