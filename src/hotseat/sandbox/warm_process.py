"""The server's handle on one warm process (see inside/warm.py): started, asked for children, ended.

How it works
    The process is started isolated, with an environment of its own and one socket. In tier A it forks once more and
    waits for its fork; either way the control socket is what keeps it alive: closing it ends the process, and with it
    its children.
"""

import contextlib
import importlib.util
import os
import socket
import struct
import subprocess
import sys
from pathlib import Path
from time import monotonic

import msgspec

from hotseat.sandbox.child import Child
from hotseat.sandbox.failures import SandboxError
from hotseat.sandbox.inside.imports import PACKAGES
from hotseat.sandbox.inside.warm import FAILED, READY, Plan, Wanted, spawn_message

START_SECONDS = 60.0
SPAWN_SECONDS = 10.0
_BOOT = (
    "import sys; sys.path[:0] = [path for path in {paths!r}[:1] if path not in sys.path]; "
    "sys.path += [path for path in {paths!r}[1:] if path not in sys.path]; "
    "from hotseat.sandbox.inside.warm import main; main(sys.argv[1])"
)
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


class WarmProcess:
    """A started warm process and its control socket. Errors of the conversation are OSError."""

    def __init__(self, runtime: str, tier: str, ahead: int) -> None:
        self._runtime = runtime
        self._is_ready = False
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            plan = msgspec.json.encode(Plan(runtime, tier, ahead, theirs.fileno())).decode()
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-B", "-c", _BOOT.format(paths=_import_paths(runtime)), plan],
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

    def spawn(self, wanted: Wanted) -> Child:
        """A child; raises OSError when the process does not answer, SandboxError when it said why it cannot."""
        if not self._is_ready:
            self._await_ready()
        self._control.settimeout(SPAWN_SECONDS)
        self._control.sendall(spawn_message(wanted))
        message, fds, _, _ = socket.recv_fds(self._control, 8, 4)
        if len(message) != 8 or len(fds) < 3:
            for fd in fds:
                os.close(fd)
            why = self._control.recv(1000).decode("utf-8", "replace") if len(message) == 8 else "it ended"
            raise ConnectionResetError(why)
        pid = struct.unpack("<q", message)[0]
        child = Child.from_fds(_pid_outside(fds[3], pid) if len(fds) > 3 else pid, fds)
        if self._process.poll() is not None:  # its child is about to die with it
            child.close()
            raise ConnectionResetError("it ended")
        return child

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
        fix = "Run `hotseat doctor` to see what this machine can enforce."
        if reason.startswith("ModuleNotFoundError"):
            fix = f"Install it: pip install 'hotseat[{self._runtime}]'"
        raise SandboxError(
            f"The sandbox's {self._runtime} process could not start: {reason}.", "sandbox", fix
        )

    def close(self) -> None:
        """End it and, with it, its children."""
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(0.5)
            return
        self._process.kill()
        self._process.wait()


def _import_paths(runtime: str) -> list[str]:
    """Where this Hotseat and the runtime's packages lie; an isolated interpreter leaves out the user's own folder."""
    found = [str(Path(__file__).resolve().parents[2])]
    for name in ("msgspec", *PACKAGES[runtime]):
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin:
            is_package = spec.submodule_search_locations is not None
            found.append(str(Path(spec.origin).parents[1 if is_package else 0]))
    return list(dict.fromkeys(found))


def _pid_outside(pidfd: int, pid: int) -> int:
    """The process id as this process's /proc shows it."""
    with contextlib.suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/self/fdinfo/{pidfd}").read_text().split("Pid:")[1].split()[0])
    return pid
