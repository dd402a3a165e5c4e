"""The candidate as checks see it: a stand-in for the response's module and for the objects that live there.

A check writes `model = candidate.KMeans(n_clusters=3); model.fit(X); model.labels_`. Every call goes through a
Backend: the sandbox (judge/remote.py) or, for trusted code, this process (judge/local.py).
"""

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from hotseat.judge.compare import Mismatch
from hotseat.judge.showing import describe_kind, shown
from hotseat.model.verdict import Shown
from hotseat.sandbox.failures import Handle, Returned
from hotseat.sandbox.gradients import GRADIENTS

MODULE = 0
CALLS_KEPT = 6
DATA_DUNDERS = frozenset(
    {"__class__", "__dict__", "__len__", "__iter__", "__array__", "__index__", "__float__"}
)


class Diverged(BaseException):
    """A check asks something else than what was sent ahead for it: it is to be run again, step by step."""


class Backend(Protocol):
    """Carries calls to where the candidate's code runs and values back."""

    def call(self, handle: int, name: str | None, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Returned:
        """Call attribute `name` of the object, or the object itself when name is None."""

    def get(self, handle: int, name: str) -> Returned:
        """Read an attribute."""

    def has(self, handle: int, name: str) -> bool:
        """Whether the attribute exists."""

    def begin(self) -> None:
        """A probe's or workload's call starts: its time budget is whole again."""

    def enter(self, check: str, *, is_scripted: bool = True) -> bool:
        """A check starts; is_scripted: what it will ask may be sent ahead.

        True: it need not be run, for it has passed already with these very answers.
        """

    def settled(self) -> None:
        """A check has ended. Raises a SandboxFailure if the process was lost meanwhile."""

    def cpu_seconds(self) -> float:
        """CPU seconds so far of the process that runs the code."""

    def peak_mb(self) -> float | None:
        """Its peak memory in MB; None: not measured."""

    def limit_seconds(self) -> float | None:
        """Wall seconds that a check may take; None: any."""

    def functions(self) -> frozenset[tuple[str, str]]:
        """(class, attribute) that are known to be functions; the class is empty for the module."""

    def parameter_names(self, owner: str, name: str | None) -> tuple[str, ...]:
        """Parameter names of a callable as the reference solution declares them, without self; may be empty."""


@dataclass(frozen=True)
class Call:
    """One recorded call. owner: the object's type, empty for the module; handle: the object; made: what it returned."""

    owner: str
    name: str | None
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    handle: int
    made: int | None = None


class Session:
    """What one check does with the candidate: its calls in order, whether inputs may change, seen attributes."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.calls: list[Call] = []
        self.may_mutate = False
        self.forbidden: list[str] = []
        self.mutated: list[str] = []
        self._is_function: set[tuple[str, str]] = set(backend.functions())
        self._fitted: tuple[int, dict[str, Any]] = (MODULE, {})

    def start(self, *, may_mutate: bool) -> None:
        """Forget the previous check."""
        self.calls.clear()
        self.mutated.clear()
        self.may_mutate = may_mutate

    def candidate(self) -> "StandIn":
        """The stand-in for the response's module."""
        return StandIn(self, MODULE, "")

    def call(self, target: "StandIn", name: str | None, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Carry out a call, fail on changed inputs, wrap what stays on the other side."""
        owner = object.__getattribute__(target, "_type_name")
        handle = object.__getattribute__(target, "_handle")
        call = Call(owner, name, args, kwargs, handle)
        self.calls.append(call)
        returned = self.backend.call(handle, name, _outward(args), _outward(kwargs))
        if isinstance(returned.value, Handle):
            self.calls[-1] = replace(call, made=returned.value.id)
        self.forbidden.extend(returned.forbidden)
        self._fitted = (handle, returned.attributes)
        self.mutated.extend(returned.mutated)
        if returned.mutated and not self.may_mutate:
            self._refuse_mutation(owner, name, returned.mutated)
        return self.wrap(returned.value)

    def read(self, target: "StandIn", name: str) -> Any:
        """Read an attribute; functions become callables that need no second trip next time."""
        owner = object.__getattribute__(target, "_type_name")
        if (owner, name) in self._is_function:
            return Member(target, name)
        handle, known = self._fitted
        if name in known and handle == object.__getattribute__(target, "_handle"):
            return copy.copy(known[name])
        returned = self.backend.get(object.__getattribute__(target, "_handle"), name)
        self.forbidden.extend(returned.forbidden)
        if isinstance(returned.value, Handle) and returned.value.type_name in FUNCTION_TYPES:
            self._is_function.add((owner, name))
            return Member(target, name)
        return self.wrap(returned.value)

    def wrap(self, value: Any) -> Any:
        """Handles, also inside containers, become stand-ins."""
        if isinstance(value, Handle):
            return StandIn(self, value.id, value.type_name)
        if type(value) in (list, tuple):
            return type(value)(self.wrap(item) for item in value) if _holds_handle(value) else value
        if type(value) is dict:
            return {key: self.wrap(item) for key, item in value.items()} if _holds_handle(value) else value
        return value

    def _refuse_mutation(self, owner: str, name: str | None, mutated: tuple[str, ...]) -> None:
        called = ".".join(part for part in (owner, name) if part) or "the call"
        raise Mismatch(
            f"{called} changed its input {', '.join(mutated)} in place. The caller still owns that data: "
            "work on a copy or write the operation so that it makes a new array."
        )


FUNCTION_TYPES = frozenset({"function", "method", "builtin_function_or_method", "type", "ABCMeta"})


class Member:
    """A function or method of the candidate, not called yet."""

    def __init__(self, target: "StandIn", name: str) -> None:
        self._target = target
        self._name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it where it lives."""
        session = object.__getattribute__(self._target, "_session")
        return session.call(self._target, self._name, args, kwargs)


class StandIn:
    """An object of the candidate's. Attribute reads and calls go to where it lives."""

    lives_elsewhere = True

    def __init__(self, session: Session, handle: int, type_name: str) -> None:
        object.__setattr__(self, "_session", session)
        object.__setattr__(self, "_handle", handle)
        object.__setattr__(self, "_type_name", type_name)

    @property
    def type_name(self) -> str:
        """The class name on the other side; empty for the module."""
        return str(object.__getattribute__(self, "_type_name"))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return object.__getattribute__(self, "_session").read(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        raise Mismatch(f"A check tried to set {name} on the candidate's object; checks only call and read.")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the object where it lives."""
        return object.__getattribute__(self, "_session").call(self, None, args, kwargs)

    def call_member(self, name: str, args: tuple[Any, ...]) -> Any:
        """Call an attribute by its name, whatever that is."""
        return object.__getattribute__(self, "_session").call(self, name, args, {})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StandIn) and object.__getattribute__(
            other, "_handle"
        ) == object.__getattribute__(self, "_handle")

    def __hash__(self) -> int:
        return hash(object.__getattribute__(self, "_handle"))

    def __repr__(self) -> str:
        return f"<{self.type_name or 'candidate'} object>"


def has(target: StandIn, name: str) -> bool:
    """Whether the candidate's object has that attribute."""
    session: Session = object.__getattribute__(target, "_session")
    return session.backend.has(object.__getattribute__(target, "_handle"), name)


def tell_calls(session: Session) -> tuple[tuple[str, ...], tuple[Shown, ...]]:
    """The last call and those that led to it, as source text, and their inputs with names."""
    texts: list[str] = []
    inputs: dict[str, tuple[Any, Shown]] = {}
    leading = _leading(session.calls)
    for call in leading:
        names = session.backend.parameter_names(
            call.owner, "forward" if call.name == GRADIENTS else call.name
        )
        parts = []
        for place, value in enumerate(call.args):
            name = names[place] if place < len(names) else f"input{place + 1}"
            parts.append(_argument(name, value, inputs))
        parts += [f"{key}={_argument(key, value, inputs)}" for key, value in call.kwargs.items()]
        texts.append(f"{_called(call, leading)}({', '.join(parts)})")
    return tuple(texts), tuple(each for _, each in inputs.values())


def _called(call: Call, leading: list[Call]) -> str:
    """What stands before the bracket: "model.fit", "model = KMeans" where a later call needs the model."""
    if call.name == GRADIENTS:
        return f"gradients of {_variable(call.owner)}"
    target = ".".join(part for part in (_variable(call.owner), call.name) if part)
    later = next((c for c in leading if call.made is not None and c.handle == call.made != call.handle), None)
    return f"{_variable(later.owner)} = {target}" if later else target


def _variable(type_name: str) -> str:
    """What a careful person calls an object of the type: MultiHeadAttention becomes multi_head_attention."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", type_name).lower()


def _leading(calls: list[Call]) -> list[Call]:
    """The last call, preceded by those on the same object and the one that made it; the last CALLS_KEPT."""
    if not calls:
        return []
    last = calls[-1]
    kept = [c for c in calls[:-1] if last.handle != MODULE and last.handle in (c.handle, c.made)]
    return [*kept, last][-CALLS_KEPT:]


def _argument(name: str, value: Any, inputs: dict[str, tuple[Any, Shown]]) -> str:
    if isinstance(value, StandIn):
        return _variable(value.type_name)
    if value is None or isinstance(value, bool | int | float | str):
        text = repr(value)
        if len(text) <= 24:
            return text
    free, count = name, 1
    while free in inputs and inputs[free][0] is not value:
        count += 1
        free = f"{name}{count}"
    inputs[free] = (value, shown(free, value))
    return free


def _outward(value: Any) -> Any:
    """Stand-ins back to handles, in the containers that calls are made of."""
    if isinstance(value, StandIn):
        return Handle(object.__getattribute__(value, "_handle"), value.type_name)
    if isinstance(value, Member):
        raise Mismatch(
            f"A check passed the unread function {describe_kind(value)}; call it or read it first."
        )
    if type(value) in (list, tuple) and any(isinstance(item, StandIn) for item in value):
        return type(value)(_outward(item) for item in value)
    if type(value) is tuple:
        return tuple(_outward(item) for item in value)
    if type(value) is dict:
        return {key: _outward(item) for key, item in value.items()}
    return value


def _holds_handle(value: Any) -> bool:
    items = value.values() if type(value) is dict else value
    return any(isinstance(i, Handle) or (type(i) in (list, tuple, dict) and _holds_handle(i)) for i in items)


CandidateCall = Callable[..., Any]
