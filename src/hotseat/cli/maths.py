"""TeX in a text as a terminal can show it: fractions, indices and symbols in plain characters."""

import re

from hotseat.model.notation import GREEK, SIGNS

_SYMBOLS = GREEK | SIGNS | {
    "le": "≤", "ge": "≥", "ne": "≠", "rightarrow": "→", "sum": "Σ", "prod": "Π", "varepsilon": "ε", "mid": "|",
    "ldots": "...", "dots": "...", "cdots": "...", "top": "T", "quad": "  ",
    "lceil": "⌈", "rceil": "⌉", "lfloor": "⌊", "rfloor": "⌋",
}  # fmt: skip
_MATHS = re.compile(r"\$\$?(.+?)\$\$?", re.DOTALL)
_FRACTION = re.compile(r"\\[td]?frac\{([^{}]*)\}\{([^{}]*)\}")
_WRAPPER = re.compile(
    r"\\(?:text|mathrm|mathbf|mathbb|operatorname|hat|bar|tilde|left|right|bigl|bigr|boldsymbol)\b\s*"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)")


def plain_maths(text: str) -> str:
    """The text with what stands between dollars written plainly; the rest as it is."""
    return _MATHS.sub(lambda found: _plain(found[1]), text)


def _plain(tex: str) -> str:
    for _ in range(3):  # fractions within fractions
        tex = _FRACTION.sub(lambda found: f"{_grouped(found[1])}/{_grouped(found[2])}", tex)
    tex = _WRAPPER.sub("", tex)
    tex = re.sub(r"\\[,;:! ]|~|\\\\", " ", tex)
    tex = _COMMAND.sub(lambda found: _SYMBOLS.get(found[1], found[1]), tex)
    tex = re.sub(r"([_^])\{([^{}]*)\}", lambda found: f"{found[1]}{_grouped(found[2])}", tex)
    tex = tex.replace("log_2", "log2").replace("log_10", "log10")
    return re.sub(r"  +", " ", tex.replace("{", "").replace("}", "").replace("\\", "")).strip()


def _grouped(part: str) -> str:
    """In brackets, unless it is one number or name."""
    return part if re.fullmatch(r"\\?[\w.]+|-[\d.]+", part.strip()) else f"({part.strip()})"
