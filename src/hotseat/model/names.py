"""Did-you-mean: the known name that is nearest to a mistyped one."""

import difflib
from collections.abc import Iterable

SIMILAR = 0.6
LEAST_PART = 3


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The most similar known name, or None when nothing is similar."""
    names = list(known)
    typed = name.lower()
    found = difflib.get_close_matches(typed, names, n=1, cutoff=SIMILAR)
    parts = sorted((each for each in names if len(typed) >= LEAST_PART and typed in each), key=len)
    return next(iter([*found, *parts]), None)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The sentence of a fix, or empty when nothing is similar."""
    found = nearest(name, known)
    return f"Did you mean: {found}" if found else ""
