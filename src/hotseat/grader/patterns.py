"""Word patterns of rubrics: "independen*", "with replacement", "gradient[- ]boost(ing|ed)", "recall .. predicted"."""

import re
from functools import lru_cache

from hotseat.model.notation import plain_pattern

_SPECIAL = re.compile(r"[\[\]()|?+\\{}]|\.\*")

_GAP = r"[\s\-–]"
# What may stand in a gap: nothing that denies or turns to something else.
_TURN = (
    r"\b(?:not|never|no|nor|neither|cannot|but|while|whereas|unlike|instead|rather|than|although|however|without|"
    r"if)\b|n['’]t\b"
)
_BREAK = r"(?:[\s,:=>→⇒–-]+|(?<=[\s,:=>→⇒–-]))"
_NEAR = rf"(?:{_BREAK}(?!{_TURN}|(?:and|or)\b)[^\s.;,:]+){{0,4}}{_BREAK}"
_FAR = rf"\b(?:(?!{_TURN}).){{1,60}}?\b"
_GAPS = {" .. ": _NEAR, " ... ": _FAR}


@lru_cache(maxsize=8192)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern as a regular expression on whole words: * behind a letter is the rest of a word, a space any gap.

    " .. " stands for up to four words without "and" or "or", " ... " for up to 60 characters; neither denies nor
    contrasts.

    Raises ValueError when it cannot be read.
    """
    text = plain_pattern(pattern.strip())
    if not text:
        raise ValueError("a pattern is empty")
    pieces = re.split(r"( \.{2,3} )", text)
    body = "".join(_GAPS.get(piece) or _expression(piece) for piece in pieces)
    try:
        return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"the pattern {pattern!r} cannot be read: {error}") from error


def _expression(text: str) -> str:
    """A piece of a pattern between its gaps."""
    body = text if _SPECIAL.search(text) else re.escape(text).replace(r"\*", "*").replace(r"\ ", " ")
    body = re.sub(r"(?<=[^\W\\])(?<!\\[wdsWDS])\*|(?<=\[[a-z]{2}\])\*", r"[\\w'-]*", body)
    parts = re.split(r"(\[[^\]]*\])", body)  # a space in [ ] is one of its characters
    parts[::2] = [part.replace(" ?", _GAP + "?").replace(" ", _GAP + "+") for part in parts[::2]]
    return "".join(parts)


def first(patterns: tuple[str, ...], text: str) -> re.Match[str] | None:
    """The first match of any pattern."""
    matches = [found for pattern in patterns if (found := compiled(pattern).search(text))]
    return min(matches, key=lambda found: found.start()) if matches else None


def one_of(block: str) -> re.Pattern[str]:
    """Regular expressions, one a line, any of which counts in any case. A line that ends with | goes on in the next."""
    lines = (line.strip() for line in block.strip().splitlines())
    joined = "".join(line if line.endswith("|") else f"{line}\n" for line in lines)
    return re.compile("|".join(joined.splitlines()), re.IGNORECASE)
