"""Judgements and attempts as JSON; NaN and infinities survive, and lone surrogates do not stop it.

Reading forgives fields that a newer Hotseat added.
"""

import math
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def dump(value: Any) -> str:
    """A frozen dataclass as one line of JSON."""
    return msgspec.json.encode(plain(value)).decode("utf-8")


def plain(value: Any) -> Any:
    """A frozen dataclass as dicts, lists, numbers and strings that JSON can hold."""
    return _clean(msgspec.to_builtins(value))


def load(text: str, kind: type[T]) -> T:
    """The dataclass that was dumped. Raises msgspec.MsgspecError or UnicodeError when it is not one."""
    return msgspec.json.decode(text, type=kind, strict=False)


def _clean(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value
