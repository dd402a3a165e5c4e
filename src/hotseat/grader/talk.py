"""What is said about a program: its approach, what it costs, what it does not handle. Counted, not understood.

A sentence counts when it is one: six words or more, a fifth of them function words, and not the statement repeated.
"""

import re

from hotseat.grader.gates import FUNCTION_WORDS, gate
from hotseat.grader.text import sentences, words

LEAST_WORDS, LEAST_GRAMMAR, LEAST_NOVEL = 6, 0.2, 0.4
APPROACH, COST, LIMITS = "the approach", "its cost", "what it does not handle"

_COST = re.compile(
    r"\bO\s*\(|\b(linear|quadratic|cubic|constant|logarithmic|exponential)\b.{0,40}\b(time|memory|space|in|cost)\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"\b(edge cases?|corner cases?|empty|overflow\w*|underflow\w*|(does not|doesn't|do not|don't|cannot|can't) "
    r"(handle|deal|cope|check|scale|work)\w*|would (fail|break)|breaks|fails (on|when|for)|assum\w+|limitation\w*|"
    r"trade-?offs?|nan|duplicates?|out of memory|if i had more time|in production)\b",
    re.IGNORECASE,
)
_APPROACH = re.compile(
    r"\b(vectori[sz]\w+|broadcast\w*|iterat\w+|loops?|subtract\w*|sort\w*|comput\w+|split\w*|updat\w+|accumulat\w+|"
    r"keep\w*|build\w*|group\w*|count\w*|multipl\w+|add\w*|divid\w+|averag\w+|choos\w+|pick\w*|appl\w+|use[sd]?|"
    r"calculat\w+|fit\w*|solv\w+|walk\w*|initiali[sz]\w+|normali[sz]\w+)\b",
    re.IGNORECASE,
)


def spoken_of(statement: str, text: str) -> tuple[str, ...]:
    """Which of approach, cost and limits a text speaks of, each in a sentence of its own, in this order."""
    if gate(statement, text) is not None:
        return ()
    asked, found, seen = set(words(statement)), set[str](), set[str]()
    for sentence in sentences(text):
        plain = " ".join(words(sentence.text))
        if plain in seen or not _is_spoken(words(sentence.text), asked):
            continue
        seen.add(plain)
        for name, pattern in ((COST, _COST), (LIMITS, _LIMITS), (APPROACH, _APPROACH)):
            if name not in found and pattern.search(sentence.text):
                found.add(name)
                break
    return tuple(name for name in (APPROACH, COST, LIMITS) if name in found)


def _is_spoken(spoken: list[str], asked: set[str]) -> bool:
    if len(spoken) < LEAST_WORDS:
        return False
    content = [word for word in spoken if word not in FUNCTION_WORDS]
    grammar = 1 - len(content) / len(spoken)
    novel = sum(word not in asked for word in content)
    return grammar >= LEAST_GRAMMAR and bool(content) and novel / len(content) >= LEAST_NOVEL
