"""Trusted code (a unit's own solutions and mistakes) run in this process behind the candidate's interface.

Behaves like the sandbox as far as checks can see: inputs arrive as fresh copies, changed inputs are reported, the
global random state is reseeded before each call, iterators come back as lists. Never for a candidate's code.
"""

import contextlib
import inspect
import io
import math
import random
import signal
import time
import types
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

from hotseat.sandbox.failures import CandidateRaised, CandidateTimeout, Handle, Returned
from hotseat.sandbox.gradients import member

PLAIN = (bool, int, float, complex, str, bytes, np.generic, np.ndarray, set, frozenset)
STARRED = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
SENT_BY_VALUE = frozenset(
    {"DataFrame", "Series", "Index", "RangeIndex", "MultiIndex", "DatetimeIndex", "Tensor"}
)


class LocalBackend:
    """Objects by handle id; 0 is the module."""

    def __init__(self, source: str, filename: str, *, seed: int = 0, timeout_s: float | None = None) -> None:
        self._timeout_s = timeout_s
        self._seed = seed
        self._calls = 0
        self._module = types.ModuleType("candidate")
        self._objects: list[Any] = [self._module]
        self._ids: dict[int, int] = {}
        with self._guarded():
            exec(compile(source, filename, "exec"), self._module.__dict__)

    def call(self, handle: int, name: str | None, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Returned:
        """Call on copies of the inputs and compare them with the originals afterwards."""
        with self._guarded():
            target = member(self._objects[handle], name)
            own_args = [self._inward(value) for value in args]
            own_kwargs = {key: self._inward(value) for key, value in kwargs.items()}
            self._reseed()
            value = target(*own_args, **own_kwargs)
            value = self._outward(value)
        pairs = [(f"args[{i}]", old, new) for i, (old, new) in enumerate(zip(args, own_args, strict=True))]
        pairs += [(key, kwargs[key], new) for key, new in own_kwargs.items()]
        return Returned(value, tuple(name for name, old, new in pairs if not _unchanged(old, new)), ())

    def get(self, handle: int, name: str) -> Returned:
        """Read an attribute."""
        with self._guarded():
            return Returned(self._outward(getattr(self._objects[handle], name)), (), ())

    def has(self, handle: int, name: str) -> bool:
        """Whether the attribute exists."""
        return hasattr(self._objects[handle], name)

    def begin(self) -> None:
        """Nothing to do: the time limit holds per call."""

    def enter(self, check: str, *, is_scripted: bool = True) -> bool:
        """Every check is run."""
        return False

    def settled(self) -> None:
        """Nothing to do."""

    def cpu_seconds(self) -> float:
        """CPU time of this process."""
        return time.process_time()

    def peak_mb(self) -> float | None:
        """Not measured."""
        return None

    def limit_seconds(self) -> float | None:
        """Of one call."""
        return self._timeout_s

    def functions(self) -> frozenset[tuple[str, str]]:
        """They are looked up."""
        return frozenset()

    def parameter_names(self, owner: str, name: str | None) -> tuple[str, ...]:
        """Parameter names of the module's function, or of the named class's method."""
        holder = getattr(self._module, owner, None) if owner else self._module
        # Calling a torch module calls its forward; its __call__ says nothing.
        called = name or ("forward" if hasattr(holder, "forward") else "__call__")
        function = getattr(holder, called, None)
        if function is None:
            return ()
        with contextlib.suppress(TypeError, ValueError):
            parameters = inspect.signature(function).parameters.values()
            names = tuple(each.name for each in parameters if each.kind not in STARRED)
            return names[1:] if owner and names[:1] == ("self",) else names
        return ()

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """The candidate's exceptions as CandidateRaised, endless work as CandidateTimeout, prints dropped."""
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(), alarm(self._timeout_s):
            warnings.simplefilter("ignore")
            try:
                yield
            except CandidateTimeout:
                raise
            except Exception as error:
                raise CandidateRaised(type(error).__name__, str(error), "", None) from error

    def _reseed(self) -> None:
        self._calls += 1
        mixed = (self._seed * 1_000_003 + self._calls) % 2**32
        np.random.seed(mixed)
        random.seed(mixed)

    def _inward(self, value: Any) -> Any:
        if isinstance(value, Handle):
            return self._objects[value.id]
        if isinstance(value, np.ndarray):
            return _copy_array(value)
        if type(value) in (list, tuple):
            return type(value)(self._inward(item) for item in value)
        if type(value) is dict:
            return {key: self._inward(item) for key, item in value.items()}
        if type(value).__name__ == "Tensor":
            return value.detach().clone().requires_grad_(value.requires_grad)
        return value.copy() if hasattr(value, "copy") else value

    def _outward(self, value: Any) -> Any:
        if value is None or isinstance(value, PLAIN) or type(value).__name__ in SENT_BY_VALUE:
            return value.copy() if isinstance(value, np.ndarray) else value
        if isinstance(value, dict):
            return {key: self._outward(item) for key, item in value.items()}
        if isinstance(value, tuple):
            return tuple(self._outward(item) for item in value)
        if isinstance(value, list | range | map | zip | types.GeneratorType):
            return [self._outward(item) for item in value]
        known = self._ids.get(id(value))
        if known is None:
            known = len(self._objects)
            self._objects.append(value)
            self._ids[id(value)] = known
        return Handle(known, type(value).__name__)


def _copy_array(value: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """A fresh copy with the same layout: C, Fortran, or strided."""
    if value.flags.c_contiguous or value.flags.f_contiguous or value.ndim == 0:
        return value.copy(order="K")
    wide = np.empty((*value.shape[:-1], value.shape[-1] * 2), dtype=value.dtype)
    view = wide[..., ::2]
    view[...] = value
    return view


def _unchanged(old: Any, new: Any) -> bool:
    if isinstance(old, Handle):
        return True
    if isinstance(old, np.ndarray):
        return old.shape == new.shape and old.dtype == new.dtype and _same_bits(old, new)
    if type(old) in (list, tuple):
        return len(old) == len(new) and all(_unchanged(a, b) for a, b in zip(old, new, strict=True))
    if type(old) is dict:
        return old.keys() == new.keys() and all(_unchanged(old[key], new[key]) for key in old)
    if hasattr(old, "equals"):
        return bool(old.equals(new))
    if type(old).__name__ == "Tensor":
        return bool((old == new).all()) if old.shape == new.shape else False
    return bool(old is new or old == new or (_is_nan(old) and _is_nan(new)))


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _same_bits(old: "np.ndarray[Any, Any]", new: "np.ndarray[Any, Any]") -> bool:
    return old.tobytes() == new.tobytes() if old.dtype != object else bool(np.array_equal(old, new))


@contextlib.contextmanager
def alarm(seconds: float | None) -> Iterator[None]:
    """Raise CandidateTimeout in the main thread after that many wall seconds."""
    if seconds is None:
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise CandidateTimeout()

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
