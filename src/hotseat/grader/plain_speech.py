"""An explanation to somebody from outside the field: is it right, are its terms explained, what is it like, what of it.

Right is what the rubric says, through the grader of concepts. Terms are counted one by one, not per sentence, so that
more sentences do not thin them out; the reading grade is shown and decides nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from hotseat.grader.assess import assess
from hotseat.grader.gates import gate
from hotseat.grader.passages import Passage, passages, readable, spoken_minutes, spoken_words
from hotseat.grader.patterns import compiled
from hotseat.grader.reading import reading_grade
from hotseat.grader.text import straightened
from hotseat.model.assessment import Assessment, Evidence, Mark
from hotseat.model.behavioural import (
    PLAIN_SPEECH,
    BehaviouralUnit,
    ExplanationFeedback,
    Flag,
    Level,
    Term,
    Vocabulary,
)

SHORT_WORDS = 35  # a quarter of a minute
A_THIRD, MOSTLY, FULLY = 1 / 3, 0.6, 0.85
SEVERAL, SPECIALIST = 3, 6  # terms left undefined: from here level 2, from here level 1
ABOUT_THE_SAME = 1e-9

_NOT_ALIKE = r"(?<!look )(?<!looks )(?<!looked )(?<!feel )(?<!feels )(?<!felt )(?<!would )(?<!'d )(?<!things )(?<!something )(?<!stuff )(?<!not )(?<!you )(?<!they )(?<!we )(?<!i )(?<!people )(?<!customers )(?<!and )(?<!is )(?<!was )"
_ANALOGY = re.compile(
    rf"\b(?:imagine|picture|pretend|suppose you|think of|think about (?:a|an|how)|as if|as though|similar to (?:a|an|the|how|when|what)|"
    rf"the same (?:way|as when)|just as|just like|(?:is|are|was|it's|that's|works|work|behaves?|acts?|a bit|little|more|much) like|compare it (?:to|with)|"
    rf"it reminds|same thing as when|"
    rf"you know (?:how|when)|analogy|metaphor)\b|{_NOT_ALIKE}\blike (?:a|an|the|when|asking|having|playing|going|your|if|in a)\b",
    re.IGNORECASE,
)
_LISTENER = (
    r"customers?|clients?|shoppers?|buyers?|callers?|users?|people|visitors?|agents?|team|staff|managers?|shop|store|business|"
    r"company|patients?|drivers?|guests?|you|your|us|we"
)
_AT_STAKE = (
    r"money|costs?|sales?|revenue|profit|margin|budget|price|fees?|losses|lose|losing|lost|loses|save[sd]?|saving|earn\w*|"
    r"minutes|hours?|time|wait(?:s|ing)?|queues?|complain\w*|complaints?|angry|trust|leave|leaving|refunds?|stolen|"
    r"fraudsters?|risk|decide|decision|decisions|choose|expect|should|recommend|suggest|do next|roll (?:it )?out|launch|"
    r"campaign|workload|tickets?|cards?|pounds|dollars|euros|cheaper|expensive|worth|wrong (?:people|customers?)|block(?:ed|ing|s)?|"
    r"turned away|missed|miss|stock|order|afford|overtime|hire|call(?:s|ed)? back"
)
_IMPACT = re.compile(
    rf"(?=.*\b(?:{_LISTENER})\b)(?=.*\b(?:{_AT_STAKE})\b|.*[$€£]\s?\d)", re.IGNORECASE | re.DOTALL
)
_AFTER = re.compile(
    r"^(?:s|es)?\"?'?(?:\s+\w+){0,1}?\s*(?:,\s*(?:which|that|meaning|or|i\.e\.|so|in other words|a|an|the|how|when|where|the share|the number)\b|\(|\s[–—-]\s|:\s|,? (?:that is|in other words|"
    r"meaning)\b|,?\s+(?:(?:just|simply|only|really|basically)\s+)?(?:is|are|means?|meant|says|tells|asks|counts|measures|describes|stands for)\s+(?:(?:just|simply|only|really|basically|here|nothing but|no more than)\s+)?"
    r"(?:a|an|the|when|how|what|that|just|simply|our|we|you|whether|one|like|of|in|for)?\b)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:\bcalled|\bknown as|\bcalls?|\bcall (?:it|this|that|these|them)|\bterm(?: for (?:it|this|that))? is|\bnames? (?:for (?:it|this|that) )?is|"
    r"\bwe say|\bjargon (?:for (?:it|this|that) )?is|\bword (?:for (?:it|this|that) )?is|\bwe mean by|\bwhat)\s+(?:a |an |the )?[\"'“]?$|\($",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"^(?:(?:that|this|it|which|all (?:that|this|it)) (?:just |simply |only |really )?(?:means?|is|says|tells|counts|measures)|in (?:other|plain|simple) words|meaning|think of|imagine|"
    r"basically|that's|it's|picture)\b",
    re.IGNORECASE,
)
_SAYS = {
    "jargon": "Terms stand there that the listener may not know: say what they mean, or do without.",
    "no-analogy": "Nothing says what it is like: a comparison from the listener's own day helps.",
    "no-impact": "Nothing says what it means for the listener: customers, money, time, or a decision.",
    "too-short": "This is said in less than a quarter of a minute.",
}


def analyse_explanation(unit: BehaviouralUnit, text: str, vocabulary: Vocabulary) -> ExplanationFeedback:
    """What can be shown about an explanation, offline. unit: of the kind "layperson"."""
    assert unit.rubric is not None
    reason = gate(unit.prompt, straightened(text))
    clean = "" if reason else readable(unit.prompt, text)
    found = passages(clean)
    if reason is None and not found:
        reason = "nothing of its own"
    assessment = assess(unit.prompt, unit.rubric, clean if reason is None else text)
    assessment = replace(assessment, gate=reason or assessment.gate)
    terms = _terms(found, unit, vocabulary)
    open_terms = [each for each in terms if not each.is_defined]
    analogy, impact = _first(_ANALOGY, found), _first(_IMPACT, found)
    count = spoken_words(found)
    return ExplanationFeedback(
        assessment=assessment,
        terms=terms,
        density=round(len(open_terms) / max(1, len(found)), 2),
        grade=reading_grade([each.text for each in found]),
        analogy=analogy,
        impact=impact,
        flags=_flags(open_terms, analogy, impact, count) if assessment.gate is None else (),
        level=_level(unit, assessment, open_terms, analogy, impact),
        words=count,
        minutes=spoken_minutes(count),
        gate=assessment.gate,
    )


def _terms(found: Sequence[Passage], unit: BehaviouralUnit, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """Every term once, where it first stands; those that the prompt uses itself are known."""
    held: dict[str, Term] = {}
    asked = straightened(unit.prompt).lower()
    for place, each in enumerate(found):
        following = found[place + 1].text if place + 1 < len(found) else ""
        for start, end in _hits(each.text, vocabulary):
            text = each.text[start:end].lower()
            name = re.sub(r"[\s-]+", " ", text).removesuffix("s")
            if re.search(rf"\b{re.escape(text.removesuffix('s'))}", asked):
                continue
            is_defined = _is_defined(each.text, start, end, following)
            known = held.get(name)
            if known is None or (is_defined and not known.is_defined):
                evidence = Evidence(each.start + start, each.start + end)
                held[name] = Term(text, known.evidence if known else evidence, is_defined)
    return tuple(sorted(held.values(), key=lambda term: term.evidence.start))


def _hits(text: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Where terms stand; of two that overlap, the longer one."""
    allowed = [hit.span() for pattern in vocabulary.allowed for hit in compiled(pattern).finditer(text)]
    found = [hit.span() for hit in _any_of(vocabulary.terms).finditer(text)]
    return [
        (start, end)
        for start, end in found
        if not any(left <= start and end <= right for left, right in allowed)
    ]


