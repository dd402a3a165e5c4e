"""Resource limits of the child, set by itself before the candidate's code runs."""

import contextlib
import resource
import sys
from pathlib import Path

THREADS = 32
OPEN_FILES = 64
FILE_MB = 64
SLACK_MB = 48  # the sandbox's own needs: the frame, its copy, the ballast


def limit_process(cpu_seconds: int = 3600) -> None:
    """Files, core dumps and CPU time; threads are limited where `limit_threads` can."""
    for which, value in (
        (resource.RLIMIT_CORE, 1),  # 0 still runs a crash handler that the machine may have
        (resource.RLIMIT_FSIZE, FILE_MB << 20),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CPU, cpu_seconds),
    ):
        _lower(which, value)


def limit_threads(count: int) -> None:
    """Bound the threads; the kernel counts them per user and user namespace, and never for root."""
    _lower(resource.RLIMIT_NPROC, count)


def limit_memory(memory_mb: int) -> None:
    """Bound the address space to what was mapped at the last `note_mapped` plus the limit, in MB."""
    if sys.platform == "linux":
        _lower(resource.RLIMIT_AS, _mapped_at_start + ((memory_mb + SLACK_MB) << 20))
    else:
        _lower(resource.RLIMIT_DATA, (memory_mb + 1024) << 20)


def _lower(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(which, (value, value))


_mapped_at_start = 0


def note_mapped() -> None:
    """Remember the size of the address space, where /proc can be read."""
    global _mapped_at_start  # noqa: PLW0603
    with contextlib.suppress(OSError):
        _mapped_at_start = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
