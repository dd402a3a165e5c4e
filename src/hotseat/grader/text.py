"""An answer as sentences and clauses with their offsets, and what each clause only denies or reports."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"'(A-Z0-9])|\n+\s*(?:[-*•]|\d+[.)])?\s*|;\s+")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|cf|approx|Fig|eq)\.$", re.IGNORECASE)
_CLAUSE_BREAK = re.compile(
    r",\s+(?:but|while|whereas|although|though|however|yet|so|because|since|which|instead)\b|"
    r"\s+(?:but|while|whereas|although|though|however|yet|because|since)\s+|,\s+(?=and\s+\w+)|:\s+|\s+[–—]\s+|,\s+",
    re.IGNORECASE,
)
_NEGATOR = re.compile(
    r"\b(?:(?<!or )not(?! (?:only|just|merely|simply)\b)|never|no(?! (?:matter|doubt|wonder)\b)|none|nothing|"
    r"neither|nor|cannot|(?<!or )without|hardly|rarely|seldom|impossible|fails? to|isn't|doesn't|don't|aren't|"
    r"won't|can't|wasn't|didn't|needn't|instead of|rather than|unlike|as opposed to)\b|n't\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"without|instead of|rather than|unlike|as opposed to", re.IGNORECASE)
_ASIDE_WORDS = re.compile(r"(?:\s*[^\s]+){0,7}")  # how far such an aside denies: itself and five words or so
# "is not sequential and lowers variance": a new verb or subject behind "and" ends what "not" denies.
_SCOPE_END = re.compile(
    r"\s(?:and|so|then)\s+(?:(?:then|therefore|thus|so|instead|also|only|always|usually)\s+)*"
    r"(?:it|they|this|that|these|those|there|we|you|i|one|each|every|is|are|was|has|have|can|will|must|should|may|"
    r"(?:reduc|increas|decreas|us|mak|giv|tak|improv|leav|sav|combin|averag|minimis|maximis|produc|chang|caus)es|"
    r"(?:lower|rais|keep|need|get|becom|grow|train|learn|stay|remain|work|help|add|turn|mean|let|cost|depend|look|"
    r"count|compar|stor|find|call|show|hold|follow|pick|split|select|search|form|handl|tak|giv|mak|us|fit|overfit|underfit|shrink|run|go|come|predict|scale|weight)e?s)\b",
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
_AGREES = re.compile(r"^\W*(?:yes|exactly|right|of course|indeed|sure|certainly|correct)\b", re.IGNORECASE)
TOPIC_WORDS = 4  # "Outliers?" heads what follows; it asks nothing
_REPORT = re.compile(
    r"\b(?:people|some|many|most|others|everyone|everybody|candidates|textbooks|articles|blogs|colleagues?|somebody|"
    r"someone|one|they)\s+(?:also\s+|often\s+|"
    r"might\s+|may\s+|sometimes\s+|wrongly\s+|still\s+|will\s+)?(?:says?|thinks?|claims?|believes?|assumes?|argues?|writes?)\b|"
    r"\byou\s+(?:often\s+|sometimes\s+)?(?:hear|read)\b|\byou (?:might|may|could) (?:think|say|believe)\b|"
    r"\bit is (?:often|also|commonly|sometimes|generally|frequently) (?:said|claimed|believed|thought)\b|"
    r"\bcommon (?:misconception|myth|mistake|confusion|error)\b|\bmisconception\b|\bmyth\b|\bsupposedly\b|"
    r"\bcontrary to\b|"
    r"\bit(?: is|'s) (?:also )?(?:wrong|false|incorrect|untrue|not true) (?:that|to say)\b",
    re.IGNORECASE,
)
_TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " "})
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’\-+/]*")


@dataclass(frozen=True)
class Clause:
    """A clause. sentence: its sentence's place; is_reported: others' opinion or a question, not the answer's own;
    is_unreal: what would follow if something were otherwise.
    """

    start: int
    end: int
    text: str
    sentence: int
    is_reported: bool
    is_unreal: bool = False

    def negators(self) -> list[int]:
        """Where in the clause something is denied."""
        return [found.start() for found in _NEGATOR.finditer(self.text)]

    def denies(self, start: int, end: int) -> bool:
        """Whether a stretch of the clause, or a word in it, is denied: by a negator before its end that reaches it."""
        return any(left < end and start < right for left, right in self._denied())

    def supposes(self, place: int) -> bool:
        """Whether what stands at a place is only supposed ("if the variance were lower")."""
        return self.is_unreal or any(
            each.start() <= place < each.end() for each in _SUPPOSITION.finditer(self.text)
        )

    def _denied(self) -> Iterator[tuple[int, int]]:
        for found in _NEGATOR.finditer(self.text):
            reach = _ASIDE_WORDS.match(self.text, found.start()) if _ASIDE.fullmatch(found[0]) else None
            ends = _SCOPE_END.search(self.text, found.end())
            right = ends.start() if ends else len(self.text)
            yield found.start(), min(right, reach.end()) if reach else right


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
        found += _clauses_of(sentence, place, is_question=_is_question(sentence.text, later))
    return found


def _is_question(text: str, later: str) -> bool:
    """Whether a sentence asks: not a heading ("Outliers?"), nor a question that the answer itself says yes to."""
    if not text.rstrip().endswith("?") or _AGREES.match(later):
        return False
    return len(words(text)) > TOPIC_WORDS or bool(_ASKS.match(text))


def _clauses_of(sentence: Sentence, place: int, *, is_question: bool) -> list[Clause]:
    cuts = [0, *(gap.start() for gap in _CLAUSE_BREAK.finditer(sentence.text)), len(sentence.text)]
    is_unreal = bool(_UNREAL.search(sentence.text))
    found: list[Clause] = []
    is_reporting = False
    for left, right in itertools.pairwise(cuts):
        piece = sentence.text[left:right]
        turns = re.match(r"[,\s]*(?:but|however|yet|in fact|actually)\b|:\s", piece, re.IGNORECASE)
        is_reporting = (is_reporting and not turns) or bool(_REPORT.search(piece))
        if piece.strip(" ,:-–—"):
            start = sentence.start + left
            is_own = not (is_reporting or is_question)
            would = is_unreal and bool(_WOULD.search(piece))
            found.append(Clause(start, sentence.start + right, piece, place, not is_own, would))
    return found


def words(text: str) -> list[str]:
    """Words in lower case."""
    return [found[0].lower() for found in _WORD.finditer(text)]
