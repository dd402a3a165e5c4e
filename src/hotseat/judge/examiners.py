"""The server's side of the examiners: one warm parent per runtime, one examiner forked ahead.

How it works
    The warm parent is a child process with a control socket. To fork, the server makes a socket pair and sends one
    end; the new examiner says hello with its pid, from which the server takes a pidfd to kill it by. One examiner is
    kept waiting, with the seed of the submission to come; a new suite makes it stale, so it is dropped and forked
    anew. If the parent is gone it is started
    again and told every suite it knew.
"""

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from secrets import randbits
from typing import Any

from hotseat.judge.wire import Fork, Job, Prepared, receive, send, unpacked
from hotseat.model.errors import HotseatError

START_SECONDS = 60.0
HELLO_SECONDS = 10.0
MESSAGES_BYTES = 1 << 16
SINGLE_THREADED = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "JOBLIB_MULTIPROCESSING": "0",
}


class Examiner:
    """One waiting or working examiner process."""

    def __init__(self, sock: socket.socket, expects: Fork) -> None:
        self.expects = expects
        self._sock = sock
        self._sock.settimeout(HELLO_SECONDS)
        hello = receive(sock)
        if hello is None:
            raise ConnectionError("the examiner ended before it began")
        self._pidfd = os.pidfd_open(hello[1]) if hasattr(os, "pidfd_open") else -1
        self._pid = int(hello[1])

    def is_alive(self) -> bool:
        """Whether it still waits: nothing is to be read from it before it has a job."""
        ready, _, _ = select.select([self._sock], [], [], 0)
        return not ready

    def wake(self) -> None:
        """Have it awake by the time that its job comes."""
        with contextlib.suppress(OSError):
            send(self._sock, "wake", None)

    def start(self, job: Job, fds: list[int]) -> None:
        """Give it its job and the children's descriptors."""
        send(self._sock, "job", job, fds)

    def messages(self, deadline: float) -> Iterator[tuple[str, Any]]:
        """What it sends, until it ends or the deadline (time.monotonic) passes."""
        arrived = bytearray()
        while (left := deadline - time.monotonic()) > 0:
            self._sock.settimeout(left)
            try:
                more = self._sock.recv(MESSAGES_BYTES)
                arrived += more
                found = unpacked(arrived)
            except (TimeoutError, ConnectionError, OSError):
                return
            yield from found
            if not more:
                return

    def close(self) -> None:
        """End it, whatever it does."""
        with contextlib.suppress(ProcessLookupError, OSError):
            if self._pidfd >= 0:
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
            else:
                os.kill(self._pid, signal.SIGKILL)
        self._sock.close()
        if self._pidfd >= 0:
            os.close(self._pidfd)
            self._pidfd = -1


class Examiners:
    """Examiners of one runtime; thread-safe."""

    def __init__(self, runtime: str) -> None:
        self._runtime = runtime
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._suites: dict[str, Prepared] = {}
        self._ahead: list[Examiner] = []

    def warm(self) -> None:
        """Start the parent and one examiner."""
        with self._lock:
            self._start()

    def prepare(self, suite: Prepared) -> None:
        """Load a suite in the parent, so that examiners forked from now on have it. Raises HotseatError."""
        with self._lock:
            self._prepared(suite)
            if self._ahead and self._ahead[-1].expects.suite_key != suite.key:
                self._drop_ahead()
            self._fork_ahead(suite.key)

    def take(self, suite: Prepared, *, is_scripted: bool = True) -> Examiner:
        """An examiner that has the suite loaded. is_scripted: a new one is to begin with its script."""
        with self._lock:
            self._prepared(suite)
            while self._ahead:
                waiting = self._ahead.pop()
                if waiting.is_alive():
                    return waiting
                waiting.close()
            return self._fork(suite.key if is_scripted else "")

    def refill(self, suite: Prepared) -> None:
        """Have the next one forked, for the same suite."""
        with self._lock, contextlib.suppress(HotseatError):
            self._fork_ahead(suite.key)

    def close(self) -> None:
        """End the parent and what waits."""
        with self._lock:
            self._drop()

    def _prepared(self, suite: Prepared) -> None:
        self._start()
        if suite.key in self._suites:
            return
        failure = self._tell(suite)
        if failure:
            raise HotseatError(failure, suite.path)
        self._suites[suite.key] = suite
        self._drop_ahead()

    def _tell(self, suite: Prepared) -> str:
        assert self._control is not None
        send(self._control, "prepare", suite)
        answer = receive(self._control)
        return "The warm examiner ended while it loaded the checks." if answer is None else str(answer[1])

    def _start(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        self._drop()
        ours, theirs = socket.socketpair()
        ours.settimeout(START_SECONDS)
        # -P: what lies in the folder where Hotseat was started is not for trusted processes to import.
        module = "hotseat.judge.examiner_main"
        command = [sys.executable, "-P", "-m", module, str(theirs.fileno()), self._runtime]
        self._process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, **SINGLE_THREADED},
            start_new_session=True,
        )
        theirs.close()
        self._control = ours
        for suite in self._suites.values():
            self._tell(suite)

    def _fork(self, key: str) -> Examiner:
        expects = Fork(key, randbits(32))
        for _ in range(2):
            try:
                self._start()
                return Examiner(self._send_fork(expects), expects)
            except (ConnectionError, OSError):
                self._drop()
        raise HotseatError(
            "The judge's examiner process does not start.", self._runtime, "Try: hotseat doctor"
        )

    def _send_fork(self, expects: Fork) -> socket.socket:
        assert self._control is not None
        ours, theirs = socket.socketpair()
        try:
            send(self._control, "fork", expects, [theirs.fileno()])
        finally:
            theirs.close()
        return ours

    def _fork_ahead(self, key: str) -> None:
        if self._process is not None and not self._ahead:
            self._ahead.append(self._fork(key))

    def _drop_ahead(self) -> None:
        for waiting in self._ahead:
            waiting.close()
        self._ahead.clear()

    def _drop(self) -> None:
        self._drop_ahead()
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
