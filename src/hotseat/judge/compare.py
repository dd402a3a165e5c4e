"""Comparing values: where they differ first and most."""

import re
from collections.abc import Mapping, Sequence, Set
from typing import Any

import numpy as np

from hotseat.judge.showing import describe_kind
from hotseat.model.verdict import Picture

KEY_LIMIT = 80
_MOST_GAP = 10**300  # what a float can hold


class Mismatch(Exception):
    """A failed comparison. message may be empty: then the check's own sentence is used.

    detail: what differs in words ("has shape (3,), expected (3, 1)"), shown beside the sentence. is_form: the value
    has the wrong kind or shape, so that the detail comes first.
    """

    def __init__(  # noqa: PLR0913
        self,
        message: str = "",
        *,
        got: Any = None,
        expected: Any = None,
        difference: float | None = None,
        index: str | None = None,
        picture: Picture | None = None,
        detail: str = "",
        is_form: bool = False,
    ) -> None:
        super().__init__(message or detail)
        self.message = message
        self.got = got
        self.expected = expected
        self.difference = difference
        self.index = index
        self.picture = picture
        self.detail = detail
        self.is_form = is_form

    @property
    def place(self) -> tuple[int, ...] | None:
        """The position within an array that index ends in, if it does."""
        found = re.search(r"\[(\d+(?:, \d+)*)\]$", self.index or "")
        return tuple(map(int, found[1].split(", "))) if found else None

    def because(self, message: str | None, picture: Picture | None) -> "Mismatch":
        """The same mismatch with the author's sentence and picture."""
        self.message = message or self.message
        self.picture = picture or self.picture
        return self


def first_difference(got: Any, expected: Any, *, rtol: float, atol: float, what: str) -> Mismatch | None:
    """The mismatch between two values, or None when they agree. Tolerance as in numpy.isclose, 0 for exact."""
    if isinstance(expected, Mapping):
        return _mapping_difference(got, expected, rtol=rtol, atol=atol, what=what)
    if isinstance(expected, Set):
        return None if got == expected else Mismatch(got=got, expected=expected, detail=f"{what} differs.")
    if isinstance(expected, str | bytes | None.__class__ | bool):
        return _exact_difference(got, expected, what)
    if _is_ragged(expected) or _is_ragged(got):
        return _sequence_difference(got, expected, rtol=rtol, atol=atol, what=what)
    return _array_difference(got, expected, rtol=rtol, atol=atol, what=what)


def agree(got: Any, expected: Any, *, rtol: float = 1e-6, atol: float = 1e-9) -> bool:
    """Whether two values are equal within tolerance; never raises."""
    try:
        return first_difference(got, expected, rtol=rtol, atol=atol, what="") is None
    except (TypeError, ValueError, OverflowError):
        return False


def _exact_difference(got: Any, expected: Any, what: str) -> Mismatch | None:
    if isinstance(got, np.generic) or (isinstance(got, np.ndarray) and got.ndim == 0):
        got = got.item()
    if isinstance(expected, np.generic):
        expected = expected.item()
    if type(got) is type(expected) and got == expected:
        return None
    return Mismatch(got=got, expected=expected, detail=f"{what} differs.")


def _mapping_difference(got: Any, expected: Any, *, rtol: float, atol: float, what: str) -> Mismatch | None:
    if not isinstance(got, Mapping):
        return Mismatch(
            got=got,
            expected=expected,
            detail=f"{what} should be a dict, but is {describe_kind(got)}.",
            is_form=True,
        )
    if set(got) != set(expected):
        missing = sorted(map(_brief, set(expected) - set(got)))
        extra = sorted(map(_brief, set(got) - set(expected)))
        words = [f"lacks {', '.join(missing[:5])}"] if missing else []
        words += [f"has unexpected {', '.join(extra[:5])}"] if extra else []
        return Mismatch(got=got, expected=expected, detail=f"{what} {' and '.join(words)}.")
    for key, value in expected.items():
        found = first_difference(got[key], value, rtol=rtol, atol=atol, what=f"{what}[{key!r}]")
        if found is not None:
            found.index = f"[{key!r}]{found.index or ''}"
            return found
    return None


def _brief(key: object) -> str:
    text = repr(key)
    return text if len(text) <= KEY_LIMIT else text[:KEY_LIMIT] + "..."


def _is_ragged(value: Any) -> bool:
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        if any(isinstance(item, str | bytes | Mapping | Set | None.__class__ | bool) for item in value):
            return True
        if any(_is_ragged(item) for item in value):
            return True
        shapes = {np.shape(item) for item in value}
        return len(shapes) > 1
    return isinstance(value, np.ndarray) and value.dtype.kind in "OUS"


def _sequence_difference(got: Any, expected: Any, *, rtol: float, atol: float, what: str) -> Mismatch | None:
    if isinstance(expected, np.ndarray):
        expected = expected.tolist()
    if isinstance(got, np.ndarray):
        got = got.tolist()
    if not isinstance(got, Sequence) or isinstance(got, str | bytes):
        return Mismatch(
            got=got,
            expected=expected,
            detail=f"{what} should be a sequence, but is {describe_kind(got)}.",
            is_form=True,
        )
    if not isinstance(expected, Sequence) or len(got) != len(expected):
        size = len(expected) if isinstance(expected, Sequence) else "other"
        return Mismatch(got=got, expected=expected, detail=f"{what} has length {len(got)}, expected {size}.")
    for place, (left, right) in enumerate(zip(got, expected, strict=True)):
        found = first_difference(left, right, rtol=rtol, atol=atol, what=f"{what}[{place}]")
        if found is not None:
            inner = Mismatch(
                got=got,
                expected=expected,
                difference=found.difference,
                index=f"[{place}]{found.index or ''}",
                detail=found.detail,
            )
            return inner
    return None


