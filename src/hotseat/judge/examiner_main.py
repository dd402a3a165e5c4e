"""The warm parent of examiners: imports what checks need, loads suites, forks an examiner per request.

How it works
    One such process per runtime, started by judge/service.py, told what to do over a control socket. "prepare" loads
    a suite (and with it whatever it imports); "fork" brings a socket: the fork that owns it waits there for a job.
    While nothing is asked, it runs the suites' mistakes on their probes, one at a time, so that naming one is quick.
    Examiners exit when their socket closes, this process when its control socket does, so nothing outlives the
    server. Only trusted code runs here: a unit's own checks.
"""

import contextlib
import gc
import os
import resource
import select
import signal
import socket
import sys
import time
import warnings
from collections import deque
from pathlib import Path
from typing import Any

from hotseat.judge.dress import rehearse
from hotseat.judge.examiner import serve
from hotseat.judge.local import LocalBackend
from hotseat.judge.naming import behaviour
from hotseat.judge.run_checks import run_checks
from hotseat.judge.script import Script
from hotseat.judge.script_writer import write_script
from hotseat.judge.suite import Ready, Suite, load_suite
from hotseat.judge.wire import Fork, Prepared, receive, send
from hotseat.model.errors import HotseatError
from hotseat.sandbox.failures import SandboxFailure

REHEARSAL_SECONDS = 0.3
IDLE_SECONDS = 0.01
MOST_MEMORY_MB = 4096  # of an examiner, above what its parent has


class Repertoire:
    """The suites that are loaded, and what is still to be found out about their mistakes."""

    def __init__(self) -> None:
        self.suites: dict[str, Ready] = {}
        self._waiting: deque[tuple[Ready, Prepared, int]] = deque()

    def add(self, asked: Prepared) -> str:
        """Load a suite and rehearse it; what is wrong with it, or nothing."""
        try:
            suite = load_suite(compile(asked.source, asked.path, "exec"), asked.path)
        except (HotseatError, SyntaxError) as error:
            return str(error)
        _rehearse(suite, asked.reference, REHEARSAL_SECONDS)
        ready = self.suites[asked.key] = Ready(suite, asked.reference, asked.mistakes, {})
        self._waiting.extend((ready, asked, place) for place in range(len(asked.mistakes)))
        return ""

    def is_idle(self) -> bool:
        """Whether every behaviour is known."""
        return not self._waiting

    def find_out_one(self) -> None:
        """Run one mistake on the probe, so that examiners forked from now on need not."""
        ready, asked, place = self._waiting.popleft()
        name, source, _ = asked.mistakes[place]
        try:
            ready.behaviours[name] = list(behaviour(ready.suite, name, source, asked.seconds))
        except SandboxFailure:
            ready.behaviours[name] = None


def main() -> None:
    """Serve the control socket whose descriptor is the first argument."""
    control = socket.socket(fileno=int(sys.argv[1]))
    if sys.argv[2] == "torch":
        import torch

        torch.set_num_threads(1)
        torch.optim.SGD(
            [torch.zeros(1, requires_grad=True)], lr=0.1
        )  # imports what the first optimiser needs
    warnings.simplefilter(
        "ignore"
    )  # about what a candidate returned; they would quote the checks to the terminal
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    repertoire = Repertoire()
    gc.freeze()
    while True:
        ready, _, _ = select.select([control], [], [], None if repertoire.is_idle() else IDLE_SECONDS)
        if not ready:
            repertoire.find_out_one()
            continue
        message = receive(control)
        if message is None:
            return
        _answer(control, message, repertoire)


def _answer(control: socket.socket, message: tuple[str, Any, list[int]], repertoire: Repertoire) -> None:
    kind, payload, fds = message
    if kind == "prepare":
        send(control, "failed", repertoire.add(payload))
        gc.collect()
        gc.freeze()
    elif kind == "fork":
        _fork(control, socket.socket(fileno=fds[0]), repertoire.suites, payload)


def _rehearse(suite: Suite, reference: str, seconds: float) -> None:
    """Run checks on a right solution, so that lazy imports and caches are filled before anything is forked."""
    until = time.monotonic() + seconds
    with contextlib.suppress(SandboxFailure):
        backend = LocalBackend(reference, "reference", timeout_s=REHEARSAL_SECONDS)
        for _ in run_checks(suite.checks, backend, 0):
            if time.monotonic() > until:
                break


def _fork(control: socket.socket, sock: socket.socket, suites: dict[str, Ready], wanted: Fork) -> None:
    """Fork an examiner, which writes the script of the job that it expects while it waits.

    That also has it touch what it will need: a fork copies what it touches first, better before than during a job.
    """
    if os.fork():
        sock.close()
        return
    code = 1
    try:
        control.close()
        _limit_memory()
        send(sock, "hello", os.getpid())
        ready = suites.get(wanted.suite_key)
        script = Script()
        if ready is not None:
            gc.disable()  # it is short-lived
            script = write_script(ready.suite, ready.reference, wanted.seed, lambda: not _is_readable(sock))
            rehearse(ready, script, wanted.seed, lambda: not _is_readable(sock))
            _receive_something(wanted)
        serve(sock, suites, wanted, script)
        code = 0
    except (BrokenPipeError, ConnectionError):
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)


def _limit_memory() -> None:
    """What a candidate returns may be small and stand for much; it must not take the machine's memory."""
    with contextlib.suppress(OSError, ValueError):
        mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        most = mapped + (MOST_MEMORY_MB << 20)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _receive_something(wanted: Fork) -> None:
    """Receive a message as the job will be."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        send(ours, "fork", wanted, [theirs.fileno()] * 2)
        message = receive(theirs)
    for fd in message[2] if message else ():
        os.close(fd)


def _is_readable(sock: socket.socket) -> bool:
    return bool(select.select([sock], [], [], 0)[0])


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError, ConnectionError, KeyboardInterrupt):
        main()
