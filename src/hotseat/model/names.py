"""Did-you-mean: the known name that is nearest to a mistyped one."""

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The most similar known name, or None when nothing is similar."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return found[0] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The sentence of a fix, or empty when nothing is similar."""
    found = nearest(name, known)
    return f"Did you mean: {found}" if found else ""
