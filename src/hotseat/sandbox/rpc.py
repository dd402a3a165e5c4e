"""The trusted side of the conversation with one child, used inside a checker process.

How it works
    Requests are answered in their order, each reply carrying its request's random nonce, before an absolute deadline.
    `post` sends without waiting, so that the child works on the next request while this side looks at an answer;
    `receive` takes the oldest answer that is due. While it waits, the connection drains the child's stdout and stderr
    (64 KiB of each are kept). A notice may come before the reply: the child says at once that something forbidden was
    used, so that swallowing the exception does not hide it. After a timeout or a frame that cannot be read the child
    is killed and every later call fails the same way.
"""

import os
import select
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any, NoReturn

from hotseat.sandbox import codec, frame
from hotseat.sandbox.child import Child
from hotseat.sandbox.failures import (
    CandidateDied,
    CandidateForbidden,
    CandidateMemory,
    CandidateRaised,
    CandidateTimeout,
    ProtocolError,
    Returned,
    SandboxFailure,
)
from hotseat.sandbox.request import Packed, Request, load_request

MAX_OUTPUT_BYTES = 1 << 16
MAX_NOTICES = 100
MAX_WORDS = 20_000
_MEMORY_WORDS = ("bad_alloc", "DefaultCPUAllocator", "memory allocation", "Memory allocation", "MemoryError", "Cannot allocate memory")  # fmt: skip  # noqa: E501
_EXIT_GRACE_SECONDS = 0.2
_SLOW_MS = 4


