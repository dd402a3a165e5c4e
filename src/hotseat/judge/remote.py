"""The candidate's process as a Backend: calls cross to the sandbox, within a time budget per check.

Where a script says what the checks are going to ask (judge/script.py) their requests are posted ahead, a window of
them at a time and across checks, so that the child is never without work. When a check starts its answers are first
compared with those that the reference gave: if every byte is the same, the check has passed with them already and is
not run again. Otherwise it runs, and each call takes its answer. A request that is not the one that was posted raises
Diverged: the check is to be run again without the script.
"""

import time
from collections import deque
from collections.abc import Iterator
from typing import Any

from hotseat.judge.candidate import Diverged
from hotseat.judge.local import LocalBackend
from hotseat.judge.script import Line, Script, call_seed, is_planned
from hotseat.sandbox import Child, Connection
from hotseat.sandbox.failures import CandidateTimeout, Returned, SandboxFailure
from hotseat.sandbox.request import Packed, Request

WINDOW_REQUESTS = 32
WINDOW_BYTES = 1 << 17
ENTER = Request.of("enter")
NO_SCRIPT = Script()
Step = tuple[str, Line | None]  # a check and what is posted for it; None: that it starts


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
        self._plan: deque[Step] = deque()  # what is still to be posted, of this check and of those after it
        self._posted: deque[tuple[str, Line]] = deque()  # each with its check
        self._posted_bytes = 0
        self._taken: deque[Line] = (
            deque()
        )  # lines of this check whose answers have come and are the reference's
        self._reading: tuple[float, float | None] | None = None  # CPU seconds and peak at that moment
        self._unread = 0  # answers that are due to what was posted in vain
        self._deadline = time.monotonic() + seconds

    def begin(self) -> None:
        """The time budget is whole again."""
        self._deadline = time.monotonic() + self._seconds

    def enter(self, check: str, *, is_scripted: bool = True) -> bool:
        """A check starts: its objects are forgotten on the other side, its requests are posted if they are known.

        True: what comes back are the reference's answers to the last byte, with which the check has passed.
        """
        self._check = check
        self._calls = 0
        self._reading = None
        self._taken.clear()
        if not (is_scripted and self._posted and self._posted[0][0] == check):
            self._drop()
            self._plan.extend(self._steps_from(check) if is_scripted else ())
            self._connection.post(*(self._next_frames() or [ENTER.packed(is_answered=False)]))
        self.begin()
        return self._is_known()

    def start_first(self) -> None:
        """Post the first checks' requests behind what was posted before."""
        for first in self._script.lines:
            self._plan.extend(self._steps_from(first))
            self._connection.post(*self._next_frames())
            return

    def settled(self) -> None:
        """A check has ended: what it did not ask for is dropped. Raises a SandboxFailure if the process was lost."""
        while self._posted and self._posted[0][0] == self._check:
            self._popped()
            self._unread += 1
        if self._plan and self._plan[0][0] == self._check:
            self._drop()
        self._discard_all()

    def _is_known(self) -> bool:
        """Whether every answer is the one that the reference gave; those that are not, and all after, are not taken."""
        if self._unread or not self._is_posted():
            return False
        while self._is_posted():
            line = self._posted[0][1]
            left = self._deadline - time.monotonic()
            if line.answer is None or not self._connection.answers(line.answer, left):
                return False
            self._taken.append(self._popped())
            self._go_on()
        return True

    def _is_posted(self) -> bool:
        """Whether an answer is due to a request of this check that was posted ahead."""
        return bool(self._posted) and self._posted[0][0] == self._check

    def _steps_from(self, check: str) -> Iterator[Step]:
        names = list(self._script.lines)
        for name in names[names.index(check) :] if check in self._script.lines else ():
            if not self._script.lines[name]:
                return  # it is asked step by step, and what comes after it is posted when it has ended
            yield name, None
            yield from ((name, line) for line in self._script.lines[name])

    def _drop(self) -> None:
        self._plan.clear()
        self._unread += len(self._posted)
        self._posted.clear()
        self._posted_bytes = 0
        self._discard_all()

    def _discard_all(self) -> None:
        if self._unread:
            self.begin()
            self._discard()

    def cpu_seconds(self) -> float:
        """CPU time of the child so far, read from outside."""
        return self._reading[0] if self._reading else self._child.cpu_seconds()

    def peak_mb(self) -> float | None:
        """Peak memory of the child, read from outside."""
        return self._reading[1] if self._reading else self._child.peak_memory_mb() or None

    def limit_seconds(self) -> float | None:
        """Of one check, over all its calls."""
        return self._seconds

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
        if self._taken:
            return self._again(self._taken.popleft(), asks)
        is_ahead = self._is_posted()
        if is_ahead:
            if not is_planned(self._popped(), asks):
                self._unread += 1
                raise Diverged
        elif self._posted:
            raise Diverged
        else:
            self._connection.post(Request.of(*asks))
        self._discard()
        returned = self._connection.receive(self._left())
        if is_ahead:
            self._go_on()
        return returned

    def _again(self, planned: Line, asks: tuple[Any, ...]) -> Returned:
        """An answer that has come before the check asked for it."""
        if planned.answer is None or not is_planned(planned, asks):
            raise Diverged
        return self._connection.read(planned.answer)

    def _popped(self) -> Line:
        _, line = self._posted.popleft()
        self._posted_bytes -= line.frame.size()
        return line

    def _go_on(self) -> None:
        """An answer has come: post what follows, and read the child's figures if it was the check's last."""
        if self._plan:
            self._connection.post(*self._next_frames())
        if not self._is_posted():
            self._reading = self._child.cpu_seconds(), self._child.peak_memory_mb() or None

    def _next_frames(self) -> list[Packed]:
        """What the script says next, as much as should be on its way, so that the child has something to do."""
        found: list[Packed] = []
        while self._plan and len(self._posted) < WINDOW_REQUESTS:
            check, line = self._plan[0]
            size = line.frame.size() if line else 0
            if self._posted and self._posted_bytes + size > WINDOW_BYTES:
                break
            self._plan.popleft()
            found.append(line.frame if line else ENTER.packed(is_answered=False))
            if line:
                self._posted.append((check, line))
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
