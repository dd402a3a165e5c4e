r"""Symbols of mathematics as people type them: α, \alpha and alpha are one word, σ² and \sigma^{2} are sigma^2.

`plain` is what grading reads; it knows where each character stood, so that evidence is shown in the candidate's words.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

# What \name stands for: the browser's palette, its Tab, and the terminal all use this table.
GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ",
    "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ",
    "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
SIGNS = {
    "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "sqrt": "√", "int": "∫", "infty": "∞", "leq": "≤",
    "geq": "≥", "neq": "≠", "approx": "≈", "propto": "∝", "sim": "∼", "in": "∈", "notin": "∉", "cup": "∪", "cap": "∩",
    "cdot": "·", "times": "×", "pm": "±", "to": "→", "ell": "ℓ",
}  # fmt: skip
MARKS = {
    "T": "ᵀ",
    "inv": "⁻¹",
    "sq": "²",
    "hat": "\u0302",
    "bar": "\u0304",
    "tilde": "\u0303",
    "argmax": "argmax",
    "argmin": "argmin",
}
SYMBOLS = {**GREEK, **SIGNS, **MARKS}
# What a palette shows, row by row.
PALETTE = (("Signs", (*SIGNS,)), ("After a letter, and words", (*MARKS,)), ("Greek", (*GREEK,)))
_ALSO = {
    "varepsilon": "ε", "vartheta": "θ", "varphi": "φ", "le": "≤", "ge": "≥", "ne": "≠", "rightarrow": "→", "log": "log",
    "exp": "exp", "ln": "ln", "max": "max", "min": "min", "arg": "arg", "top": "T", "mid": "|",
}  # fmt: skip
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_TYPED = re.compile(r"\\([A-Za-z]+)(?![A-Za-z{])")

_WORDS = {symbol: name for name, symbol in GREEK.items()} | {
    "µ": "mu", "ϵ": "epsilon", "ϕ": "phi", "ϑ": "theta", "ς": "sigma", "∆": "Delta", "∑": "sum", "∏": "product",
    "∂": "d", "∇": "gradient", "∞": "infinity", "∝": "proportional to", "√": "sqrt",
}  # fmt: skip
_ACCENTS = {"\u0302": "hat", "\u0304": "bar", "\u0303": "tilde"}
_RAISED = {**dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-", strict=True)), "ᵀ": "T", "ⁿ": "n", "ᵢ": "i", "ⱼ": "j"}
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True)) | {"ᵢ": "i", "ⱼ": "j", "ₜ": "t", "ₙ": "n"}
_NEEDS_READING = re.compile(r"[^\x00-\x7f]|\\[A-Za-z]|[\^_]\{|[\^_]\(-?\w\)")
_FRACTION = re.compile(r"\\[td]?frac\s*\{([^{}]{0,200})\}\s*\{([^{}]{0,200})\}")
_ROOT = re.compile(r"(?:\\sqrt|√)\s*(?:\{([^{}]{0,200})\}|(\d+(?:\.\d+)?|[A-Za-z]{3,}|[^\W\d_]))")
_ACCENTED = re.compile(r"\\(hat|bar|tilde|widehat|overline)\s*(?:\{([^{}]{0,40})\}|(\\?[A-Za-z]+))")
_GROUP = re.compile(r"([\^_])(?:\{([^{}]{0,60})\}|\((-?\w)\))")
_WRAPPED = re.compile(r"\\(?:text|mathrm|mathbf|mathbb|boldsymbol|operatorname)\s*\{([^{}]{0,80})\}")
_DELIMITER = re.compile(r"\\(?:left|right)(?=[()\[\]|.])")
_CURLED = re.compile(r"∂\s+")


@dataclass(frozen=True)
class Plain:
    """A text as it is read. places: for each of its characters, the stretch of the original that it stands for."""

    text: str
    places: tuple[tuple[int, int], ...] | None  # None: the original itself

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Where characters start to end (not included) of this text stand in the original."""
        if self.places is None or not self.places:
            return start, end
        last = max(start, min(end, len(self.places)) - 1)
        return self.places[min(start, len(self.places) - 1)][0], self.places[min(last, len(self.places) - 1)][
            1
        ]

    def sub(self, pattern: re.Pattern[str], become: Callable[[re.Match[str]], str | None]) -> "Plain":
        """The text with matches replaced; None leaves a match as it is."""
        parts: list[str] = []
        places: list[tuple[int, int]] = []
        own = self.places or tuple((k, k + 1) for k in range(len(self.text)))
        last = 0
        for found in pattern.finditer(self.text):
            word = become(found)
            if word is None or found.end() == found.start():
                continue
            parts += [self.text[last : found.start()], word]
            places += own[last : found.start()]
            places += [(own[found.start()][0], own[found.end() - 1][1])] * len(word)
            last = found.end()
        if not parts:
            return self
        return Plain("".join([*parts, self.text[last:]]), (*places, *own[last:]))


