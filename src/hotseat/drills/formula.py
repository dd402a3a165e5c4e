"""Formulas that people type, evaluated on arrays. Only arithmetic: nothing else in the text is ever run."""

import ast
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hotseat.model import notation

MAX_LENGTH = 400
MAX_DEPTH = 40
Values = Mapping[str, "np.ndarray[Any, Any]"]

_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "exp": np.exp, "log": np.log, "ln": np.log, "log2": np.log2, "log10": np.log10, "sqrt": np.sqrt, "abs": np.abs,
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "tanh": np.tanh, "sign": np.sign,
    "sigmoid": lambda x: 1.0 / (1.0 + np.exp(-x)), "max": np.maximum, "min": np.minimum,
    "relu": lambda x: np.maximum(x, 0.0),
}  # fmt: skip
_CONSTANTS = {"pi": np.pi, "e": np.e}
_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: np.add, ast.Sub: np.subtract, ast.Mult: np.multiply, ast.Div: np.divide, ast.Pow: np.float_power,
}  # fmt: skip
_LOOKALIKES = str.maketrans({"^": "**", "−": "-", "–": "-", "·": "*", "×": "*", "÷": "/", "[": "(", "]": ")"})
_JUXTAPOSED = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s*(?=[A-Za-z_(])(?![eE][-+]?\d)|(\))\s*(?=[\w(])")

_SPACED = re.compile(r"([A-Za-z_]\w*|\d|\))\s+(?=[A-Za-z_(])")


@dataclass(frozen=True)
class Formula:
    """A formula that was read."""

    text: str
    tree: ast.expr

    def at(self, points: Values) -> "np.ndarray[Any, Any]":
        """Its values at the points; every symbol has as many. Not finite where it is not defined."""
        size = len(next(iter(points.values()))) if points else 1
        with np.errstate(all="ignore"):
            return np.broadcast_to(np.asarray(_value(self.tree, points), dtype=float), (size,))


def parse_formula(text: str, symbols: Iterable[str] = ()) -> Formula:
    """Read a formula in these symbols. Raises ValueError, whose words are for the person who typed it."""
    if len(text) > MAX_LENGTH:
        raise ValueError(f"The formula is longer than {MAX_LENGTH} characters.")
    names = set(symbols)
    plain = notation.plain(text).text.strip().translate(_LOOKALIKES)
    plain = _JUXTAPOSED.sub(lambda found: f"{found[1] or found[2]}*", plain)
    plain = _SPACED.sub(lambda found: found[0] if found[1] in _FUNCTIONS else f"{found[1]}*", plain)
    try:
        tree = ast.parse(plain, mode="eval").body
        _check(tree, names, 0)
    except (SyntaxError, MemoryError, RecursionError):
        raise ValueError("The formula cannot be read. Write it like 2*x*exp(-x^2).") from None
    return Formula(text.strip(), tree)


def _check(node: ast.expr, names: set[str], depth: int) -> None:
    """Raise ValueError for what is not arithmetic in these symbols."""
    if depth > MAX_DEPTH:
        raise ValueError("The formula is nested too deeply.")
    for inner in _parts(node, names):
        _check(inner, names, depth + 1)


def _parts(node: ast.expr, names: set[str]) -> list[ast.expr]:
    """What a node is made of, if it is of a kind that is read."""
    match node:
        case ast.Constant(value=int() | float() as value) if (
            not isinstance(value, bool) and abs(value) < 1e300
        ):
            return []
        case ast.Name(id=name):
            _known(name, names)
            return []
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return [left, right]
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            return [operand]
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _FUNCTIONS:
            if len(args) != (2 if name in ("max", "min") else 1):
                raise ValueError(f"{name} does not take {len(args)} values here.")
            return args
    raise ValueError("Only numbers, symbols, + - * / ^, brackets and functions such as exp are read.")


def _known(name: str, names: set[str]) -> None:
    if name not in names and name not in _CONSTANTS:
        known = ", ".join(sorted(names)) or "none: give a number"
        raise ValueError(f"'{name[:40]}' is not known here. Symbols: {known}.")


def _value(node: ast.expr, points: Values) -> Any:
    match node:
        case ast.Constant(value=value):
            return float(value)  # type: ignore[arg-type]  # checked when it was read
        case ast.Name(id=name):
            return points[name] if name in points else _CONSTANTS[name]
        case ast.BinOp(left=left, op=op, right=right):
            return _BINARY[type(op)](_value(left, points), _value(right, points))
        case ast.UnaryOp(op=op, operand=operand):
            value = _value(operand, points)
            return -value if isinstance(op, ast.USub) else value
        case ast.Call(func=ast.Name(id=name), args=args):
            return _FUNCTIONS[name](*(_value(each, points) for each in args))
    raise AssertionError(node)
