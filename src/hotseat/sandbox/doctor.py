"""What the sandbox enforces on this machine, found by trying the forbidden thing in a child.

How it works
    One child of the tier in force runs `probes.py` as if it were a submission; each probe answers whether the forbidden
    thing worked. Bait (a listener, a file, an environment variable) is laid out here and taken away again. Probes are
    harmless where nothing is enforced: signal 0, a fork that ends at once, a few files that are removed.
"""

import contextlib
import os
import platform
import socket
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hotseat.sandbox.child import Child
from hotseat.sandbox.failures import CandidateMemory, CandidateTimeout, SandboxFailure
from hotseat.sandbox.inside import kernel, landlock
from hotseat.sandbox.rpc import Connection
from hotseat.sandbox.sandbox import Sandbox
from hotseat.sandbox.tier import Tier, detect_tier, why_not

PROBES = Path(__file__).parent / "probes.py"
CANARY = "HOTSEAT_DOCTOR_CANARY"
MEMORY_MB = 128
_PATIENCE_SECONDS = 3.0
_LOOP_SECONDS = 0.3
# Each protection: the probes that try to break it, and what holding or failing means for this machine.
_PROTECTIONS: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("files", ("read_system_file", "read_bait"), "A submission sees only Python and its packages.",
     "A submission can read every file that you can, including the hidden checks."),
    ("writing", ("write_bait",), "A submission cannot change anything on this machine.",
     "A submission can change or delete your files."),
    ("environment", ("read_environment",), "A submission does not see environment variables.",
     "A submission can read environment variables."),
    ("network", ("connect", "open_socket"), "A submission has no network.",
     "A submission can reach the network and services of this machine."),
    ("processes", ("signal_parent", "read_parent"), "A submission cannot see or signal other processes.",
     "A submission can signal or inspect other processes of yours."),
    ("programs", ("fork", "run_program"), "A submission cannot start processes.",
     "A submission can start programs that outlive it."),
    ("system calls", ("hidden_memory",), "Unusual system calls are refused.",
     "A submission can make any system call that you can."),
    ("disk", ("fill_disk",), "A submission's files are small, private and gone afterwards.",
     "A submission can fill the disk."),
    ("descriptors", ("open_many",), "A submission can open only a few files at once.",
     "A submission can open files until the system runs out."),
)  # fmt: skip


@dataclass(frozen=True)
class Protection:
    """One thing that a submission must not be able to do, and whether it could."""

    name: str
    is_contained: bool
    sentence: str


@dataclass(frozen=True)
class Report:
    """The machine, the tier in force, what it enforces, and the one command that would raise it."""

    tier: Tier
    kernel: str
    architecture: str
    is_root: bool
    has_user_namespaces: bool
    landlock_abi: int
    has_seccomp_filter: bool
    obstacles: tuple[str, ...]
    protections: tuple[Protection, ...]
    how_to_raise: str | None


def examine(tier: Tier | None = None) -> Report:
    """Try everything in a child of the tier (None: the best available); raises SandboxError if there is none."""
    chosen = detect_tier() if tier is None else tier
    is_linux = sys.platform == "linux"
    better = [] if chosen is Tier.A else [Tier.A] if chosen is Tier.B else [Tier.A, Tier.B]
    obstacles = [f"tier {other}: {reason}" for other in better if (reason := why_not(other)) is not None]
    return Report(
        tier=chosen,
        kernel=f"{platform.system()} {platform.release()}",
        architecture=kernel.architecture(),
        is_root=os.geteuid() == 0,
        has_user_namespaces=is_linux and _limit("/proc/sys/user/max_user_namespaces") != "0",
        landlock_abi=landlock.abi() if is_linux else 0,
        has_seccomp_filter=(Path(__file__).parent / "filters" / f"{kernel.architecture()}.bpf").exists(),
        obstacles=tuple(obstacles),
        protections=tuple(_tried(chosen)),
        how_to_raise=_how_to_raise(chosen) if obstacles or os.environ.get("HOTSEAT_TIER") else None,
    )


