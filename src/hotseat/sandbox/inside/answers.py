"""What a program's functions and objects answer to requests; in the child, and on the trusted side for trusted code."""

import inspect
from typing import Any

from hotseat.sandbox import codec
from hotseat.sandbox.encoder import Buffer
from hotseat.sandbox.failures import Unsendable
from hotseat.sandbox.gradients import member
from hotseat.sandbox.inside.program import Objects, fitted, reseed

_IMMUTABLE = (int, float, str, bytes, bool, complex, type(None))
_PIECE = 1 << 14
Answer = tuple[Any, ...]


class Answers:
    """The objects of one program and what they answer."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects

    def answer(self, request: Any, tree: memoryview, buffers: list[memoryview]) -> Answer:
        """The reply to a request that was loaded from tree and buffers; raises what the program raises."""
        match request:
            case ("call", number, name, args, kwargs, seed):
                target = self._objects.at(number)
                function = member(target, name)
                reseed(seed)
                value = function(*args, **kwargs)
                mutated = self._mutated(request, tree, buffers, function)
                return ("returned", value, mutated, fitted(target) if number and name else {})
            case ("get", number, name):
                return ("returned", getattr(self._objects.at(number), name), [], {})
            case ("has", number, name):
                return ("returned", hasattr(self._objects.at(number), name), [], {})
            case ("enter",):
                self._objects.forget()
                return ("returned", None, [], {})
        raise ValueError("unknown request")

    def _mutated(self, request: Any, tree: memoryview, buffers: list[memoryview], function: Any) -> list[str]:
        """Names of the arguments that changed: the request is written again and compared with what came."""
        _, _, _, args, kwargs, _ = request
        if all(type(value) in _IMMUTABLE for value in (*args, *kwargs.values())):
            return []
        if _same(request, tree, buffers, self._objects):
            return []
        _, _, _, old_args, old_kwargs, _ = codec.load(tree, buffers, self._objects.resolve)
        changed: list[int | str] = [
            place
            for place, (old, new) in enumerate(zip(old_args, args, strict=True))
            if self._differ(old, new)
        ]
        changed += [key for key in old_kwargs if self._differ(old_kwargs[key], kwargs[key])]
        return [_parameter(function, place) for place in changed]

    def _differ(self, old: Any, new: Any) -> bool:
        try:
            return _bytes(codec.dump(old, self._objects.keep)) != _bytes(codec.dump(new, self._objects.keep))
        except Unsendable:
            return True


def same_bytes(left: Buffer | memoryview, right: Buffer | memoryview) -> bool:
    """Whether two buffers hold the same. Not by NumPy, which a response may have patched to see everything as equal."""
    pieces = range(0, len(left), _PIECE)  # comparing memoryviews goes item by item
    return len(left) == len(right) and all(
        bytes(left[at : at + _PIECE]) == bytes(right[at : at + _PIECE]) for at in pieces
    )


def _bytes(message: tuple[bytes, list[Buffer]]) -> tuple[bytes, list[bytes]]:
    tree, buffers = message
    return tree, [bytes(buffer) for buffer in buffers]


def _same(request: Any, tree: memoryview, buffers: list[memoryview], objects: Objects) -> bool:
    try:
        new_tree, new_buffers = codec.dump(request, objects.keep)
    except Unsendable:
        return False
    return (
        new_tree == tree and len(buffers) == len(new_buffers) and all(map(same_bytes, new_buffers, buffers))
    )


def _parameter(function: Any, place: int | str) -> str:
    """The parameter's name of a positional argument, where the signature tells."""
    if isinstance(place, str):
        return place
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return f"args[{place}]"
    positional = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    return positional[place] if place < len(positional) else f"args[{place}]"
