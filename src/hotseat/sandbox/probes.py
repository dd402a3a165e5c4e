"""What `hotseat doctor` runs as a submission: each function tries one forbidden thing and says whether it worked.

Runs inside the sandbox, so it imports nothing of Hotseat. Harmless where nothing is enforced.
"""

import os
import socket
from contextlib import suppress
from pathlib import Path

TMP = Path("/tmp")
STATE = TMP / "hotseat-doctor-state"
_MEGABYTE = 1 << 20


def read_system_file(folder: str, port: int) -> bool:
    """A file that is on every Unix."""
    return _works(lambda: Path("/etc/passwd").read_bytes())


def read_bait(folder: str, port: int) -> bool:
    """A file that belongs to whoever runs Hotseat."""
    return _works((Path(folder) / "bait").read_bytes)


def write_bait(folder: str, port: int) -> bool:
    """A new file outside."""
    return _works(lambda: (Path(folder) / "written").write_bytes(b"here"))


def read_environment(folder: str, port: int) -> bool:
    """The server's environment."""
    return "HOTSEAT_DOCTOR_CANARY" in os.environ or _works(
        lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes()
    )


def connect(folder: str, port: int) -> bool:
    """A service of this machine."""
    return _works(lambda: socket.create_connection(("127.0.0.1", port), timeout=1).close())


def open_socket(folder: str, port: int) -> bool:
    """Any socket at all."""
    return _works(lambda: socket.socket().close())


def signal_parent(folder: str, port: int) -> bool:
    """Signal 0 asks whether a signal could be sent."""
    return _works(lambda: os.kill(os.getppid() or 1, 0))


def read_parent(folder: str, port: int) -> bool:
    """What another process was started with."""
    return _works(lambda: Path(f"/proc/{os.getppid()}/cmdline").read_bytes())


def fork(folder: str, port: int) -> bool:
    """A process that ends at once."""

    def attempt() -> None:
        pid = os.fork()
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)

    return _works(attempt)


def run_program(folder: str, port: int) -> bool:
    """A program of this machine."""
    return _works(lambda: os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0))


def hidden_memory(folder: str, port: int) -> bool:
    """Memory that no limit counts, by a system call that a computation does not need."""
    make = getattr(os, "memfd_create", None)
    return make is not None and _works(lambda: os.close(make("probe")))


def fill_disk(folder: str, port: int) -> bool:
    """Eighty megabytes in two files."""
    files = [TMP / f"hotseat-doctor-fill-{number}" for number in range(2)]

    def attempt() -> None:
        for file in files:
            file.write_bytes(bytes(40 * _MEGABYTE))

    try:
        return _works(attempt)
    finally:
        for file in files:
            with suppress(OSError):
                file.unlink()


def open_many(folder: str, port: int) -> bool:
    """Two hundred descriptors."""
    opened: list[int] = []

    def attempt() -> None:
        while len(opened) < 200:
            opened.extend(os.pipe())

    try:
        return _works(attempt)
    finally:
        for fd in opened:
            os.close(fd)


def hoard_memory() -> int:
    """Four gigabytes."""
    return len(bytearray(4096 * _MEGABYTE))


def loop() -> None:
    """Never ends."""
    while True:
        pass


def leave_state() -> bool:
    """A file for the next submission."""
    return _works(lambda: STATE.write_text("state"))


def find_state() -> bool:
    """The file of the submission before."""
    is_there = STATE.exists()
    with suppress(OSError):
        STATE.unlink()
    return is_there


def _works(attempt: object) -> bool:
    try:
        attempt()  # type: ignore[operator]
    except OSError:
        return False
    return True
