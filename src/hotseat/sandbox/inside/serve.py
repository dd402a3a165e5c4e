"""The request loop inside the child: load the candidate's file, call it, answer.

How it works
    One process per submission, one socket, one request at a time, in the order in which they came: the other side may
    send several before it reads the first answer. Everything here shares the process with hostile code,
    so nothing here is trusted by the other side: it can only return values, and the frames are checked there.
"""

import os
import select
from collections.abc import Sequence
from typing import NoReturn

from hotseat.sandbox import codec, frame
from hotseat.sandbox.failures import Unsendable
from hotseat.sandbox.inside import forbid, limits, poke
from hotseat.sandbox.inside.answers import Answer, Answers
from hotseat.sandbox.inside.imports import Guard
from hotseat.sandbox.inside.program import Objects, Report, new_module, reseed

MAX_REQUEST_BYTES = 1 << 30


class Service:
    """One child's answers."""

    def __init__(self, fd: int, runtime: str) -> None:
        self._fd = fd
        self._nonce = 0
        self._runtime = runtime
        self._armed_for: list[str] | None = None
        self._is_armed = True
        self._objects = Objects()
        self._answers = Answers(self._objects)
        self._report = Report("")
        self._guard = Guard(runtime, self._hit_import)

    @property
    def guard(self) -> Guard:
        """The import guard, to be put first in sys.meta_path."""
        return self._guard

    def arm(self, forbids: Sequence[str]) -> None:
        """Put the blocks in place, for good, and give up what they were made with."""
        self._is_armed = False  # this touches what is blocked
        forbid.install(list(forbids), self._runtime, self._guard, self._hit)
        self._is_armed = True
        self._armed_for = list(forbids)
        poke.retire_ctypes()

    def run(self, *, is_quick: bool) -> None:
        """Answer until the other side closes the socket. is_quick: wait awake for a moment before sleeping."""
        poller = select.poll()
        poller.register(self._fd, select.POLLIN)
        while self._serve_one(poller if is_quick else None):
            pass

    def rehearse(self, near_fd: int, far_fd: int, source: str, calls: Sequence[tuple[object, ...]]) -> None:
        """Serve a program and calls of it over a socket pair, and forget them; both ends are closed."""
        own_fd, self._fd = self._fd, far_fd
        poller = select.poll()
        poller.register(far_fd, select.POLLIN)
        module = new_module(source, "rehearsal.py")
        exec(compile(source, "rehearsal.py", "exec", dont_inherit=True), vars(module))
        self._objects.set_module(module)
        for place, call in enumerate(calls):
            frame.write_blocking(near_fd, frame.packed(frame.REQUEST, place, *codec.dump(call)))
            self._serve_one(poller)
            frame.read_blocking(near_fd, MAX_REQUEST_BYTES)
        self._objects.forget()
        self._fd = own_fd
        os.close(near_fd)
        os.close(far_fd)

    def _serve_one(self, poller: "select.poll | None") -> bool:
        """Whether there was a request."""
        received = frame.read_blocking(self._fd, MAX_REQUEST_BYTES, poller)
        if received is None:
            return False
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
        if header.kind != frame.ORDER:
            frame.write_blocking(self._fd, frame.packed(frame.REPLY, header.nonce, out_tree, out_buffers))
        return True

    def _answer(self, tree: memoryview, buffers: list[memoryview]) -> Answer:
        request = codec.load(tree, buffers, self._objects.resolve, is_copied=True)
        match request:
            case ("load", source, filename, forbids, memory_mb, seed, _):
                self._load(source, filename, forbids, memory_mb, seed)
                return ("returned", None, [], {})
        return self._answers.answer(request, tree, buffers)

    def _load(self, source: str, filename: str, forbids: list[str], memory_mb: int, seed: int) -> None:
        if self._armed_for is None:
            self.arm(forbids)
        if self._armed_for != forbids:
            raise ValueError("this process was made ready for another problem")
        self._report = Report(filename)
        limits.limit_memory(memory_mb)
        module = new_module(source, filename)
        self._objects.set_module(module)
        reseed(seed)
        exec(compile(source, filename, "exec", dont_inherit=True), vars(module))

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