def _tried(tier: Tier) -> Iterator[Protection]:
    sandbox = Sandbox(tier=tier)
    try:
        with _bait() as bait:
            child, connection = _loaded(sandbox)
            with contextlib.closing(child):
                for name, probes, held, failed in _PROTECTIONS:
                    is_contained = not any([_worked(connection, probe, bait) for probe in probes])
                    yield Protection(name, is_contained, held if is_contained else failed)
            yield _memory(sandbox)
            yield _time(sandbox)
            yield _state(sandbox)
    finally:
        sandbox.close()


@contextlib.contextmanager
def _bait() -> Iterator[tuple[str, int]]:
    """A folder with a file and a port that answers; both are gone afterwards."""
    os.environ[CANARY] = "canary"
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as listener:
        (Path(folder) / "bait").write_text("bait")
        Path(folder).chmod(0o777)
        try:
            yield folder, listener.getsockname()[1]
        finally:
            os.environ.pop(CANARY, None)


def _loaded(sandbox: Sandbox) -> tuple[Child, Connection]:
    child = sandbox.spawn("numpy")
    connection = Connection(child)
    connection.load(
        PROBES.read_text(),
        filename="probes.py",
        forbids=(),
        memory_mb=MEMORY_MB,
        seed=0,
        timeout_s=_PATIENCE_SECONDS,
        runtime="numpy",
    )
    return child, connection


def _worked(connection: Connection, probe: str, bait: tuple[str, int]) -> bool:
    """Whether the forbidden thing worked; no answer counts as contained only when the process is gone."""
    try:
        value = connection.call(0, probe, bait, {}, seed=0, timeout_s=_PATIENCE_SECONDS).value
    except SandboxFailure:
        return False
    return value is True


def _memory(sandbox: Sandbox) -> Protection:
    is_contained = _ends_with(sandbox, "hoard_memory", CandidateMemory)
    held, failed = "Memory is limited.", "A submission can use all of this machine's memory."
    return Protection("memory", is_contained, held if is_contained else failed)


def _time(sandbox: Sandbox) -> Protection:
    is_contained = _ends_with(sandbox, "loop", CandidateTimeout)
    held, failed = "A submission that does not end is ended.", "A submission can run for ever."
    return Protection("time", is_contained, held if is_contained else failed)


def _ends_with(sandbox: Sandbox, probe: str, failure: type[SandboxFailure]) -> bool:
    child, connection = _loaded(sandbox)
    with contextlib.closing(child):
        try:
            seconds = _LOOP_SECONDS if probe == "loop" else _PATIENCE_SECONDS
            connection.call(0, probe, (), {}, seed=0, timeout_s=seconds)
        except failure:
            return True
        except SandboxFailure:
            return False
    return False


def _state(sandbox: Sandbox) -> Protection:
    found = []
    for probe in ("leave_state", "find_state"):
        child, connection = _loaded(sandbox)
        with contextlib.closing(child):
            found.append(_value(connection, probe))
    is_contained = found[-1] is False
    held, failed = (
        "Nothing is left for the next submission.",
        "A submission can leave files for the next one.",
    )
    return Protection("state", is_contained, held if is_contained else failed)


def _value(connection: Connection, probe: str) -> Any:
    try:
        return connection.call(0, probe, (), {}, seed=0, timeout_s=_PATIENCE_SECONDS).value
    except SandboxFailure:
        return None


def _limit(path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except OSError:
        return ""


def _how_to_raise(tier: Tier) -> str | None:
    """The one command that would raise the tier; None where there is none, or nothing to raise."""
    forced = os.environ.get("HOTSEAT_TIER")
    if tier is Tier.A or sys.platform != "linux":
        return None
    if forced == tier:
        return "unset HOTSEAT_TIER"
    for path, value, command in (
        ("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1",
         "sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0"),
        ("/proc/sys/kernel/unprivileged_userns_clone", "0", "sudo sysctl kernel.unprivileged_userns_clone=1"),
        ("/proc/sys/user/max_user_namespaces", "0", "sudo sysctl user.max_user_namespaces=15000"),
    ):  # fmt: skip
        if _limit(path) == value:
            return command
    if Path("/.dockerenv").exists() or Path("/run/.containerenv").exists():
        return "docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined ..."
    return None
