"""The request loop inside the child: load the candidate's file, call it, answer.

How it works
    One process per submission, one socket, one request at a time. Everything here shares the process with hostile
    code, so nothing here is trusted by the other side: it can only return values, and the frames are checked there.
"""

import inspect
import select
from typing import Any, NoReturn

import numpy as np

from hotseat.sandbox import codec, frame
from hotseat.sandbox.encoder import Buffer
from hotseat.sandbox.failures import Unsendable
from hotseat.sandbox.inside import forbid, limits, poke
from hotseat.sandbox.inside.imports import Guard
from hotseat.sandbox.inside.program import Objects, Report, fitted, new_module, reseed

MAX_REQUEST_BYTES = 1 << 30
_IMMUTABLE = (int, float, str, bytes, bool, complex, type(None))


class Service:
    """One child's answers."""

    def __init__(self, fd: int, runtime: str) -> None:
        self._fd = fd
        self._nonce = 0
        self._is_armed = True
        self._objects = Objects()
        self._report = Report("")
        self._guard = Guard(runtime, self._hit_import)

    @property
    def guard(self) -> Guard:
        """The import guard, to be put first in sys.meta_path."""
        return self._guard

    def run(self) -> None:
        """Answer until the other side closes the socket."""
        poller = select.poll()
        poller.register(self._fd, select.POLLIN)
        while True:
            received = frame.read_blocking(self._fd, MAX_REQUEST_BYTES, poller)
            if received is None:
                return
            header, body = received
            self._nonce = header.nonce
            tree, buffers = frame.split(header, memoryview(body))
            try:
                answer = self._answer(tree, buffers)
                out_tree, out_buffers = codec.dump(answer, self._objects.keep)
            except BaseException as error:  # noqa: BLE001  whatever the candidate raised is reported
                answer = ("raised", "TypeError", f"the returned value cannot be read: {error}", "", None)
                out_tree, out_buffers = codec.dump(
                    answer if isinstance(error, Unsendable) else self._report.of(error), self._objects.keep
                )
            frame.write_blocking(self._fd, frame.packed(frame.REPLY, header.nonce, out_tree, out_buffers))

    def _answer(self, tree: memoryview, buffers: list[memoryview]) -> tuple[Any, ...]:
        request = codec.load(tree, buffers, self._objects.resolve, is_copied=True)
        match request:
            case ("call", number, name, args, kwargs, seed):
                target = self._objects.at(number)
                function = target if name is None else getattr(target, name)
                reseed(seed)
                value = function(*args, **kwargs)
                mutated = self._mutated(request, tree, buffers, function)
                return ("returned", value, mutated, fitted(target) if number and name else {})
            case ("get", number, name):
                return ("returned", getattr(self._objects.at(number), name), [], {})
            case ("has", number, name):
                return ("returned", hasattr(self._objects.at(number), name), [], {})
            case ("load", source, filename, forbids, memory_mb, seed, runtime):
                self._load(source, filename, forbids, memory_mb, runtime, seed)
                return ("returned", None, [], {})
        raise ValueError("unknown request")

    def _load(
        self, source: str, filename: str, forbids: list[str], memory_mb: int, runtime: str, seed: int
    ) -> None:
        self._is_armed = False  # putting the blocks in place touches what is blocked
        forbid.install(forbids, runtime, self._guard, self._hit)
        self._is_armed = True
        self._report = Report(filename)
        limits.limit_memory(memory_mb)
        poke.retire_ctypes()
        module = new_module(source, filename)
        self._objects.set_module(module)
        reseed(seed)
        exec(compile(source, filename, "exec", dont_inherit=True), vars(module))

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

    def _hit(self, name: str) -> NoReturn:
        if not self._is_armed:
            raise AttributeError(name)
        self._notify(name)
        raise forbid.Forbidden(name)

    def _hit_import(self, name: str) -> NoReturn:
        self._notify(name)
        raise forbid.ForbiddenImport(name)

    def _notify(self, name: str) -> None:
        """Tell the other side at once, so that swallowing the exception hides nothing."""
        frame.write_blocking(self._fd, frame.packed(frame.NOTICE, self._nonce, *codec.dump(name)))


def _bytes(message: tuple[bytes, list[Buffer]]) -> tuple[bytes, list[bytes]]:
    tree, buffers = message
    return tree, [bytes(buffer) for buffer in buffers]


def _same(request: Any, tree: memoryview, buffers: list[memoryview], objects: Objects) -> bool:
    try:
        new_tree, new_buffers = codec.dump(request, objects.keep)
    except Unsendable:
        return False
    return new_tree == tree and len(buffers) == len(new_buffers) and all(map(_equal, new_buffers, buffers))


def _equal(new: Buffer, old: memoryview) -> bool:
    if len(new) != len(old):
        return False
    if not len(old):
        return True
    whole = len(old) & ~7  # eight bytes at a time; comparing memoryviews goes item by item
    if whole and not np.array_equal(
        np.frombuffer(new[:whole], np.uint64), np.frombuffer(old[:whole], np.uint64)
    ):
        return False
    return bytes(new[whole:]) == bytes(old[whole:])


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
