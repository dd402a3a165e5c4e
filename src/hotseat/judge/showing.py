"""How a value reads in a counterexample: its kind in a few words, its content cut to size."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from hotseat.model.verdict import Shown

TEXT_LIMIT = 900
MOST_ELEMENTS = 60
MOST_ROWS = 12
LINE_COLUMNS = 88
SMALLEST_PLAIN = 1e-4  # below it the powers of ten say more than the zeros


def describe_kind(value: Any) -> str:
    """The kind of a value in a few words: "float64 array of shape (3, 4)", "list of 5", "None"."""
    if value is None:
        return "None"
    if isinstance(value, np.ndarray):
        return f"{value.dtype} array of shape {value.shape}"
    if isinstance(value, list | tuple | dict | set | frozenset):
        return f"{type(value).__name__} of {len(value)}"
    if hasattr(type(value), "lives_elsewhere"):
        return f"an object of type {value.type_name}"
    shape = getattr(value, "shape", None)
    if isinstance(shape, tuple) and not isinstance(value, np.generic):
        return f"{type(value).__name__} of shape {tuple(shape)}"
    return type(value).__name__


def shown(name: str, value: Any) -> Shown:
    """A value cut to readable size."""
    return Shown(name, describe_kind(value), readable(value))


def shown_pair(got: Any, expected: Any, place: tuple[int, ...] | None) -> tuple[Shown, Shown]:
    """Both sides of a comparison, whole numbers in columns of one width; place: always to be seen, as far as it can."""
    columns = max(_digits(got), _digits(expected))
    texts = [f"{readable(each, columns)}{_at(each, place)}" for each in (got, expected)]
    return Shown("got", describe_kind(got), texts[0]), Shown("expected", describe_kind(expected), texts[1])


def readable(value: Any, columns: int = 0) -> str:
    """At most TEXT_LIMIT characters; arrays are summarised in the middle. columns: of a whole number, at least."""
    text = _text(value, columns).encode("utf-8", "replace").decode()
    return text if len(text) <= TEXT_LIMIT else text[: TEXT_LIMIT - 20].rstrip() + " ... (cut)"


def _text(value: Any, columns: int = 0) -> str:
    array = _as_array(value)
    if array is not None:
        return _array_text(array, columns)
    if isinstance(value, np.generic):
        return repr(value.item())
    if hasattr(type(value), "to_string"):  # pandas; the value itself may live elsewhere and is not asked
        return str(value.to_string(max_rows=MOST_ROWS)) if value.size else repr(value)
    if isinstance(value, Mapping) and any(_as_array(each) is not None for each in value.values()):
        return "\n".join(f"{key!r}: {describe_kind(each)}\n{_text(each)}" for key, each in value.items())
    if isinstance(value, str):
        return value if _is_words(value) and value.isprintable() else repr(value)
    return repr(value)


def _as_array(value: Any) -> np.ndarray[Any, Any] | None:
    """The value itself if it is an array, a tensor's content, else None."""
    if isinstance(value, np.ndarray):
        return value
    if type(value).__module__.partition(".")[0] != "torch" or not hasattr(type(value), "detach"):
        return None
    try:
        return np.asarray(value.detach())
    except (TypeError, ValueError, RuntimeError):  # bfloat16, sparse
        return None


def _array_text(value: np.ndarray[Any, Any], columns: int) -> str:
    is_whole = value.dtype.kind in "iu"
    return np.array2string(
        value,
        precision=6,
        threshold=MOST_ELEMENTS,
        edgeitems=3,
        separator=", ",
        max_line_width=LINE_COLUMNS,
        suppress_small=_reads_plainly(value),
        formatter={"int_kind": f"{{:{columns}d}}".format} if is_whole and columns else None,
    )


def _reads_plainly(value: np.ndarray[Any, Any]) -> bool:
    """Whether six decimals show every number well enough."""
    if value.dtype.kind != "f":
        return False
    sizes = np.abs(value[np.isfinite(value) & (value != 0)])
    return bool(sizes.size) and float(sizes.min()) >= SMALLEST_PLAIN


def _digits(value: Any) -> int:
    """The width of the widest whole number, 0 where the value is no array of them."""
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "iu" or not value.size:
        return 0
    return max(len(str(value.min())), len(str(value.max())))


def _at(value: Any, place: tuple[int, ...] | None) -> str:
    """The element at place where the summary leaves it out, as a line of its own."""
    if (
        not place
        or not isinstance(value, np.ndarray)
        or value.size <= MOST_ELEMENTS
        or value.ndim != len(place)
    ):
        return ""
    return f"\nat [{', '.join(map(str, place))}]: {repr(value[place].item())[:LINE_COLUMNS]}"


def _is_words(text: str) -> bool:
    return text.startswith(("raises ", "raised ", "shape "))
