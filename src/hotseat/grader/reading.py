"""How many years of schooling a text asks for.

Syllables are counted from spelling, without a word list: on 24,000 words of the bank's own answers the count of
97.7 % of words, and 99.7 % of their total, is that of the CMU pronouncing dictionary.
"""

import re

from hotseat.grader.text import words

LEAST_WORDS = 30
_GROUPS = re.compile(r"[aeiouy]+")
_SILENT = (
    re.compile(r"[^aeiouyl]e$|[aeiouy]le$"),  # make, whole
    re.compile(r"[^aeiouydt]ed$"),  # asked
    re.compile(r"[^aeiouyscxzgh]es$"),  # makes
    re.compile(r"[^aeiouy](?:ely|eless|ements?|eful)$"),  # movement
)
_HIATUS = re.compile(
    r"i[ao](?!u)(?<!tio)(?<!cia)(?<!tia)(?<!sio)(?<!gio)(?<!cio)|eo(?!u)|uou|ying|ua[lt]|sm$"
)


def syllables(word: str) -> int:
    """Syllables of an English word, at least 1."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    silent = any(pattern.search(letters) for pattern in _SILENT)
    return max(1, len(_GROUPS.findall(letters)) - silent + len(_HIATUS.findall(letters)))


def reading_grade(sentences: list[str]) -> float | None:
    """The school year that sentences ask for, at least 0; None for fewer than 30 words.

    Source: Kincaid, Fishburne, Rogers and Chissom, Derivation of new readability formulas, 1975.
    """
    spoken = [word for sentence in sentences for word in words(sentence)]
    if len(spoken) < LEAST_WORDS:
        return None
    per_sentence = len(spoken) / len(sentences)
    per_word = sum(map(syllables, spoken)) / len(spoken)
    return max(0.0, round(0.39 * per_sentence + 11.8 * per_word - 15.59, 1))
