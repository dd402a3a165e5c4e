"""The candidate's process as a Backend: calls cross to the sandbox, within a time budget per check.

Where a script says what a check is going to ask (judge/script.py) its requests are posted ahead, a window of them at
a time; each call then only takes its answer. With the last answer of a check the requests of the next one go out, so
that the child is busy while that answer is looked at; the CPU time of each check is read in between. A request that is
not the one that was posted raises Diverged: the check is to be run again without the script.
"""

import time
from collections import deque
from typing import Any

from hotseat.judge.candidate import Diverged
from hotseat.judge.local import LocalBackend
from hotseat.judge.script import Line, Script, call_seed, is_same
from hotseat.sandbox import Child, Connection
from hotseat.sandbox.failures import CandidateTimeout, Returned, SandboxFailure
from hotseat.sandbox.rpc import Packed, Request

WINDOW_REQUESTS = 32
WINDOW_BYTES = 1 << 17
ENTER = Request.of("enter")
NO_SCRIPT = Script()


class RemoteBackend:
    """One sandboxed candidate. seconds: wall budget of a check, over all its calls."""

    def __init__(
        self,
        connection: Connection,
        child: Child,
        *,
        seed: int,
        seconds: float,
        reference: str,
        script: Script = NO_SCRIPT,
    ) -> None:
        self._connection = connection
        self._child = child
        self._seed = seed
        self._seconds = seconds
        self._reference = reference
        self._script = script
        self._named: LocalBackend | None = None
        self._check = ""
        self._calls = 0
        self._unsent: deque[Line] = deque()
        self._posted: deque[Line] = deque()
        self._posted_bytes = 0
        self._next = dict(zip(script.lines, list(script.lines)[1:], strict=False))
        self._early = ""  # the check whose requests were posted with the last answer of the one before
        self._reading: tuple[float, float | None] | None = None  # CPU seconds and peak at that moment
        self._unread = 0  # answers that are due to what was posted in vain
        self._deadline = time.monotonic() + seconds

    def begin(self) -> None:
        """The time budget is whole again."""
        self._deadline = time.monotonic() + self._seconds

    def enter(self, check: str, *, is_scripted: bool = True) -> None:
        """A check starts: its objects are forgotten on the other side, its requests are posted if they are known."""
        self._check = check
        self._calls = 0
        self._reading = None
        if self._early == check and is_scripted:
            self._early = ""
            self.begin()
            return
        self._drop()
        self.begin()
        if is_scripted:
            self._unsent.extend(self._script.lines.get(check, ()))
        self._connection.post(ENTER.packed(is_answered=False), *self._next_lines())

    def start_first(self) -> None:
        """Post the first check's requests behind what was posted before."""
        for first in self._script.lines:
            self._start(first)
            return

    def settled(self) -> None:
        """A check has ended: what it did not ask for is dropped. Raises a SandboxFailure."""
        if not self._early:
            self._drop()

    def _drop(self) -> None:
        self._early = ""
        self._unsent.clear()
        self._unread += len(self._posted)
        self._posted.clear()
        self._posted_bytes = 0
        if self._unread:
            self.begin()
            self._discard()

    def cpu_seconds(self) -> float:
        """CPU time of the child so far, read from outside."""
        return self._reading[0] if self._reading else self._child.cpu_seconds()

    def peak_mb(self) -> float | None:
        """Peak memory of the child, read from outside."""
        return self._reading[1] if self._reading else self._child.peak_memory_mb() or None

    def functions(self) -> frozenset[tuple[str, str]]:
        """Attributes that the reference has as functions, so that they need not be looked up."""
        return self._script.functions

    def call(self, handle: int, name: str | None, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Returned:
        """Call in the sandbox; the global random generators there start from a seed of this call's own."""
        self._calls += 1
        seed = call_seed(self._seed, self._check, self._calls)
        return self._ask("call", handle, name, args, kwargs, seed)

    def get(self, handle: int, name: str) -> Returned:
        """Read an attribute in the sandbox."""
        return self._ask("get", handle, name)

    def has(self, handle: int, name: str) -> bool:
        """Whether the attribute exists in the sandbox."""
        return self._ask("has", handle, name).value is True

    def parameter_names(self, owner: str, name: str | None) -> tuple[str, ...]:
        """From the reference solution, which is trusted."""
        if self._named is None:
            try:
                self._named = LocalBackend(self._reference, "reference", timeout_s=1)
            except SandboxFailure:
                return ()
        return self._named.parameter_names(owner, name)

    def _ask(self, *asks: Any) -> Returned:
        if self._early:
            raise Diverged
        planned = None
        if self._posted:
            planned = self._posted.popleft()
            self._posted_bytes -= planned.frame.size()
            if not _is_planned(planned, asks):
                self._unread += 1
                raise Diverged
        else:
            self._connection.post(Request.of(*asks))
        self._discard()
        is_planned = planned is not None
        returned = self._connection.receive(self._left())
        if self._unsent:
            self._connection.post(*self._next_lines())
        elif is_planned and not self._posted:
            self._start_next()
        return returned

    def _start_next(self) -> None:
        """The check has asked all that its script says: let the child begin with the next one."""
        following = self._next.get(self._check)
        if following is not None:
            self._reading = self._child.cpu_seconds(), self._child.peak_memory_mb() or None
            self._start(following)

    def _start(self, check: str) -> None:
        self._early = check
        self._unsent.extend(self._script.lines[check])
        self._connection.post(ENTER.packed(is_answered=False), *self._next_lines())

    def _next_lines(self) -> list[Packed]:
        """What the script says next, as much as should be on its way, so that the child has something to do."""
        found: list[Packed] = []
        while self._unsent and len(self._posted) < WINDOW_REQUESTS:
            size = self._unsent[0].frame.size()
            if self._posted and self._posted_bytes + size > WINDOW_BYTES:
                break
            line = self._unsent.popleft()
            found.append(line.frame)
            self._posted.append(line)
            self._posted_bytes += size
        return found

    def _discard(self) -> None:
        """Take answers that nobody waits for."""
        while self._unread:
            self._unread -= 1
            try:
                self._connection.receive(self._left())
            except SandboxFailure:
                if self._connection.is_lost:
                    raise

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise CandidateTimeout(f"no answer within {self._seconds:g} s")
        return left


def _is_planned(line: Line, asks: tuple[Any, ...]) -> bool:
    known = is_same(line.asks, asks)
    return line.frame.says(Request.of(*asks)) if known is None else known
