"""The candidate's module inside the child: its source, its objects, its errors as they are reported."""

import linecache
import mmap
import random
import sys
import traceback
import types
from typing import Any

import numpy as np

from hotseat.sandbox.failures import Handle
from hotseat.sandbox.inside.forbid import Forbidden

MODULE_NAME = "candidate"
BALLAST_BYTES = 8 << 20
MAX_MESSAGE = 10_000
MAX_FITTED = 16
MAX_FITTED_BYTES = 1 << 15
_MEMORY_WORDS = ("DefaultCPUAllocator", "bad_alloc", "bad allocation")


class Objects:
    """Values that stay here, by number; the same object keeps its number."""

    def __init__(self) -> None:
        self._by_number: list[Any] = [None]
        self._numbers: dict[int, int] = {}

    def set_module(self, module: types.ModuleType) -> None:
        """Number 0 is the candidate's module."""
        self._by_number[0] = module
        self._numbers[id(module)] = 0

    def keep(self, value: Any) -> Handle:
        """The handle of a value."""
        number = self._numbers.get(id(value))
        if number is None:
            number = self._numbers[id(value)] = len(self._by_number)
            self._by_number.append(value)
        return Handle(number, str(type(value).__name__))

    def forget(self) -> None:
        """Drop everything but the module; numbers start again."""
        del self._by_number[1:]
        self._numbers = {id(self._by_number[0]): 0}

    def at(self, number: int) -> Any:
        """The value of a number."""
        return self._by_number[number]

    def resolve(self, handle: Handle) -> Any:
        """The value of a handle."""
        return self._by_number[handle.id]


class Report:
    """An exception in plain words: only the candidate's own lines, nothing of the machinery."""

    def __init__(self, filename: str) -> None:
        self._filename = filename
        self._ballast: mmap.mmap | None = mmap.mmap(-1, BALLAST_BYTES)

    def of(self, error: BaseException) -> tuple[Any, ...]:
        """The reply that tells the trusted side about an exception."""
        line = self._line(error)
        if isinstance(error, MemoryError) or self._is_allocator(error):
            self._release()
            return ("memory", _message(error) or "the memory limit was reached", line)
        if isinstance(error, Forbidden):
            return ("forbidden", str(error.args[0]), line)
        return ("raised", type(error).__name__, _message(error), self._trace(error), line)

    def _release(self) -> None:
        if self._ballast is not None:
            self._ballast.close()
            self._ballast = None

    @staticmethod
    def _is_allocator(error: BaseException) -> bool:
        return isinstance(error, RuntimeError) and any(word in _message(error) for word in _MEMORY_WORDS)

    def _line(self, error: BaseException) -> int | None:
        if isinstance(error, SyntaxError) and error.filename == self._filename:
            return error.lineno
        line, step = None, error.__traceback__
        while step is not None:
            if step.tb_frame.f_code.co_filename == self._filename:
                line = step.tb_lineno
            step = step.tb_next
        return line

    def _trace(self, error: BaseException) -> str:
        try:
            frames = [
                frame
                for frame in traceback.extract_tb(error.__traceback__)
                if frame.filename == self._filename
            ]
            head = (
                ["Traceback (most recent call last):\n", *traceback.format_list(frames[-20:])]
                if frames
                else []
            )
            return "".join([*head, *traceback.format_exception_only(error)])[-MAX_MESSAGE:]
        except BaseException:  # noqa: BLE001  the candidate's exception may itself raise when shown
            return type(error).__name__


def _message(error: BaseException) -> str:
    try:
        return str(error)[:MAX_MESSAGE]
    except BaseException:  # noqa: BLE001  the candidate's exception may itself raise when shown
        return ""


def fitted(owner: Any) -> dict[str, Any]:
    """The small attributes with a trailing underscore that an object holds itself and gives as they are."""
    kind = type(owner)
    reading: object = kind.__getattribute__
    if reading is not object.__getattribute__:
        return {}
    try:
        own = object.__getattribute__(owner, "__dict__")
        names = [name for name in own if type(name) is str and name[-1:] == "_" != name[0]]
        return {
            name: own[name] for name in names[:MAX_FITTED] if _is_small(own[name]) and not hasattr(kind, name)
        }
    except (AttributeError, RuntimeError):
        return {}


def _is_small(value: Any) -> bool:
    kind = type(value)
    if kind.__module__ == "numpy" and issubclass(kind, (np.ndarray, np.generic)):
        return bool(value.nbytes <= MAX_FITTED_BYTES and value.dtype.kind in "biuf")
    return kind in (int, float, bool, type(None))


def reseed(seed: int) -> None:
    """Seed every global generator, so that a run repeats."""
    random.seed(seed)
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(seed % (1 << 32))
    torch = sys.modules.get("torch")
    if torch is not None:
        # torch.manual_seed also seeds every kind of device, which costs a millisecond.
        torch.default_generator.manual_seed(seed)


def new_module(source: str, filename: str) -> types.ModuleType:
    """The empty module of a source; its lines are known to tracebacks."""
    module = types.ModuleType(MODULE_NAME)
    module.__file__ = filename
    sys.modules[MODULE_NAME] = module
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    return module
