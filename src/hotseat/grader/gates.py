"""Answers that are none: found before anything is graded, and never credited."""

import re

from hotseat.grader.text import sentences, words

MIN_WORDS = 4
SHORT, TERSE = 8, 14
FORMULAS = 2  # equations need no function words
LEAST_GRAMMAR, LEAST_WITHOUT_STOPS = 0.10, 0.15  # shares of function words; terms in a row have next to none
LISTED = 0.55  # share of an answer's words in sentences that are lists, from which it is one
LEAST_NOVEL = 0.25
LIST_WORDS, LIST_GRAMMAR, LIST_PACE = (
    8,
    0.16,
    5,
)  # a list: longer, with fewer function words, a comma every so many
_EQUATION = re.compile(r"(?<![=!<>])=(?!=)")
# Notes say what belongs to what: "low: peaked", "drift -> ticket", "depth ↓"; terms in a row do not.
_RELATION = re.compile(r"(?<=\w)[)\]]?:(?=\s)|->|=>|[→⇒↑↓≠≈≤≥]|\s=\s")
LEAST_RELATIONS, NOTE_PACE = 4, 12  # so many, and one every so many words
# Letters beside those of English and of formulas.
_FOREIGN = re.compile(r"[À-ÖØ-öø-ɏ]|[Ͱ-Ͽ]{2}|[^\W\x00-ɏͰ-Ͽ]")
_UNKNOWING = (
    "i don't know", "i dont know", "i do not know", "no idea", "idk", "not sure", "skip", "pass", "no clue",
)  # fmt: skip
FUNCTION_WORDS = frozenset(
    """
    a an the of to in on at by for with from as is are was were be been being it its this that these those and or but
    not no if then than so because while when which who whose what how why where each every all any some more most
    less few many much can could will would should may might must do does did has have had i you we they he she our
    your their them there here into over under between within without about after before both either also only just
    very too one two other such same own per via up down out off again
    """.split()  # noqa: SIM905
)
_INJECTION = (
    "ignore the rubric", "ignore all previous", "ignore previous instructions", "mark all points", "give full marks",
    "as covered", "you are the grader",
)  # fmt: skip


def gate(question: str, answer: str) -> str | None:
    """Why an answer is not graded, in words; None when it is."""
    plain = " ".join(answer.split()).lower().strip(" .!")
    if not plain:
        return "empty"
    if plain in _UNKNOWING or (len(plain) < 60 and any(plain.startswith(each) for each in _UNKNOWING)):
        return "no answer"
    if any(each in plain for each in _INJECTION):
        return "instructions to the grader"
    spoken = words(answer)
    if len(spoken) < MIN_WORDS:
        return "too short"
    return _not_prose(answer, spoken) or _echo(question, spoken)


def has_stops(answer: str) -> bool:
    """Whether anything but the end is punctuated."""
    return any(mark in answer.strip(" .!?\n") for mark in ".,;:\n")


def _not_prose(answer: str, spoken: list[str]) -> str | None:
    letters = sum(char.isascii() and char.isalpha() for char in answer)
    if letters < 0.5 * max(1, sum(not char.isspace() for char in answer)):
        return "not in English"
    is_foreign = bool(_FOREIGN.search(answer))
    if len(_EQUATION.findall(answer)) >= FORMULAS or (not is_foreign and _is_notes(answer, spoken)):
        return None
    if _listed(answer) >= LISTED * len(spoken):
        return "not in English" if is_foreign else "word soup"
    share = sum(word in FUNCTION_WORDS for word in spoken) / len(spoken)
    if (
        len(spoken) < SHORT
        or (len(spoken) < TERSE and share > 0)
        or share >= (LEAST_GRAMMAR if has_stops(answer) else LEAST_WITHOUT_STOPS)
    ):
        return None
    lengths = [len(words(sentence.text)) for sentence in sentences(answer)]
    is_terse = len(lengths) >= 2 and max(lengths) <= TERSE and sum(lengths) >= 2 * len(lengths)
    if is_terse and answer.isascii():
        return None
    return "not in English" if is_foreign else "word soup"


def _is_notes(answer: str, spoken: list[str]) -> bool:
    """Whether it is written in the clipped style of notes."""
    is_cut = len(sentences(answer)) > 1
    return is_cut and len(_RELATION.findall(answer)) >= max(LEAST_RELATIONS, len(spoken) / NOTE_PACE)


def _listed(answer: str) -> int:
    """How many words stand in sentences that only list: many, with hardly a function word, between many commas."""
    listed = 0
    for sentence in sentences(answer):
        spoken = words(sentence.text)
        share = sum(word in FUNCTION_WORDS for word in spoken) / max(1, len(spoken))
        is_paced = sentence.text.count(",") >= len(spoken) / LIST_PACE
        if len(spoken) > LIST_WORDS and share < LIST_GRAMMAR and is_paced:
            listed += len(spoken)
    return listed


def _echo(question: str, spoken: list[str]) -> str | None:
    asked = set(words(question))
    content = [word for word in spoken if word not in FUNCTION_WORDS]
    novel = sum(word not in asked for word in content)
    return "echo of the question" if content and novel / len(content) < LEAST_NOVEL else None