def with_symbols(text: str) -> str:
    r"""The text with \alpha and the like as symbols, as the browser's Tab leaves them; other words stay."""
    return _TYPED.sub(_symbol, text)


def plain_pattern(pattern: str) -> str:
    """A word pattern of a rubric in the words that `plain` makes of an answer."""
    if pattern.isascii():
        return pattern
    read = Plain(pattern, None).sub(
        _SCRIPT, lambda found: r"[\^]" + "".join(_RAISED[char] for char in found[0])
    )
    return read.sub(_SYMBOL, lambda found: _WORDS[found[0]]).text


def plain(text: str) -> Plain:
    """The text in plain words and ASCII signs where notation has them; anything else is left as it is."""
    read = Plain(text, None)
    if not _NEEDS_READING.search(text):
        return read
    read = read.sub(_DELIMITER, lambda found: "")
    for _ in range(2):  # a hat on a letter within a fraction
        read = read.sub(
            _ACCENTED, lambda found: f"{found[2] or found[3]} {found[1].replace('widehat', 'hat')}"
        )
        read = read.sub(_WRAPPED, lambda found: found[1])
        read = read.sub(_ROOT, lambda found: f"sqrt({found[1] or found[2]})")
        read = read.sub(_GROUP, lambda found: _grouped(found[1], found[2] or found[3]))
        read = read.sub(_FRACTION, lambda found: f"({found[1]})/({found[2]})")
    read = read.sub(_COMMAND, _command)
    read = read.sub(_CURLED, lambda found: "∂")
    read = read.sub(_SCRIPT, lambda found: "^" + "".join(_RAISED[char] for char in found[0]))
    read = read.sub(_INDEX, lambda found: "_" + "".join(_LOWERED[char] for char in found[0]))
    read = read.sub(_STYLED, lambda found: unicodedata.normalize("NFKC", found[0]))
    read = read.sub(_LETTER_ACCENT, _accent)
    return read.sub(_SYMBOL, lambda found: _spaced(found, _WORDS[found[0]]))


_SCRIPT = re.compile("[" + "".join(_RAISED).replace("ᵢ", "").replace("ⱼ", "") + "]+")
_INDEX = re.compile("[" + "".join(_LOWERED) + "]+")
_SYMBOL = re.compile("[" + "".join(_WORDS) + "]")
_STYLED = re.compile("[\U0001d400-\U0001d7ff]")
_LETTER_ACCENT = re.compile(
    "(?<![^\\W\\d_])([A-Za-zα-ω])([\u0302\u0304\u0303])(?!\\w)|(?<!\\w)([ŷŵẑâêîôûāēīōūỹñãĉĝĥĵŝẋȳ])(?!\\w)"
)


def _symbol(found: re.Match[str]) -> str:
    """What is typed as a symbol; a hat only over a letter before it."""
    is_accent = found[1] in _ACCENTS.values()
    if is_accent and not found.string[: found.start()][-1:].isalpha():
        return found[0]
    return SYMBOLS.get(found[1], found[0])


def _command(found: re.Match[str]) -> str | None:
    r"""\sigma as its symbol, which becomes a word with the rest."""
    name = found[1]
    if name in _ALSO:
        return _ALSO[name]
    symbol = SYMBOLS.get(name)
    return None if symbol is None or name in ("hat", "bar", "tilde", "T") else symbol


def _grouped(mark: str, inner: str | None) -> str:
    """^{2} as ^2, ^{n+1} as ^(n+1); inner: None for empty braces."""
    plain = (inner or "").strip()
    short = re.fullmatch(r"-?\w+|\\\w+", plain)
    return f"{mark}{plain}" if short else f"{mark}({plain})"


def _accent(found: re.Match[str]) -> str | None:
    letters = unicodedata.normalize("NFD", found[0])
    name = _ACCENTS.get(letters[-1])
    return None if name is None or len(letters) != 2 else f"{letters[0]} {name}"


def _spaced(found: re.Match[str], word: str) -> str:
    """A word with spaces where letters or digits touch it."""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    left = " " if before.isalnum() else ""
    right = " " if after.isalnum() and found[0] not in "∂" else ""
    return f"{left}{word}{right}"