@lru_cache(maxsize=4)
def _any_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    """All terms as one expression, longer ones first."""
    return re.compile(
        "|".join(compiled(each).pattern for each in sorted(terms, key=len, reverse=True)), re.IGNORECASE
    )


def _is_defined(text: str, start: int, end: int, following: str) -> bool:
    return bool(
        _AFTER.match(text[end:])
        or _CALLED.search(text[:start])
        or (_NEXT.match(following) and end > len(text) / 2)
    )


def _first(pattern: re.Pattern[str], found: Sequence[Passage]) -> Evidence | None:
    return next((each.place for each in found if pattern.search(each.text)), None)


def _flags(
    terms: Sequence[Term], analogy: Evidence | None, impact: Evidence | None, count: int
) -> tuple[Flag, ...]:
    raised = {
        "jargon": len(terms) >= SEVERAL,
        "no-analogy": analogy is None,
        "no-impact": impact is None,
        "too-short": count < SHORT_WORDS,
    }
    where = {"jargon": tuple(each.evidence for each in terms)}
    return tuple(Flag(name, _SAYS[name], where.get(name, ())) for name, is_so in raised.items() if is_so)


def _level(
    unit: BehaviouralUnit,
    assessment: Assessment,
    terms: Sequence[Term],
    analogy: Evidence | None,
    impact: Evidence | None,
) -> Level:
    """By what is sure and by what it could be; where these differ, nothing is said."""
    if assessment.gate is not None:
        return Level(PLAIN_SPEECH, 1, "There is nothing to be followed.")
    major = {each.id for each in unit.rubric.misconceptions if each.is_major} if unit.rubric else set()
    wrong = tuple(each.evidence for each in assessment.misconceptions if each.misconception in major)
    if wrong:
        return Level(PLAIN_SPEECH, 1, "It says something that is wrong.", wrong)
    is_whole = analogy is not None and impact is not None
    sure, could = (
        _by_share(share, len(terms), is_whole=is_whole) for share in (assessment.credit, assessment.possible)
    )
    if sure != could:
        because = f"It is between {sure} and {could}: some points cannot be told offline."
        return Level(PLAIN_SPEECH, None, because, _undecided(assessment))
    return Level(
        PLAIN_SPEECH,
        sure,
        _because(assessment, terms, analogy, impact),
        tuple(each.evidence for each in terms),
    )


def _by_share(share: float, terms: int, *, is_whole: bool) -> int:
    if share < A_THIRD - ABOUT_THE_SAME or terms >= SPECIALIST:
        return 1
    if share < MOSTLY - ABOUT_THE_SAME or terms >= SEVERAL:
        return 2
    return 4 if share >= FULLY and not terms and is_whole else 3


def _because(
    assessment: Assessment, terms: Sequence[Term], analogy: Evidence | None, impact: Evidence | None
) -> str:
    said = [f"{assessment.credit:.0%} of what is to be said is there"]
    names = ", ".join(dict.fromkeys(each.text for each in terms))
    said.append(f"left unexplained: {names}" if terms else "no term is left unexplained")
    said.append("with a comparison" if analogy else "without a comparison")
    said.append("with what it means for the listener" if impact else "without what it means for the listener")
    return "; ".join(said) + "."


def _undecided(assessment: Assessment) -> tuple[Evidence, ...]:
    return tuple(
        each.evidence
        for each in assessment.marks
        if each.mark is Mark.CANNOT_TELL and each.evidence is not None
    )