def _array_difference(got: Any, expected: Any, *, rtol: float, atol: float, what: str) -> Mismatch | None:
    wanted = np.asarray(expected)
    try:
        values = np.asarray(got)
    except (ValueError, TypeError):
        values = np.empty(0, dtype=object)
    if values.dtype.kind not in "biufcmM" and not _are_whole(values):
        return Mismatch(
            got=got,
            expected=expected,
            detail=f"{what} should hold numbers, but is {describe_kind(got)}.",
            is_form=True,
        )
    if isinstance(got, np.ndarray) and isinstance(expected, list | tuple):
        expected = wanted  # both sides are shown alike
    if values.shape != wanted.shape:
        return Mismatch(
            got=got,
            expected=expected,
            detail=f"{what} has shape {values.shape}, expected {wanted.shape}.",
            is_form=True,
        )
    if values.dtype.kind in "mM" or wanted.dtype.kind in "mM":
        wrong = np.asarray((values != wanted) & ~(_is_not_a_time(values) & _is_not_a_time(wanted)))
        return _located(wrong, wrong * 1.0, wrong * 1.0, (got, expected), what) if wrong.any() else None
    return _number_difference(values, wanted, (rtol, atol), (got, expected), what)


def _is_not_a_time(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return np.isnat(values) if values.dtype.kind in "mM" else np.zeros(values.shape, dtype=bool)


def _are_whole(values: np.ndarray[Any, Any]) -> bool:
    """Whether all of them are integers, of any length."""
    return values.dtype.kind in "biu" or (
        values.dtype == object and values.size > 0 and all(type(each) is int for each in values.flat)
    )


def _whole_difference(
    values: np.ndarray[Any, Any], wanted: np.ndarray[Any, Any], shown: tuple[Any, Any], what: str
) -> Mismatch | None:
    """As `_number_difference` without tolerance, to the last digit: floats hold no more than 15."""
    wrong = np.asarray(values != wanted)
    if not wrong.any():
        return None
    gaps = np.zeros(wrong.shape)
    pairs = zip(values[wrong].tolist(), wanted[wrong].tolist(), strict=True)
    gaps[wrong] = [min(abs(int(left) - int(right)), _MOST_GAP) for left, right in pairs]
    return _located(wrong, np.where(wrong, gaps, -1.0), gaps, shown, what)


def _number_difference(
    values: np.ndarray[Any, Any],
    wanted: np.ndarray[Any, Any],
    tolerance: tuple[float, float],
    shown: tuple[Any, Any],
    what: str,
) -> Mismatch | None:
    if tolerance == (0.0, 0.0) and _are_whole(values) and _are_whole(wanted):
        return _whole_difference(values, wanted, shown, what)
    left = values.astype(complex if values.dtype.kind == "c" else float)
    right = wanted.astype(complex if wanted.dtype.kind == "c" else float)
    fine = np.isclose(left, right, rtol=tolerance[0], atol=tolerance[1], equal_nan=True)
    if bool(np.all(fine)):
        return None
    wrong = np.asarray(~fine)
    with np.errstate(invalid="ignore", divide="ignore"):
        allowed = tolerance[1] + tolerance[0] * np.abs(right)
        excess = np.where(wrong, np.abs(left - right) / np.where(allowed > 0, allowed, 1.0), -1.0)
    excess = np.where(wrong & ~np.isfinite(excess), np.inf, excess)
    with np.errstate(invalid="ignore"):
        gaps = np.abs(left - right)
    return _located(wrong, excess, gaps, shown, what)


def _located(
    wrong: np.ndarray[Any, Any], excess: np.ndarray[Any, Any], gaps: Any, shown: tuple[Any, Any], what: str
) -> Mismatch:
    """The mismatch at the place that exceeds its tolerance most."""
    got, expected = shown
    place = np.unravel_index(int(np.argmax(excess)), wrong.shape) if wrong.ndim else ()
    worst = float(gaps[place]) if wrong.ndim else float(gaps)
    index = "[" + ", ".join(str(int(i)) for i in place) + "]" if place else None
    count = int(wrong.sum())
    is_finite = bool(np.isfinite(worst))
    detail = f"{what}: off by {worst:.3g}" if is_finite else f"{what}: {_odd(got, expected, place)}"
    detail += _relative(worst, expected, place)
    detail += f" at {index}" if index else ""
    detail += f" ({count} of {wrong.size} values wrong)." if wrong.size > 1 else "."
    return Mismatch(
        got=got, expected=expected, difference=worst if is_finite else None, index=index, detail=detail
    )


def _relative(worst: float, expected: Any, place: tuple[Any, ...]) -> str:
    """The difference as a share of the expected value, where only that tells that it is large."""
    wanted = np.asarray(expected)[place]
    if not np.isfinite(worst) or worst > 1e-3 or wanted.dtype.kind not in "biufc" or not abs(wanted):
        return ""
    share = worst / float(abs(wanted))
    return f", {share:.0%} of the expected value," if share > 0.01 else ""


def _odd(got: Any, expected: Any, place: tuple[Any, ...]) -> str:
    """What stands where got and expected differ by no finite number."""
    found, wanted = np.asarray(got)[place], np.asarray(expected)[place]
    names = {True: "NaN"}
    left, right = (names.get(bool(np.isnan(value)), f"{value:.3g}") for value in (found, wanted))
    return f"{left} instead of {right}"
