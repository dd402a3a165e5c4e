"""TeX in a text as a terminal can show it: fractions, indices and symbols in plain characters."""

import re
import unicodedata
from collections.abc import Callable

from hotseat.model.notation import GREEK, MARKS, SIGNS

_SYMBOLS: dict[str, str] = GREEK | SIGNS | {
    "le": "≤", "ge": "≥", "ne": "≠", "rightarrow": "→", "leftarrow": "←", "sum": "Σ", "prod": "Π", "varepsilon": "ε",
    "mid": "|", "partial": "∂\r", "odot": "⊙", "ldots": "...", "dots": "...", "cdots": "...", "top": "T",
    "quad": " ", "qquad": " ",
    "lceil": "⌈", "rceil": "⌉", "lfloor": "⌊", "rfloor": "⌋", "lVert": "‖\r", "rVert": "\b‖", "Vert": "‖",
    "lvert": "|\r", "rvert": "\b|", "left": "", "right": "", "bigl": "", "bigr": "", "bmod": " mod ",
    ",": " ", ";": " ", ":": " ", "!": "", " ": " ", "\\": " ", "|": "‖",
}  # fmt: skip
_FUNCTIONS = {"log", "ln", "exp"}
_WRAPPERS = {"text", "mathrm", "mathbf", "mathbb", "mathcal", "boldsymbol", "operatorname"}
_MATHS = re.compile(r"\$\$?(.+?)\$\$?", re.DOTALL)
# The marks \b and \r take the space before and after them away.
_LOPSIDED = re.compile(r"(?<=\S)([⊙·×]) +")
_TIGHT = re.compile(r" *\x08|\r *|(?<=[⌊⌈(]) +| +(?=[⌋⌉)\],.;])")
_RAISED = r"[^\W_]+|-?[\d.]+|[^\w\s]"
_DIVIDED = r"-?[\d.]+|[^\W\d][\w.']*"
_TOKEN = re.compile(r"\\[A-Za-z]+ *|\\.|\s+|.", re.DOTALL)


def plain_maths(text: str) -> str:
    """The text with what stands between dollars written plainly; the rest as it is."""
    return _MATHS.sub(lambda found: _plain(found[1]), text)


def _plain(tex: str) -> str:
    written = _Reader(tex).rest().replace("log_2", "log2").replace("log_10", "log10")
    even = _LOPSIDED.sub(r"\1", _TIGHT.sub("", written))
    return re.sub(r" {2,}", " ", even).strip()


class _Reader:
    """Reads TeX once from left to right, a group at a time."""

    def __init__(self, tex: str) -> None:
        self._tokens: list[str] = _TOKEN.findall(tex)[::-1]
        self._commands: dict[str, Callable[[], str]] = {
            **dict.fromkeys(("frac", "tfrac", "dfrac"), self._fraction),
            "sqrt": lambda: f"√{_grouped(self._argument())}",
            "hat": lambda: _marked(self._argument(), "hat"),
            "bar": lambda: _marked(self._argument(), "bar"),
            "tilde": lambda: _marked(self._argument(), "tilde"),
            "overline": lambda: _marked(self._argument(), "bar"),
            **dict.fromkeys(_WRAPPERS, self._argument),
        }

    def rest(self) -> str:
        """Everything up to the end of the group."""
        parts: list[str] = []
        while self._tokens and self._tokens[-1] != "}":
            part = self._next()
            if parts and parts[-1].strip() in _FUNCTIONS and "/" in part:
                part = f"({part.strip()})"  # a logarithm of a whole fraction
            # Words that TeX sets apart without a space in the source.
            is_glued = (
                parts
                and parts[-1][-1:].isalnum()
                and part[:1].isalpha()
                and max(len(part), len(parts[-1])) > 1
            )
            parts.append(" " + part if is_glued else part)
        if self._tokens:
            self._tokens.pop()
        return "".join(parts)

    def _next(self) -> str:
        token = self._tokens.pop()
        if token == "{":
            return self.rest()
        if token in "^_":
            part = self._argument()
            return token + _grouped(part, is_raised=True) + " " * part.endswith(" ")
        if token[0] == "\\" and len(token) > 1:
            gap = " " * token.endswith(" ") if len(token) > 2 else ""
            return self._command(token[1:].strip() or " ", gap)
        return " " if token.isspace() or token == "~" else token

    def _argument(self) -> str:
        while self._tokens and self._tokens[-1].isspace():
            self._tokens.pop()
        return self._next() if self._tokens else ""

    def _command(self, name: str, gap: str) -> str:
        if name in self._commands:
            return self._commands[name]()
        return _SYMBOLS.get(name, name) + gap

    def _fraction(self) -> str:
        top = _grouped(self._argument())
        return f"{top}/{_grouped(self._argument())} "


def _marked(text: str, name: str) -> str:
    """A letter under its hat or bar; what is longer, in brackets after the word."""
    text = text.strip()
    base, index, rest = text.partition("_")
    if len(base) == 1:
        return unicodedata.normalize("NFC", base + MARKS[name]) + index + rest
    return f"{name}({text})"


def _grouped(part: str, *, is_raised: bool = False) -> str:
    """In brackets, unless it is one number or name or has them."""
    part = part.strip()
    is_simple = re.fullmatch(_RAISED if is_raised else _DIVIDED, part)
    is_bracketed = re.fullmatch(r"\([^()]*\)", part)
    return part if is_simple or is_bracketed else f"({part})"
