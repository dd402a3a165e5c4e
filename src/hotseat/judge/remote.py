"""The candidate's process as a Backend: calls cross to the sandbox, within a time budget per check."""

import time
from typing import Any

from hotseat.judge.local import LocalBackend
from hotseat.sandbox import Child, Connection
from hotseat.sandbox.failures import CandidateTimeout, Returned, SandboxFailure


class RemoteBackend:
    """One sandboxed candidate. seconds: wall budget of a check, over all its calls."""

    def __init__(
        self, connection: Connection, child: Child, *, seed: int, seconds: float, reference: str
    ) -> None:
        self._connection = connection
        self._child = child
        self._seed = seed
        self._seconds = seconds
        self._reference = reference
        self._named: LocalBackend | None = None
        self._calls = 0
        self._deadline = time.monotonic() + seconds

    def begin(self) -> None:
        """The time budget is whole again."""
        self._deadline = time.monotonic() + self._seconds

    def usage(self) -> tuple[float, float | None]:
        """CPU seconds and peak memory of the child, read from outside."""
        return self._child.cpu_seconds(), self._child.peak_memory_mb() or None

    def call(self, handle: int, name: str | None, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Returned:
        """Call in the sandbox; the global random generators there start from a seed of this call's own."""
        self._calls += 1
        mixed = (self._seed * 1_000_003 + self._calls) % 2**32
        return self._connection.call(handle, name, args, kwargs, seed=mixed, timeout_s=self._left())

    def get(self, handle: int, name: str) -> Returned:
        """Read an attribute in the sandbox."""
        return self._connection.get(handle, name, timeout_s=self._left())

    def has(self, handle: int, name: str) -> bool:
        """Whether the attribute exists in the sandbox."""
        return self._connection.has(handle, name, timeout_s=self._left())

    def parameter_names(self, owner: str, name: str | None) -> tuple[str, ...]:
        """From the reference solution, which is trusted."""
        if self._named is None:
            try:
                self._named = LocalBackend(self._reference, "reference", timeout_s=1)
            except SandboxFailure:
                return ()
        return self._named.parameter_names(owner, name)

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise CandidateTimeout(f"no answer within {self._seconds:g} s")
        return left
