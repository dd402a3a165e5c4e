"""The trusted ends of one candidate process: its socket, its output, its life.

How it works
    The child is a fork of a warm process, which is its parent and reaps it. Whoever holds a Child (the server, then
    the checker process that the server hands it to) owns four descriptors: the RPC socket, the read ends of its stdout
    and stderr, and on Linux a pidfd, through which it is killed and watched, so that a reused process id is never hit.
    Closing a Child kills the process.
"""

import contextlib
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_PAGE_RESET_PEAK = b"5"
_LINUX = sys.platform == "linux"


class Child:
    """One candidate process, seen from outside. pid is the process id as this process's /proc shows it.

    generation: the process id of the warm process that it is a fork of, where that is known.
    """

    def __init__(self, pid: int, pidfd: int, sock: socket.socket, stdout_fd: int, stderr_fd: int) -> None:
        self.pid = pid
        self.generation = 0
        self.pidfd = pidfd
        self.sock = sock
        self.stdout_fd = stdout_fd
        self.stderr_fd = stderr_fd
        self._is_closed = False
        self._cpu_seconds = 0.0
        self._status_fd = -1
        sock.settimeout(0)
        os.set_blocking(stdout_fd, False)
        os.set_blocking(stderr_fd, False)

    def fds(self) -> list[int]:
        """The descriptors to hand over, for `from_fds`: socket, stdout, stderr, and the pidfd where there is one."""
        return [
            self.sock.fileno(),
            self.stdout_fd,
            self.stderr_fd,
            *([self.pidfd] if self.pidfd >= 0 else []),
        ]

    @classmethod
    def from_fds(cls, pid: int, fds: Sequence[int]) -> "Child":
        """A child from the descriptors that `fds` named; it owns them now."""
        sock, stdout_fd, stderr_fd, *rest = fds
        return cls(pid, rest[0] if rest else -1, socket.socket(fileno=sock), stdout_fd, stderr_fd)

    def kill(self) -> None:
        """End the process at once; harmless when it is gone."""
        with contextlib.suppress(ProcessLookupError, PermissionError, OSError):
            if self.pidfd >= 0:
                signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
            elif self.pid > 0:
                os.kill(self.pid, signal.SIGKILL)

    def is_alive(self) -> bool:
        """Whether the process still runs."""
        if self.pidfd >= 0:
            poller = select.poll()
            poller.register(self.pidfd, select.POLLIN)
            return not poller.poll(0)
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def cpu_seconds(self) -> float:
        """CPU time of all its threads so far; the candidate cannot forge it. 0.0 where the system does not tell."""
        if _LINUX:
            # The process's CPU clock, addressed from outside: see clock_getcpuclockid(3).
            with contextlib.suppress(OSError):
                self._cpu_seconds = time.clock_gettime((~self.pid << 3) | 2)
        return self._cpu_seconds

    def reset_peak(self) -> None:
        """Start measuring peak memory anew."""
        with contextlib.suppress(OSError):
            Path(f"/proc/{self.pid}/clear_refs").write_bytes(_PAGE_RESET_PEAK)

    def peak_memory_mb(self) -> float:
        """Largest resident memory since `reset_peak`, in MB; 0.0 where the system does not tell."""
        try:
            if self._status_fd < 0:
                self._status_fd = os.open(f"/proc/{self.pid}/status", os.O_RDONLY | os.O_CLOEXEC)
            status = os.pread(self._status_fd, 4096, 0)
            start = status.index(b"VmHWM:") + 6
            return int(status[start : status.index(b"kB", start)]) / 1024
        except (OSError, ValueError):
            return 0.0

    def close(self) -> None:
        """Kill the process and close the descriptors."""
        if self._is_closed:
            return
        self._is_closed = True
        self.kill()
        self.sock.close()
        for fd in (self.stdout_fd, self.stderr_fd, self.pidfd, self._status_fd):
            if fd >= 0:
                os.close(fd)

    def detach(self) -> None:
        """Close this side's descriptors without killing: the child was handed to another process."""
        self._is_closed = True
        self.sock.close()
        for fd in (self.stdout_fd, self.stderr_fd, self.pidfd, self._status_fd):
            if fd >= 0:
                os.close(fd)
