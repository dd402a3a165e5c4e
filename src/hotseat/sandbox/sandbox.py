"""The server's side: warm processes, one per runtime, and the children that they fork.

How it works
    `Sandbox` belongs to the server and may be used from many threads. It starts one warm process per runtime on first
    use (see inside/warm.py), holds its control socket, and asks it for children. A lock per runtime covers one
    question and its answer. A warm process that died or does not answer is killed and replaced once; its waiting
    children died with it. Closing the control sockets ends everything; so does the death of the server.
"""

import contextlib
import os
import socket
import struct
import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic

import msgspec

from hotseat.sandbox.child import Child
from hotseat.sandbox.failures import SandboxError
from hotseat.sandbox.inside.imports import PRELOADED
from hotseat.sandbox.inside.warm import FAILED, READY, SPAWN, Plan
from hotseat.sandbox.tier import Tier, detect_tier

START_SECONDS = 60.0
SPAWN_SECONDS = 10.0
_BOOT = "import sys; sys.path[:0] = {paths!r}; from hotseat.sandbox.inside.warm import main; main(sys.argv[1])"
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS",
     "VECLIB_MAXIMUM_THREADS"), "1",
)  # fmt: skip
_ENVIRONMENT = _ONE_THREAD | {
    "JOBLIB_MULTIPROCESSING": "0",
    "MALLOC_ARENA_MAX": "1",
    "LANG": "C.UTF-8",
    "HOME": "/tmp",
    "KMP_INIT_AT_FORK": "FALSE",
}


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

    def spawn(self, runtime: str) -> Child:
        """A child that waits for its program; raises SandboxError."""
        return self._runtime(runtime).spawn()

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

    def start_early(self) -> None:
        with self._lock:
            self._process = self._process or WarmProcess(self._name, self._tier, self._ahead)

    def generation(self) -> int:
        with self._lock:
            return self._process.pid if self._process is not None and self._process.is_alive() else 0

    def spawn(self) -> Child:
        with self._lock:
            for is_last in (False, True):
                if self._process is None:
                    self._process = WarmProcess(self._name, self._tier, self._ahead)
                try:
                    return self._process.spawn()
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

    def close(self) -> None:
        with self._lock:
            if self._process is not None:
                self._process.close()
                self._process = None


class WarmProcess:
    """A started warm process and its control socket. Errors of the conversation are OSError."""

    def __init__(self, runtime: str, tier: Tier, ahead: int) -> None:
        self._runtime = runtime
        self._is_ready = False
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            plan = msgspec.json.encode(Plan(runtime, tier, ahead, theirs.fileno())).decode()
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-B", "-c", _BOOT.format(paths=_own_paths()), plan],
                env=_ENVIRONMENT,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                cwd="/",
            )

    @property
    def pid(self) -> int:
        """Of the process that was started."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def spawn(self) -> Child:
        """A child; raises OSError when the process does not answer, SandboxError when it said why it cannot."""
        if not self._is_ready:
            self._await_ready()
        self._control.settimeout(SPAWN_SECONDS)
        self._control.sendall(SPAWN)
        message, fds, _, _ = socket.recv_fds(self._control, 8, 4)
        if len(message) != 8 or len(fds) < 3:
            for fd in fds:
                os.close(fd)
            raise ConnectionResetError("it ended")
        pid = struct.unpack("<q", message)[0]
        return Child.from_fds(_pid_outside(fds[3], pid) if len(fds) > 3 else pid, fds)

    def _await_ready(self) -> None:
        deadline = monotonic() + START_SECONDS
        self._control.settimeout(START_SECONDS)
        word = self._control.recv(1)
        if word == READY:
            self._is_ready = True
            return
        reason = "it ended while it started"
        if word == FAILED:
            self._control.settimeout(max(0.1, deadline - monotonic()))
            reason = self._control.recv(1000).decode("utf-8", "replace")
        self.close()
        raise SandboxError(
            f"The sandbox's {self._runtime} process could not start: {reason}.",
            "sandbox",
            "Run `hotseat doctor` to see what this machine can enforce.",
        )

    def close(self) -> None:
        """End it and, with it, its children."""
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(0.5)
            return
        self._process.kill()
        self._process.wait()


def _own_paths() -> list[str]:
    """Where this Hotseat lies, for an interpreter that is started isolated."""
    return [str(Path(__file__).resolve().parents[2])]


def _pid_outside(pidfd: int, pid: int) -> int:
    """The process id as this process's /proc shows it."""
    with contextlib.suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/self/fdinfo/{pidfd}").read_text().split("Pid:")[1].split()[0])
    return pid


