"""What a suite will ask of a right solution, found out ahead: so that a check's calls can be sent in one go.

How it works
    While an examiner waits for a job it runs the suite on the reference, with the seed that the job will have, and
    writes down every request. When the job comes, a check's requests are posted before the check runs
    (judge/remote.py), and each answer waits when the check asks for it. The check itself runs as ever: what it
    really asks is compared byte by byte with what was posted, and where they differ the check runs again, step by
    step. The script decides nothing but the order of waiting. A check whose requests tell what its answers should be is
    not sent ahead (judge/doubt.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any

import numpy as np

from hotseat.sandbox.failures import Handle
from hotseat.sandbox.frame import Whole
from hotseat.sandbox.request import Packed, Request

EXACT = frozenset({int, float, bool, str, bytes, type(None)})
UNKNOWN = object()


@dataclass(frozen=True, slots=True)
class Line:
    """One request: what it asks, in values of its own, its frame, and the reference's answer (None: it raised)."""

    asks: tuple[Any, ...]
    frame: Packed
    answer: Whole | None = None


@dataclass(frozen=True)
class Script:
    """Requests per check. functions: which attributes of which class are called, as (class, attribute).

    silent: checks whose requests do not tell what the answers should be; only theirs may be sent ahead.
    """

    lines: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    functions: frozenset[tuple[str, str]] = frozenset()
    silent: frozenset[str] = frozenset()

    def only(self, checks: Sequence[str]) -> "Script":
        """The part for these checks, in this order."""
        return replace(self, lines={name: self.lines[name] for name in checks if name in self.lines})

    def to_send(self, checks: Sequence[str]) -> "Script":
        """The part for these checks, in this order, with no lines for those that are to be asked step by step."""
        return replace(
            self, lines={name: self.lines.get(name, ()) if name in self.silent else () for name in checks}
        )

    def without_answers(self) -> "Script":
        """The same with answers that nothing is compared with: every check is run."""
        lines = {name: [replace(line, answer=None) for line in lines] for name, lines in self.lines.items()}
        return replace(self, lines=lines)


def call_seed(seed: int, check: str, place: int) -> int:
    """The seed of the global generators for one call of a check.

    The candidate sees it and must not learn the seed from it: that would tell what the checks will draw.
    """
    return int.from_bytes(blake2b(f"{seed}:{place}:{check}".encode(), digest_size=4).digest(), "little")


def copied(value: Any) -> Any:
    """A copy as far as `is_same` looks; what it does not know is left as it is."""
    kind = type(value)
    if kind is np.ndarray:
        return value.copy(order="K") if _is_plain(value) else UNKNOWN
    if kind in (tuple, list):
        return kind(map(copied, value))
    if kind is dict:
        return {key: copied(item) for key, item in value.items()}
    return value if kind in EXACT or kind is Handle else UNKNOWN


def is_same(planned: Any, asked: Any) -> bool | None:
    """Whether both would travel as the same bytes; None where only the bytes can tell."""
    kind = type(planned)
    if planned is UNKNOWN:
        return None
    if kind is not type(asked):
        return False
    if kind is np.ndarray:
        if not _is_plain(asked):
            return None
        # Not the strides: those of an axis that is empty or has one place say nothing, and a copy has others.
        return (planned.dtype, planned.shape, planned.flags.c_contiguous) == (
            asked.dtype, asked.shape, asked.flags.c_contiguous
        ) and planned.tobytes("A") == asked.tobytes("A")  # fmt: skip
    if kind in (tuple, list, dict):
        if len(planned) != len(asked) or (kind is dict and list(planned) != list(asked)):
            return False
        items = (
            ((planned[key], asked[key]) for key in planned)
            if kind is dict
            else zip(planned, asked, strict=True)
        )
        answers = [is_same(*pair) for pair in items]
        return False if False in answers else None if None in answers else True
    return bool(planned == asked and (kind is not float or planned != 0.0 or repr(planned) == repr(asked)))


def is_planned(line: Line, asks: tuple[Any, ...]) -> bool:
    """Whether this is what the line asks, byte for byte."""
    known = is_same(line.asks, asks)
    return line.frame.says(Request.of(*asks)) if known is None else known


def _is_plain(array: "np.ndarray[Any, Any]") -> bool:
    return array.dtype.kind in "biuf" and (array.flags.c_contiguous or array.flags.f_contiguous)
