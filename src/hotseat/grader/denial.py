"""How far in a clause something is denied."""

import re
from collections.abc import Iterator

Span = tuple[int, int]
NEAR = 30  # characters from one denial to another that undoes it

_NEGATOR = re.compile(
    r"\b(?:(?<!or )not(?! (?:only|just|merely|simply)\b)|never|no(?! (?:matter|doubt|wonder)\b)|none|nothing(?! but)|"
    r"neither|nor|cannot|(?<!or )without|hardly|rarely|seldom|impossible|fails? to|isn't|doesn't|don't|aren't|"
    r"won't|can't|wasn't|didn't|needn't|instead of|rather than|unlike|as opposed to)\b|n't\b",
    re.IGNORECASE,
)
_ADJECTIVE = (
    r"free|true|clear|linear|perfect|sparse|certain|enough|easy|obvious|stable|random|"
    r"[a-z]+(?:al|ive|ous|ful|able|ible|ent|ant|ic)"
)
# Denies what stands behind it and nothing else: a rubric's own "lacks independence" is not denied by it.
_LACK = re.compile(
    r"\b(?:lack(?:s|ing|ed)?(?: of)?|devoid of|anything but|unable to|incapable of|unlikely to|stops? short of|"
    r"nowhere near|scarcely|ceases? to|fail(?:ed|ing) to|"
    r"far from (?!training\b|existing\b|remaining\b|neighbou?ring\b)"
    rf"(?=(?:being|[a-z]+ing|{_ADJECTIVE})\b))",
    re.IGNORECASE,
)
_TWICE = re.compile(  # "never fails to" denies nothing
    r"\b(?:not|never|cannot|hardly|rarely|\w+n't)\s+(?:ever\s+)?(?:fails? to|lack|without|unlike|impossible|unable to|"
    r"incapable of|unlikely to|nothing)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"without|instead of|rather than|unlike|as opposed to|lack of|devoid of", re.IGNORECASE)
_ASIDE_WORDS = re.compile(r"(?:\s*[^\s]+){0,7}")  # how far such an aside denies: itself and five words or so
_ASIDE_END = re.compile(  # "rather than a forest is sequential"
    r"(?<!that)(?<!which)(?<!who)(?<!what)\s(?:is|are|was|were|has|have|does|do|can|cannot|will|must|should|builds|trains|"
    r"grows|lowers|reduces|needs|uses|gives|makes|takes|keeps|fits|learns|works)\b",
    re.IGNORECASE,
)
_CLEFT = re.compile(r"^\W*it(?:'s| is| was)\b", re.IGNORECASE)
_CLEFT_END = re.compile(r"\s(?:that|which|who)\b", re.IGNORECASE)
# "is not sequential and lowers variance": a new verb or subject behind "and" ends what "not" denies.
_SCOPE_END = re.compile(
    r"\s(?:and|so|then)\s+(?:(?:then|therefore|thus|so|instead|also|only|always|usually)\s+)*"
    r"(?:it|they|this|that|these|those|there|we|you|i|one|each|every|is|are|was|has|have|can|will|must|should|may|"
    r"(?:reduc|increas|decreas|us|mak|giv|tak|improv|leav|sav|combin|averag|minimis|maximis|produc|chang|caus)es|"
    r"(?:lower|rais|keep|need|get|becom|grow|train|learn|stay|remain|work|help|add|turn|mean|let|cost|depend|look|"
    r"count|compar|stor|find|call|show|hold|follow|pick|split|select|search|form|handl|tak|giv|mak|us|fit|overfit|underfit|shrink|run|go|come|predict|scale|weight)e?s)\b",
    re.IGNORECASE,
)


def denied(text: str, since: int = 0) -> Iterator[Span]:
    """Every stretch that is denied, from its negator on."""
    for found in _NEGATOR.finditer(text, since):
        if not _is_twice(text, found):
            yield found.start(), _reach(text, found)


def lacked(text: str) -> Iterator[Span]:
    """Every stretch that stands behind "far from", "unable to" or "lacks"."""
    for found in _LACK.finditer(text):
        if not _is_twice(text, found):
            yield found.end(), _reach(text, found)


def _is_twice(text: str, found: re.Match[str]) -> bool:
    """Whether two denials are one assertion: "never fails to"."""
    around = _TWICE.finditer(text, max(0, found.start() - NEAR), found.end() + NEAR)
    return any(each.start() <= found.start() < each.end() for each in around)


def _reach(text: str, found: re.Match[str]) -> int:
    """Where what denies ends to deny."""
    ends = _SCOPE_END.search(text, found.end())
    right = ends.start() if ends else len(text)
    if not _ASIDE.fullmatch(found[0]):
        return right
    near = _ASIDE_WORDS.match(text, found.start())
    stops = [near.end()] if near else []
    if found[0].lower() != "without":
        patterns = (_ASIDE_END, _CLEFT_END) if _CLEFT.match(text) else (_ASIDE_END,)
        stops += [stop.start() for each in patterns if (stop := each.search(text, found.end() + 2))]
    return min(right, *stops) if stops else right
