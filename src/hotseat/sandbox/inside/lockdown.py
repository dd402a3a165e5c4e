"""What a child gives up before candidate code runs, per tier."""

import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Iterator

PR_SET_PDEATHSIG = 1


class Confinement:
    """Tier C: the child dies with its parent; nothing else is enforced here."""

    def __init__(self) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)

    def confine(self) -> None:
        """Confine the warm process itself, after its imports."""

    @contextlib.contextmanager
    def forking(self) -> Iterator[None]:
        """Around a fork, in the warm process."""
        yield

    def kept_fds(self) -> list[int]:
        """Descriptors that `enter` still needs."""
        return []

    def enter(self) -> None:
        """Give everything up, in the child."""
        if sys.platform == "linux":
            parent = os.getppid()
            self._libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)


def begin(tier: str, runtime: str) -> Confinement:
    """What can be given up before the imports."""
    return Confinement()
