"""The warm parent of examiners: imports what checks need, loads suites, forks an examiner per request.

How it works
    One such process per runtime, started by judge/service.py, told what to do over a control socket. "prepare" loads
    a suite (and with it whatever it imports); "fork" brings a socket: the fork that owns it waits there for a job.
    Examiners exit when their socket closes, this process when its control socket does, so nothing outlives the
    server. Only trusted code runs here: a unit's own checks.
"""

import contextlib
import gc
import os
import signal
import socket
import sys
import time

from hotseat.judge.examiner import serve
from hotseat.judge.local import LocalBackend
from hotseat.judge.run_checks import run_checks
from hotseat.judge.suite import Suite, load_suite
from hotseat.judge.wire import Prepared, receive, send
from hotseat.model.errors import HotseatError
from hotseat.sandbox.failures import SandboxFailure

REHEARSAL_SECONDS = 0.3
AHEAD_SECONDS = 0.004
Rehearsal = tuple[Suite, str]


def main() -> None:
    """Serve the control socket whose descriptor is the first argument."""
    control = socket.socket(fileno=int(sys.argv[1]))
    if sys.argv[2] == "torch":
        import torch

        torch.set_num_threads(1)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    suites: dict[str, Suite] = {}
    latest: Rehearsal | None = None
    gc.freeze()
    while (message := receive(control)) is not None:
        kind, payload, fds = message
        if kind == "prepare":
            send(control, "failed", _prepare(suites, payload))
            if payload.key in suites:
                latest = suites[payload.key], payload.reference
            gc.collect()
            gc.freeze()
        elif kind == "fork":
            _fork(control, socket.socket(fileno=fds[0]), suites, latest)


def _prepare(suites: dict[str, Suite], asked: Prepared) -> str:
    """Load a suite and rehearse it; what is wrong with it, or nothing."""
    try:
        suite = load_suite(compile(asked.source, asked.path, "exec"), asked.path)
    except (HotseatError, SyntaxError) as error:
        return str(error)
    _rehearse(suite, asked.reference, REHEARSAL_SECONDS)
    suites[asked.key] = suite
    return ""


def _rehearse(suite: Suite, reference: str, seconds: float) -> None:
    """Run checks on a right solution, so that lazy imports and caches are filled before anything is forked."""
    until = time.monotonic() + seconds
    with contextlib.suppress(SandboxFailure):
        backend = LocalBackend(reference, "reference", timeout_s=REHEARSAL_SECONDS)
        for _ in run_checks(suite.checks, backend, 0):
            if time.monotonic() > until:
                break


def _fork(
    control: socket.socket, sock: socket.socket, suites: dict[str, Suite], latest: Rehearsal | None
) -> None:
    """Fork an examiner. It rehearses too: what a fork touches first it has to copy, better before than during a job."""
    if os.fork():
        sock.close()
        return
    code = 1
    try:
        control.close()
        send(sock, "hello", os.getpid())
        if latest is not None:
            _rehearse(*latest, AHEAD_SECONDS)
        serve(sock, suites)
        code = 0
    except (BrokenPipeError, ConnectionError):
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError, ConnectionError, KeyboardInterrupt):
        main()
