"""A warm process: it has imported a runtime, and forks one locked-down child per submission.

How it works
    The server starts one warm process per runtime and holds the other end of its control socket. A message asks for a
    child; the answer carries the child's descriptors (RPC socket, stdout, stderr, pidfd). Up to `ahead` children are
    forked in advance and wait, already locked down, for their `load` request. A message may also say what that
    request will forbid; such a child is forked anew and has it in place when it is handed out. The warm process is
    single-threaded, runs no candidate code and reaps its children. When the control socket closes (the server ended,
    or replaced it) the warm process exits; its children die with it (PID namespace in tier A, parent-death signal
    elsewhere).
"""

import faulthandler
import fcntl
import gc
import importlib
import os
import select
import signal
import socket
import struct
import sys
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from hotseat.sandbox.inside import limits, lockdown
from hotseat.sandbox.inside.imports import PRELOADED, STANDARD_PREPARED, hide_machinery
from hotseat.sandbox.inside.rehearse import rehearse, rehearse_runtime
from hotseat.sandbox.inside.serve import Service

FORK_AHEAD_AFTER_MS = 40
REAP_EVERY_MS = 1000
READY, FAILED = b"R", b"E"
_ASKED = struct.Struct("<I")
SOCK_FD = 3
LOCKDOWN_SECONDS = 5.0


class Plan(msgspec.Struct):
    """What the server tells a warm process at its start."""

    runtime: str
    tier: str
    ahead: int
    control_fd: int


class Wanted(msgspec.Struct, frozen=True):
    """What child a message asks for. forbids: None if it is said when the program is loaded.

    is_quick: somebody waits for its answers: it is rehearsed before, and stays awake for a moment after each.
    """

    forbids: tuple[str, ...] | None = None
    is_quick: bool = True


@dataclass
class Forked:
    """A child that waits to be handed out; the trusted ends."""

    pid: int
    sock: socket.socket
    stdout_fd: int
    stderr_fd: int
    pidfd: int

    def fds(self) -> list[int]:
        """In the order that `Child.from_fds` takes them."""
        return [
            self.sock.fileno(),
            self.stdout_fd,
            self.stderr_fd,
            *([self.pidfd] if self.pidfd >= 0 else []),
        ]

    def close(self) -> None:
        """Forget this side's copies."""
        self.sock.close()
        for fd in (self.stdout_fd, self.stderr_fd, self.pidfd):
            if fd >= 0:
                os.close(fd)

    def complaint(self) -> str | None:
        """None when it is locked down and waits; else why not."""
        self.sock.settimeout(LOCKDOWN_SECONDS)
        try:
            if self.sock.recv(1) == READY:
                return None
            return os.read(self.stderr_fd, 1000).decode("utf-8", "replace").strip() or "the child ended"
        except OSError as error:
            return str(error)


def spawn_message(wanted: Wanted) -> bytes:
    """Asks a warm process for a child."""
    body = msgspec.json.encode(wanted)
    return _ASKED.pack(len(body)) + body


def main(plan_json: str) -> None:
    """Start, report ready or failed, serve until the control socket closes."""
    plan = msgspec.json.decode(plan_json, type=Plan)
    control = socket.socket(fileno=plan.control_fd)
    try:
        confinement = lockdown.begin(plan.tier, plan.runtime)
        _import_runtime(plan.runtime)
        limits.note_mapped()
        confinement.confine()
    except Exception as error:  # noqa: BLE001  the server turns it into a SandboxError
        control.sendall(FAILED + f"{type(error).__name__}: {error}".encode()[:1000])
        return
    rehearse(Service(-1, plan.runtime), *_pair())  # what is made at the first use is made here, once
    _forget()
    gc.collect()
    gc.freeze()
    control.sendall(READY)
    Warm(plan, control, confinement).serve()
    os._exit(0)  # nothing to tidy, and the interpreter would take its time


def _import_runtime(runtime: str) -> None:
    for name in (*STANDARD_PREPARED, *PRELOADED[runtime]):
        importlib.import_module(name)
    if runtime == "sklearn":
        _settle_threadpools()
    if runtime == "torch":
        _exercise_torch()


def _exercise_torch() -> None:
    """Have torch import and look up, once and unconfined, what it otherwise does at the first use."""
    torch = importlib.import_module("torch")
    torch.set_num_threads(1)
    layer = torch.nn.Linear(2, 2)
    optimizers = (torch.optim.Adam(layer.parameters()), torch.optim.SGD(layer.parameters(), lr=0.1))
    with torch.no_grad():  # no backward pass: its engine cannot be used on both sides of a fork
        layer(torch.ones(3, 2))
        torch.nn.Conv2d(1, 1, 3)(torch.ones(1, 1, 5, 5))
        torch.nn.LSTM(2, 2)(torch.ones(1, 1, 2))
        for optimizer in optimizers:
            optimizer.step()


