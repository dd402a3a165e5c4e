"""The server's side: warm processes, one per runtime, and the children that they fork.

How it works
    `Sandbox` belongs to the server and may be used from many threads. It starts one warm process per runtime on first
    use (see inside/warm.py), holds its control socket, and asks it for children. A lock per runtime covers one
    question and its answer. A warm process that died or does not answer is killed and replaced once; its waiting
    children died with it. Closing the control sockets ends everything; so does the death of the server.
"""

import threading
from collections.abc import Sequence

from hotseat.sandbox.child import Child
from hotseat.sandbox.failures import SandboxError
from hotseat.sandbox.inside.imports import PRELOADED
from hotseat.sandbox.inside.warm import Wanted
from hotseat.sandbox.tier import Tier, detect_tier
from hotseat.sandbox.warm_process import WarmProcess


class Sandbox:
    """Locked-down children for candidate programs."""

    def __init__(self, *, tier: Tier | None = None, ahead: int = 1) -> None:
        self.tier = detect_tier() if tier is None else tier
        self._ahead = ahead
        self._lock = threading.Lock()
        self._runtimes: dict[str, _Runtime] = {}
        self._is_closed = False

    def warm(self, runtime: str) -> None:
        """Start the warm process of a runtime in advance; does not wait for its imports."""
        self._runtime(runtime).start_early()

    def expect(self, runtime: str, forbids: Sequence[str]) -> None:
        """Have a child ready, with these names forbidden in it; raises SandboxError."""
        self._runtime(runtime).expect(forbids)

    def spawn(self, runtime: str, forbids: Sequence[str] | None = None, *, is_quick: bool = True) -> Child:
        """A child that waits for its program; raises SandboxError.

        forbids: what it will be loaded with; one that was expected comes at once. is_quick: a new one may take
        its time before, and stay awake between requests, so that its answers come sooner.
        """
        return self._runtime(runtime).spawn(forbids, is_quick=is_quick)

    def generation(self, runtime: str) -> int:
        """The process id of the runtime's warm process while it lives, else 0: tells whether it was replaced."""
        return self._runtime(runtime).generation()

    def close(self) -> None:
        """End every warm process and with it every child."""
        with self._lock:
            self._is_closed = True
            runtimes, self._runtimes = self._runtimes, {}
        for runtime in runtimes.values():
            runtime.close()

    def _runtime(self, name: str) -> "_Runtime":
        if name not in PRELOADED:
            known = ", ".join(PRELOADED)
            raise SandboxError(f"There is no runtime named {name}.", "runtime", f"Use one of {known}.")
        with self._lock:
            if self._is_closed:
                raise SandboxError("The sandbox is closed.", "", "Start a new one.")
            if name not in self._runtimes:
                self._runtimes[name] = _Runtime(name, self.tier, self._ahead)
            return self._runtimes[name]


class _Runtime:
    """One runtime's warm process, replaced when it dies."""

    def __init__(self, name: str, tier: Tier, ahead: int) -> None:
        self._name = name
        self._tier = tier
        self._ahead = ahead
        self._lock = threading.Lock()
        self._process: WarmProcess | None = None
        self._held: tuple[tuple[str, ...], Child] | None = None  # ready for a program that forbids these

    def start_early(self) -> None:
        with self._lock:
            self._process = self._process or WarmProcess(self._name, self._tier, self._ahead)

    def generation(self) -> int:
        with self._lock:
            return self._process.pid if self._process is not None and self._process.is_alive() else 0

    def expect(self, forbids: Sequence[str]) -> None:
        with self._lock:
            if self._held is not None and self._held[0] == tuple(forbids):
                return
            self._drop_held()
            self._held = tuple(forbids), self._from_process(Wanted(tuple(forbids)))

    def spawn(self, forbids: Sequence[str] | None, *, is_quick: bool) -> Child:
        with self._lock:
            if self._held is not None and forbids is not None and self._held[0] == tuple(forbids):
                child, self._held = self._held[1], None
                if child.is_alive() and self._process is not None and self._process.is_alive():
                    return child
                child.close()
            return self._from_process(Wanted(None, is_quick))

    def _from_process(self, wanted: Wanted) -> Child:
        for is_last in (False, True):
            if self._process is None:
                self._process = WarmProcess(self._name, self._tier, self._ahead)
            try:
                child = self._process.spawn(wanted)
                child.generation = self._process.pid
                return child
            except OSError as error:
                self._process.close()
                self._process = None
                if is_last:
                    raise SandboxError(
                        f"The {self._name} process of the sandbox does not answer: {error}.",
                        "sandbox",
                        "Run `hotseat doctor` to see what this machine can enforce.",
                    ) from None
        raise AssertionError

    def _drop_held(self) -> None:
        if self._held is not None:
            self._held[1].close()
            self._held = None

    def close(self) -> None:
        with self._lock:
            self._drop_held()
            if self._process is not None:
                self._process.close()
                self._process = None
