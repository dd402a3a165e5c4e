"""What a warm process and its children give up before candidate code runs, per tier.

How it works
    `begin` runs before the imports, `confine` after them (both in the warm process), `fork` for each child and
    `enter` in the child. Tier A leaves the host's namespaces in `begin`, where a second fork makes the warm process
    the first of its own PID namespace: when it dies, the kernel kills every child. `confine` builds a root that shows
    only the runtime's files. Each child gets its own PID and mount namespace with a small /tmp, and a user namespace
    without any mapped user, in which its threads are counted. No tier mounts /proc. Tier B has Landlock in place of
    the mounts. Both end with no_new_privs, Landlock, seccomp. Capabilities go last but for that.
"""

import contextlib
import errno
import os
import signal
import sys
from pathlib import Path

from hotseat.sandbox.inside import kernel, limits, mounts, view
from hotseat.sandbox.inside.landlock import READ, WORK, WRITE_FILE, Ruleset
from hotseat.sandbox.inside.landlock import abi as landlock_abi

NOBODY = 65534
TMP_MB = 64
THREADS_IN_TIER_B = 4096  # counted over everything that runs as this user
FILTERS = Path(__file__).parent.parent / "filters"


class Confinement:
    """Tier C: the child dies with its parent; nothing else is enforced here."""

    def confine(self) -> None:
        """Confine the warm process itself, after its imports."""

    def fork(self) -> int:
        """As os.fork, in the warm process."""
        return os.fork()

    def kept_fds(self) -> list[int]:
        """Descriptors that `enter` still needs."""
        return []

    def enter(self) -> None:
        """Give everything up, in the child."""
        if sys.platform == "linux":
            _die_with_parent()


class Locked(Confinement):
    """Tier B: Landlock, seccomp and limits, with no writable directory."""

    def __init__(self, runtime: str) -> None:
        self._runtime = runtime
        self._filter = filter_program()
        self._is_root = os.geteuid() == 0
        self._rules: Ruleset | None = None

    def confine(self) -> None:
        """List the readable files, then stop being root."""
        rules = Ruleset()
        folders = view.folders(self._runtime)
        for folder in folders:
            rules.allow(view.shown(folder), READ)
        rules.allow(view.DEVICES, READ | WRITE_FILE)
        self._rules = rules
        if self._is_root:
            # The interpreter may lie where only root can go (/root); Landlock bounds what this capability can reach.
            needed = [] if _is_reachable(folders) else [kernel.CAP_DAC_READ_SEARCH]
            if all(map(kernel.has_capability, needed)):
                become_nobody(needed)
            else:
                kernel.keep_capabilities([])

    def kept_fds(self) -> list[int]:
        """The ruleset."""
        return [] if self._rules is None else [self._rules.fd]

    def enter(self) -> None:
        """Landlock, then seccomp."""
        _die_with_parent()
        limits.limit_threads(THREADS_IN_TIER_B)
        if not self._is_root:
            kernel.keep_capabilities([])
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        assert self._rules is not None
        self._rules.enforce()
        kernel.load_filter(self._filter)


class Namespaced(Confinement):
    """Tier A: namespaces, and what tier B has."""

    def __init__(self, runtime: str) -> None:
        self._runtime = runtime
        self._filter = filter_program()
        self._is_root = kernel.has_capability(kernel.CAP_SYS_ADMIN)
        mounts.leave_namespaces(is_root=self._is_root)
        _continue_in_new_pid_namespace()
        self._folders: list[str] = []
        self._own_pid_namespace = os.pidfd_open(os.getpid())
        self._has_landlock = landlock_abi() > 0

    def confine(self) -> None:
        """A root that shows only this runtime's files; then keep no more than it takes to make a child's namespaces."""
        self._folders = view.folders(self._runtime)
        mounts.build_root(self._folders, view.DEVICES)
        if self._is_root:
            become_nobody([kernel.CAP_SYS_ADMIN])
        else:
            kernel.keep_capabilities([kernel.CAP_SYS_ADMIN])
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)

    def fork(self) -> int:
        """As os.fork; the child is the first process of a new PID namespace."""
        kernel.unshare(kernel.CLONE_NEWPID)
        pid = -1
        try:
            pid = os.fork()
        finally:
            if pid != 0:
                kernel.setns(self._own_pid_namespace, kernel.CLONE_NEWPID)
        return pid

    def enter(self) -> None:
        """Own mounts, own users, no capabilities, Landlock, seccomp."""
        kernel.unshare(kernel.CLONE_NEWNS)
        mounts.private_tmp(TMP_MB, self._folders)
        try:
            kernel.unshare(kernel.CLONE_NEWUSER)
            limits.limit_threads(limits.THREADS)
        except OSError:  # root where user namespaces are switched off
            limits.limit_threads(THREADS_IN_TIER_B)
        kernel.keep_capabilities([])
        # Measuring peak memory from outside writes to /proc/PID/clear_refs, which this allows to the same user.
        kernel.prctl(kernel.PR_SET_DUMPABLE, 1)
        if self._has_landlock:
            rules = Ruleset()
            rules.allow(["/"], READ)
            rules.allow(["/tmp"], WORK)
            rules.allow(view.DEVICES, READ | WRITE_FILE)
            rules.enforce()
        kernel.load_filter(self._filter)


def begin(tier: str, runtime: str) -> Confinement:
    """Start the tier's confinement, before the imports; raises OSError where the machine does not allow it."""
    if tier == "A":
        return Namespaced(runtime)
    return Locked(runtime) if tier == "B" else Confinement()


def filter_program() -> bytes:
    """The seccomp program of this machine; raises OSError."""
    path = FILTERS / f"{kernel.architecture()}.bpf"
    if not path.exists():
        raise OSError(errno.ENOSYS, f"there is no seccomp filter for {kernel.architecture()}")
    return path.read_bytes()


def become_nobody(capabilities: list[int]) -> None:
    """Stop being root; keep the named capabilities."""
    kernel.prctl(kernel.PR_SET_KEEPCAPS, 1)
    with contextlib.suppress(OSError):  # a container may deny setgroups, or know no other user than root
        os.setgroups([])
    with contextlib.suppress(OSError):
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    kernel.keep_capabilities(capabilities)


def _is_reachable(paths: list[str]) -> bool:
    """Whether everyone may enter the directories above every path."""
    above = {parent for path in paths for parent in Path(path).parents}
    return all(parent.stat().st_mode & 0o001 for parent in above)


def _continue_in_new_pid_namespace() -> None:
    """Fork; this process waits for the other, which goes on as the first of its PID namespace."""
    pid = os.fork()
    if pid == 0:
        return
    os.closerange(0, 1024)
    while True:
        with contextlib.suppress(InterruptedError):
            os.waitpid(pid, 0)
            os._exit(0)


def _die_with_parent() -> None:
    parent = os.getppid()
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