def _settle_threadpools() -> None:
    """Threadpoolctl reaches into C libraries at every fit; with one thread there is nothing for it to set."""
    controller = importlib.import_module("threadpoolctl").ThreadpoolController
    controller.__init__ = lambda self: setattr(self, "lib_controllers", [])


class Warm:
    """The forking loop."""

    def __init__(self, plan: Plan, control: socket.socket, confinement: lockdown.Confinement) -> None:
        self._plan = plan
        self._control = control
        self._confinement = confinement
        self._ahead: deque[Forked] = deque()
        self._living = 0

    def serve(self) -> None:
        """Until the server closes the control socket."""
        poller = select.poll()
        poller.register(self._control, select.POLLIN)
        while True:
            is_short = len(self._ahead) < self._plan.ahead
            ready = poller.poll(FORK_AHEAD_AFTER_MS if is_short else REAP_EVERY_MS if self._living else None)
            self._reap()
            if ready:
                head = self._control.recv(_ASKED.size, socket.MSG_WAITALL)
                if len(head) < _ASKED.size:
                    return
                body = self._control.recv(_ASKED.unpack(head)[0], socket.MSG_WAITALL)
                self._hand_out(msgspec.json.decode(body, type=Wanted))
            elif is_short:
                self._ahead.append(self._fork(Wanted()))

    def _hand_out(self, wanted: Wanted) -> None:
        child = self._ahead.popleft() if self._ahead and wanted.forbids is None else self._fork(wanted)
        complaint = child.complaint()
        if complaint is None:
            socket.send_fds(self._control, [struct.pack("<q", child.pid)], child.fds())
        else:
            self._control.sendall(struct.pack("<q", -1) + complaint.encode()[:1000])
        child.close()

    def _reap(self) -> None:
        while self._living:
            pid, _ = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            self._living -= 1

    def _fork(self, wanted: Wanted) -> Forked:
        trusted, untrusted = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        out_read, out_write = os.pipe()
        err_read, err_write = os.pipe()
        pid = self._confinement.fork()
        if pid == 0:
            self._become_child(untrusted.fileno(), out_write, err_write, wanted)
        self._living += 1
        pidfd = os.pidfd_open(pid) if hasattr(os, "pidfd_open") else -1
        untrusted.close()
        os.close(out_write)
        os.close(err_write)
        return Forked(pid, trusted, out_read, err_read, pidfd)

    def _become_child(self, sock_fd: int, out_fd: int, err_fd: int, wanted: Wanted) -> NoReturn:
        try:
            _arrange_descriptors(sock_fd, out_fd, err_fd, self._confinement.kept_fds())
            service = Service(SOCK_FD, self._plan.runtime)
            pair = _pair()  # no sockets can be made later
            limits.limit_process()
            self._confinement.enter()
            sys.meta_path.insert(0, service.guard)
            if wanted.forbids is None:
                os.write(SOCK_FD, READY)
            if wanted.is_quick:
                rehearse(service, *pair)  # before the blocks: it uses what may be blocked
                rehearse_runtime(self._plan.runtime)
            limits.note_mapped()
            if wanted.forbids is not None:
                service.arm(wanted.forbids)
                os.write(SOCK_FD, READY)
            service.run(is_quick=wanted.is_quick)
        except BaseException as error:  # noqa: BLE001  a child that cannot be locked down must not live
            os.write(2, f"sandbox: {type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(0)


def _pair() -> tuple[int, int]:
    near, far = socket.socketpair()
    return near.detach(), far.detach()


def _arrange_descriptors(sock_fd: int, out_fd: int, err_fd: int, kept: list[int]) -> None:
    """0: /dev/null, 1: stdout, 2: stderr, 3: the RPC socket; everything else is closed but what lockdown needs."""
    moved = [fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 20) for fd in (sock_fd, out_fd, err_fd)]
    for fd, place in zip(moved, (SOCK_FD, 1, 2), strict=True):
        os.dup2(fd, place, inheritable=False)
    low = SOCK_FD + 1
    for fd in sorted(kept):
        os.closerange(low, fd)
        low = fd + 1
    os.closerange(low, 1024)
    sys.stdout = open(1, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr  # type: ignore[misc]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    faulthandler.enable(2, all_threads=False)  # a crash says so on stderr


def _forget() -> None:
    """What candidate code need not find; done once, so that children do not copy the pages that it touches."""
    hide_machinery()
    sys.argv = ["candidate"]
    own = str(Path(__file__).parents[3])
    sys.path[:] = [path for path in sys.path if path != own or path.endswith("-packages")]
    main_module: Any = sys.modules["__main__"]
    for name in ("sys", "main"):
        vars(main_module).pop(name, None)