class Connection:
    """One conversation with one child; not thread-safe.

    runtime: whose special values may come back, None for every; on_slow: called when an answer takes a while;
    is_quick: wait awake for a moment before sleeping.
    """

    def __init__(
        self,
        child: Child,
        *,
        runtime: str | None = None,
        max_reply_bytes: int = 64 << 20,
        on_slow: Callable[[], None] | None = None,
        is_quick: bool = True,
    ) -> None:
        self._child = child
        self._is_quick = is_quick
        self._max_reply_bytes = max_reply_bytes
        self._on_slow = on_slow
        self._outbox: deque[memoryview] = deque()
        self._due: deque[int] = deque()
        self._output = {child.stdout_fd: bytearray(), child.stderr_fd: bytearray()}
        self._open = set(self._output)
        self._poller = select.poll()
        for fd in (child.sock.fileno(), child.stdout_fd, child.stderr_fd):
            self._poller.register(fd, select.POLLIN)
        self._events = select.POLLIN
        self._pending = bytearray()
        self._held: tuple[frame.Header, bytearray] | None = None  # looked at, and not taken
        self._forbidden: list[str] = []
        self._failure: SandboxFailure | None = None
        self._runtime = runtime

    def load(  # noqa: PLR0913  one argument per fact of a submission
        self,
        source: str,
        *,
        filename: str,
        forbids: Sequence[str],
        memory_mb: int,
        seed: int,
        timeout_s: float,
        runtime: str,
    ) -> None:
        """Run the candidate's file as a module; raises a SandboxFailure."""
        self.post(load_request(source, filename, forbids, memory_mb, seed, runtime))
        self.loaded(timeout_s)

    def loaded(self, timeout_s: float) -> None:
        """Await the answer to a posted `load_request`; raises a SandboxFailure."""
        returned = self.receive(timeout_s)
        if returned.forbidden:
            raise CandidateForbidden(returned.forbidden[0])

    def call(
        self,
        handle: int,
        name: str | None,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        *,
        seed: int,
        timeout_s: float,
    ) -> Returned:
        """Call an attribute of a handle (0: the module), or the handle itself; raises a SandboxFailure."""
        return self._ask(("call", handle, name, tuple(args), dict(kwargs), seed), timeout_s)

    def get(self, handle: int, name: str, *, timeout_s: float) -> Returned:
        """Read an attribute of a handle; raises a SandboxFailure."""
        return self._ask(("get", handle, name), timeout_s)

    def has(self, handle: int, name: str, *, timeout_s: float) -> bool:
        """Whether a handle has an attribute; raises a SandboxFailure."""
        return self._ask(("has", handle, name), timeout_s).value is True

    def stdout(self) -> str:
        """What the candidate printed so far, at most 64 KiB."""
        return self._text(self._child.stdout_fd)

    def stderr(self) -> str:
        """What the candidate wrote to stderr so far, at most 64 KiB."""
        return self._text(self._child.stderr_fd)

    def _text(self, fd: int) -> str:
        self._drain(fd)
        return self._output[fd].decode("utf-8", "replace")

    @property
    def is_lost(self) -> bool:
        """Whether the child was killed or ended; every request fails from then on."""
        return self._failure is not None

    def post(self, *requests: "Request | Packed") -> None:
        """Send requests without waiting for their answers; raises a SandboxFailure if the child is lost already."""
        if self._failure is not None:
            raise self._failure
        for request in requests:
            packed = request if isinstance(request, Packed) else request.packed()
            self._outbox.extend(packed.pieces)
            if packed.is_answered:
                self._due.append(packed.nonce)
        self._flush()

    def receive(self, timeout_s: float) -> Returned:
        """The answer to the oldest request that has none yet; raises a SandboxFailure."""
        if self._failure is not None:
            raise self._failure
        try:
            answer = self._reply(self._due.popleft(), monotonic() + timeout_s, timeout_s)
        except (BrokenPipeError, ConnectionResetError):
            self._fail(self._death())
        except SandboxFailure as failure:
            self._fail(failure)
        return self._understood(answer)

    def answers(self, expected: frame.Whole, timeout_s: float) -> bool:
        """Whether the oldest answer due is this one, byte for byte; it is taken then.

        Where not, `receive` gives what came, or raises why nothing did.
        """
        if self._failure is not None:
            return False
        try:
            self._held = self._held or self._frame(monotonic() + timeout_s, timeout_s)
            header, body = self._held
            is_same = replace(header, nonce=0) == expected[0] and body == expected[1]
            if self._forbidden or not is_same or header.nonce != self._due[0]:
                return False
            self._held = None
            self._due.popleft()
            self._refuse_more()
        except (BrokenPipeError, ConnectionResetError):
            self._lose(self._death())
        except SandboxFailure as failure:
            self._lose(failure)
        return self._failure is None

    def read(self, answer: frame.Whole) -> Returned:
        """What such an answer says."""
        header, body = answer
        tree, buffers = frame.split(header, memoryview(bytearray(body)))
        return self._understood(codec.load(tree, buffers, runtime=self._runtime))

    def _ask(self, request: tuple[Any, ...], timeout_s: float) -> Returned:
        self.post(Request.of(*request))
        return self.receive(timeout_s)

    def _flush(self) -> None:
        """Send what the socket takes."""
        try:
            frame.send(self._child.sock, self._outbox)
        except (BrokenPipeError, ConnectionResetError):
            self._outbox.clear()  # what it answered before it ended can still be read
        events = select.POLLIN | select.POLLOUT if self._outbox else select.POLLIN
        if events != self._events:
            self._events = events
            self._poller.modify(self._child.sock.fileno(), events)

    def _lose(self, failure: SandboxFailure) -> None:
        self._failure = failure
        self._child.kill()

    def _fail(self, failure: SandboxFailure) -> NoReturn:
        self._lose(failure)
        raise failure

    def _reply(self, nonce: int, deadline: float, timeout_s: float) -> Any:
        for _ in range(MAX_NOTICES):
            header, body = self._held or self._frame(deadline, timeout_s)
            self._held = None
            if header.nonce != nonce:
                raise ProtocolError("an answer arrived that nobody asked for")
            tree, buffers = frame.split(header, memoryview(body))
            value = codec.load(tree, buffers, runtime=self._runtime)
            if header.kind == frame.REPLY:
                self._refuse_more()
                return value
            if type(value) is not str:
                raise ProtocolError("a notice cannot be read")
            self._forbidden.append(_clean(value, 200))
        raise CandidateForbidden(self._forbidden[0])

    def _refuse_more(self) -> None:
        if self._pending and not self._due:
            raise ProtocolError("more arrived than one answer")

    def _frame(self, deadline: float, timeout_s: float) -> tuple[frame.Header, bytearray]:
        data = self._pending
        self._fill(data, frame.HEADER.size, deadline, timeout_s)
        header = frame.parse_header(data, self._max_reply_bytes)
        if header.kind not in (frame.REPLY, frame.NOTICE):
            raise ProtocolError("what arrived is not an answer")
        end = frame.HEADER.size + header.body_bytes
        if len(data) < end <= frame.FIRST_READ_BYTES:
            self._fill(data, end, deadline, timeout_s)
        if len(data) >= end:
            # A copy, so that the body starts on an aligned address.
            body = data[frame.HEADER.size : end]
            self._pending = data[end:]
            return header, body
        body = bytearray(header.body_bytes)
        have = len(data) - frame.HEADER.size
        body[:have] = memoryview(data)[frame.HEADER.size :]
        self._pending = bytearray()
        self._fill_into(memoryview(body)[have:], deadline, timeout_s)
        return header, body

    def _fill(self, data: bytearray, size: int, deadline: float, timeout_s: float) -> None:
        while len(data) < size:
            try:
                more = self._child.sock.recv(frame.FIRST_READ_BYTES)
            except BlockingIOError:
                self._wait(deadline, timeout_s)
                continue
            if not more:
                raise self._death()
            data += more

    def _fill_into(self, view: memoryview, deadline: float, timeout_s: float) -> None:
        while len(view):
            try:
                count = self._child.sock.recv_into(view)
            except BlockingIOError:
                self._wait(deadline, timeout_s)
                continue
            if not count:
                raise self._death()
            view = view[count:]
            if monotonic() > deadline:
                raise CandidateTimeout(f"no answer within {timeout_s:g} s")

    def _wait(self, deadline: float, timeout_s: float) -> None:
        """Until the socket is readable; output is drained and what is left to send is sent meanwhile."""
        if self._is_quick and not self._outbox:
            frame.spin(self._poller)
        if self._poll(deadline, timeout_s, _SLOW_MS):
            return
        if self._on_slow is not None:
            self._on_slow()
        while not self._poll(deadline, timeout_s):
            pass

    def _poll(self, deadline: float, timeout_s: float, most_ms: float = 1e9) -> bool:
        """One wait; whether there is something to read on the socket."""
        sock_fd = self._child.sock.fileno()
        left = deadline - monotonic()
        if left <= 0:
            raise CandidateTimeout(f"no answer within {timeout_s:g} s")
        ready = dict(self._poller.poll(min(left * 1000 + 1, most_ms)))
        for fd in ready:
            if fd != sock_fd:
                self._drain(fd)
        if ready.get(sock_fd, 0) & select.POLLOUT:
            self._flush()
        return bool(ready.get(sock_fd, 0) & ~select.POLLOUT)

    def _drain(self, fd: int) -> None:
        kept = self._output[fd]
        for _ in range(16):
            try:
                data = os.read(fd, MAX_OUTPUT_BYTES)
            except BlockingIOError:
                return
            except OSError:
                data = b""
            if not data:
                if fd in self._open:
                    self._open.remove(fd)
                    self._poller.unregister(fd)
                return
            kept += data[: MAX_OUTPUT_BYTES - len(kept)]

    def _death(self) -> SandboxFailure:
        self._linger()
        text = self.stderr()
        if any(word in text for word in _MEMORY_WORDS):
            return CandidateMemory("the memory limit was reached and the process ended")
        for line in text.splitlines():
            if line.startswith("Fatal Python error: "):
                return CandidateDied(
                    "the process crashed: " + line.removeprefix("Fatal Python error: ")[:200]
                )
        if self._child.is_alive():
            return CandidateDied("the process closed its connection to the judge")
        return CandidateDied("the process ended before it answered")

    def _linger(self) -> None:
        if self._child.pidfd >= 0:
            poller = select.poll()
            poller.register(self._child.pidfd, select.POLLIN)
            poller.poll(_EXIT_GRACE_SECONDS * 1000)

    def _understood(self, answer: Any) -> Returned:
        """The reply's meaning; raises what the child reports, or ProtocolError."""
        forbidden, self._forbidden = tuple(self._forbidden), []
        match answer:
            case ("returned", value, list(mutated), dict(attributes)) if _are_names((*mutated, *attributes)):
                return Returned(value, tuple(_clean(name, 200) for name in mutated), forbidden, attributes)
            case ("raised" | "memory", *_, (None | int()) as line) if forbidden:
                raise CandidateForbidden(forbidden[0], line)
            case ("raised", str(name), str(message), str(trace), (None | int()) as line):
                raise CandidateRaised(
                    _clean(name, 200), _clean(message, MAX_WORDS), _clean(trace, MAX_WORDS), line
                )
            case ("memory", str(message), (None | int()) as line):
                raise CandidateMemory(_with_line(_clean(message, MAX_WORDS), line))
            case ("forbidden", str(what), (None | int()) as line):
                raise CandidateForbidden(_clean(what, 200), line)
        self._fail(ProtocolError("the answer has no known form"))


def _clean(text: str, length: int) -> str:
    return text[:length].encode("utf-8", "replace").decode()


def _are_names(names: Iterable[object]) -> bool:
    return all(type(name) is str for name in names)


def _with_line(message: str, line: int | None) -> str:
    return message if line is None else f"{message} (line {line})"
