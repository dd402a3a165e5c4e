"""Which checks may be sent ahead: those whose requests do not tell what the answers should be.

How it works
    A request that is posted ahead lies in the candidate's socket before the earlier ones are answered. So a check is
    played once more, on answers that are not the reference's: if it then asks anything else, it passes on what came
    back, as in `decode(encode(text))`. Nor may a request hold what an answer before it holds, as when a check asks to
    decode what its own oracle encoded. Both is found out by trusted code before there is a submission; a check about
    which it is not found out in time is asked step by step.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from hotseat.judge.checks import Check, lenient
from hotseat.judge.run_checks import run_checks
from hotseat.judge.script import Line, call_seed, is_planned
from hotseat.sandbox import codec, frame
from hotseat.sandbox.failures import CandidateRaised, Returned

FEWEST_LETTERS = 6
FEWEST_NUMBERS = 3
EASY = 1e4  # a number that is whole after this factor is found anywhere


def read(answer: frame.Whole) -> Returned:
    """What the bytes of a right answer say."""
    header, body = answer
    tree, buffers = frame.split(header, memoryview(bytearray(body)))
    _, value, mutated, attributes = codec.load(tree, buffers)
    return Returned(value, tuple(mutated), (), attributes)


class Doubter:
    """A backend that answers a check's known requests with something else than the reference did."""

    def __init__(
        self,
        lines: Sequence[Line],
        raised: Mapping[int, CandidateRaised],
        functions: frozenset[tuple[str, str]],
        seed: int,
        is_wanted: Callable[[], bool],
    ) -> None:
        self._lines = lines
        self._raised = raised
        self._functions = functions
        self._seed = seed
        self._is_wanted = is_wanted
        self._check = ""
        self._calls = 0
        self._place = 0
        self._is_other = False

    def is_as_before(self) -> bool:
        """Whether all that was asked before was asked again, and nothing else."""
        return not self._is_other and self._place == len(self._lines)

    def enter(self, check: str, *, is_scripted: bool = True) -> bool:
        """A check starts."""
        self._check = check
        return False

    def begin(self) -> None:
        """Nothing to do."""

    def settled(self) -> None:
        """Nothing to do."""

    def cpu_seconds(self) -> float:
        """Not measured."""
        return 0.0

    def peak_mb(self) -> float | None:
        """Not measured."""
        return None

    def functions(self) -> frozenset[tuple[str, str]]:
        """Those that the first playing met."""
        return self._functions

    def limit_seconds(self) -> float | None:
        """Not needed."""
        return None

    def parameter_names(self, owner: str, name: str | None) -> tuple[str, ...]:
        """Not needed."""
        return ()

    def call(self, handle: int, name: str | None, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Returned:
        """Answer otherwise."""
        self._calls += 1
        return self._ask("call", handle, name, args, kwargs, call_seed(self._seed, self._check, self._calls))

    def get(self, handle: int, name: str) -> Returned:
        """Answer otherwise."""
        return self._ask("get", handle, name)

    def has(self, handle: int, name: str) -> bool:
        """Answer otherwise."""
        return self._ask("has", handle, name).value is True

    def _ask(self, *asks: Any) -> Returned:
        place = self._place
        if not self._is_wanted() or place >= len(self._lines) or not is_planned(self._lines[place], asks):
            self._is_other = True
            raise CandidateRaised("Doubt", "")
        self._place += 1
        if place in self._raised:
            raise self._raised[place]
        answer = self._lines[place].answer
        if answer is None:
            self._is_other = True
            raise CandidateRaised("Doubt", "")
        known = read(answer)
        attributes = {name: otherwise(value) for name, value in known.attributes.items()}
        return Returned(otherwise(known.value), known.mutated, (), attributes)


def asks_the_same_anyhow(check: Check, doubter: Doubter, seed: int) -> bool:
    """Whether a check asks what it asked before although it is answered otherwise."""
    with lenient():
        for _ in run_checks([check], doubter, seed):
            pass
    return doubter.is_as_before()


def otherwise(value: Any) -> Any:
    """Another value of the same kind and shape; what has no other stays."""
    if isinstance(value, tuple):
        return tuple(map(otherwise, value))
    if isinstance(value, list):
        return _other_list(value)
    if isinstance(value, dict):
        return {key: otherwise(item) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return _other_array(value)
    if hasattr(value, "iloc"):
        return value.iloc[::-1].set_axis(value.index)
    if hasattr(value, "requires_grad"):
        return _other_tensor(value)
    return next((change(value) for kinds, change in _CHANGES if isinstance(value, kinds)), value)


_CHANGES: tuple[tuple[tuple[type, ...], Callable[[Any], Any]], ...] = (
    ((bool, np.bool_), lambda value: not value),
    ((int, np.integer), lambda value: value + 1),
    ((float, complex, np.inexact), lambda value: value * 1.5 + 0.25),
    ((str,), lambda value: value[::-1] + "~"),
    ((bytes,), lambda value: value[::-1] + b"~"),
)


def _other_tensor(value: Any) -> Any:
    other = value.detach().roll(1)
    if other.is_floating_point():
        other = other * 1.5 + 0.25
    return other.requires_grad_(value.requires_grad)


def _other_list(values: list[Any]) -> list[Any]:
    """The values at other places, so that what is an index or a label stays one; else other values."""
    kinds = set(map(type, values))
    others = values[1:] + values[:1]
    is_plain = len(kinds) == 1 and kinds <= {int, float, str}
    return others if is_plain and others != values else list(map(otherwise, values))


def _other_array(value: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    others: np.ndarray[Any, Any] = ~value if value.dtype.kind == "b" else np.roll(value, 1)
    if value.dtype.kind in "fc":
        others = others * value.dtype.type(1.5) + value.dtype.type(0.25)
    elif value.dtype.kind in "iu" and np.array_equal(others, value):
        others = value + value.dtype.type(1)
    return others


class Overheard:
    """What right answers have held so far that no request had held before them."""

    def __init__(self) -> None:
        self._asked: set[bytes | str] = set()
        self._answered: set[bytes | str] = set()

    def is_repeated_by(self, lines: Sequence[Line]) -> bool:
        """Whether one of these requests holds what an earlier answer held; takes note of them."""
        found = False
        for line in lines:
            asked = set(_contents(_arguments(line)))
            found = found or not asked.isdisjoint(self._answered)
            self._asked |= asked
            if line.answer is not None:
                known = read(line.answer)
                self._answered.update({*_contents(known.value), *_contents(known.attributes)} - self._asked)
        return found


def _arguments(line: Line) -> Any:
    """Of a call, as they travel; nothing where it is none."""
    request = line.frame.request
    asks = codec.load(request.tree, [memoryview(bytearray(buffer)) for buffer in request.buffers])
    return asks[3:5]


def _contents(value: Any) -> Iterator[bytes | str]:
    """What a value holds that nothing else is likely to hold: texts, rows of different numbers. Keys are names."""
    if isinstance(value, str):
        yield from [value] if len(value) >= FEWEST_LETTERS else []
    elif isinstance(value, dict):
        yield from (part for each in value.values() for part in _contents(each))
    elif isinstance(value, float):
        yield from [np.float32(value).tobytes()] if value * EASY % 1 else []
    elif isinstance(value, list | tuple | np.ndarray):
        yield from _contents_of_row(value)
    elif hasattr(value, "iloc") or hasattr(value, "requires_grad"):
        yield from (part for column in _columns(value) for part in _contents_of_row(column))


def _columns(value: Any) -> "list[np.ndarray[Any, Any]]":
    """Of a table, a Series or a tensor."""
    if hasattr(value, "requires_grad"):
        return [value.detach().float().numpy()]
    return (
        [column.to_numpy() for _, column in value.items()]
        if hasattr(value, "columns")
        else [value.to_numpy()]
    )


def _contents_of_row(values: "list[Any] | tuple[Any, ...] | np.ndarray[Any, Any]") -> Iterator[bytes | str]:
    numbers = _numbers(values)
    if numbers is None:
        rows = np.atleast_1d(values) if isinstance(values, np.ndarray) else values
        yield from (part for each in rows for part in _contents(each))
    elif len(set(numbers.tolist())) >= FEWEST_NUMBERS:
        yield numbers.tobytes()


def _numbers(values: Any) -> "np.ndarray[Any, Any] | None":
    """All of them in a row as float32, in which rounding errors are lost; None: not all are numbers."""
    if isinstance(values, list | tuple) and not all(type(each) in (int, float, bool) for each in values):
        return None
    row = np.asarray(values)
    if row.dtype.kind not in "biuf":
        return None
    with np.errstate(all="ignore"):
        return row.ravel().astype(np.float32)
