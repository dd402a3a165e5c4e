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
from hotseat.grader.own_words import MOST_CHARACTERS, OwnWords, own_words
from hotseat.grader.passages import Passage, passages, spoken_minutes, spoken_words
from hotseat.grader.patterns import compiled
from hotseat.grader.plain_cues import ANALOGY, CALLED, DEFINED_AFTER, DEFINED_NEXT, IMPACT
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
GOOD = 3
SEVERAL, SPECIALIST = 3, 6  # terms left undefined: from here level 2, from here level 1
ABOUT_THE_SAME = 1e-9

_SAYS = {
    "jargon": "Terms stand there that the listener may not know: say what they mean, or do without.",
    "no-analogy": "Nothing says what it is like: a comparison from the listener's own day helps.",
    "no-impact": "Nothing says what it means for the listener: customers, money, time, or a decision.",
    "too-short": "This is said in less than a quarter of a minute.",
}


def analyse_explanation(unit: BehaviouralUnit, text: str, vocabulary: Vocabulary) -> ExplanationFeedback:
    """What can be shown about an explanation, offline. unit: of the kind "layperson"."""
    assert unit.rubric is not None
    reason = gate(unit.prompt, straightened(text[:MOST_CHARACTERS]))
    own = own_words(unit.prompt, "" if reason else text)
    found = passages(own)
    if reason is None and not found:
        reason = "nothing of its own"
    assessment = _placed(assess(unit.prompt, unit.rubric, own.text), own)
    assessment = replace(assessment, gate=reason or assessment.gate)
    terms = _terms(found, unit, vocabulary)
    open_terms = [each for each in terms if not each.is_defined]
    analogy, impact = _first(ANALOGY, found), _first(IMPACT, found)
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


def _placed(assessment: Assessment, own: OwnWords) -> Assessment:
    """With places in the answer as it was given."""

    def placed(evidence: Evidence | None) -> Evidence | None:
        return own.place(evidence.start, evidence.end) if evidence else None

    marks = tuple(replace(each, evidence=placed(each.evidence)) for each in assessment.marks)
    held = tuple(
        replace(each, evidence=own.place(each.evidence.start, each.evidence.end))
        for each in assessment.misconceptions
    )
    return replace(assessment, marks=marks, misconceptions=held)


def _terms(found: Sequence[Passage], unit: BehaviouralUnit, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """Every term once, where it first stands; those that the prompt uses itself are known."""
    held: dict[str, Term] = {}
    asked = straightened(unit.prompt).lower()
    for place, each in enumerate(found):
        following = found[place + 1].text if place + 1 < len(found) else ""
        hits = _hits(each.text, vocabulary)
        for start, end in hits:
            text = each.text[start:end].lower()
            name = re.sub(r"[\s-]+", " ", text).removesuffix("s")
            if re.search(rf"\b{re.escape(text.removesuffix('s'))}", asked):
                continue
            after = following if (start, end) == hits[-1] else ""
            is_defined = _is_defined(each.text, start, end, after)
            known = held.get(name)
            if known is None or (is_defined and not known.is_defined):
                evidence = each.part(start, end)
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
        DEFINED_AFTER.match(text[end:]) or CALLED.search(text[:start]) or DEFINED_NEXT.match(following)
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
    """By what is sure; where it could be more, only when what is sure is good already."""
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
    if sure != could and sure < GOOD:
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
