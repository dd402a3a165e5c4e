"""Landlock: the kernel's own list of what this process may open (Linux 5.13 or newer)."""

import ctypes
import errno
import fcntl
import os
import stat
from collections.abc import Iterable

from hotseat.sandbox.inside import kernel

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_VERSION_FLAG, _PATH_BENEATH = 1, 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
_ALL_FS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_ALL_FS_FROM_5 = (1 << 16) - 1
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG, _REFER, _TRUNCATE = (
    1 << 4,
    1 << 5,
    1 << 7,
    1 << 8,
    1 << 13,
    1 << 14,
)
READ = READ_FILE | READ_DIR
WORK = READ | WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _REFER | _TRUNCATE
_FILE_RIGHTS = EXECUTE | WRITE_FILE | READ_FILE | _TRUNCATE
_NET = 3  # bind and connect of TCP, from ABI 4
_SCOPES = 3  # abstract sockets and signals, from ABI 6


class _Ruleset(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathRule(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("access", ctypes.c_uint64), ("fd", ctypes.c_int32))


def abi() -> int:
    """The kernel's Landlock version; 0: not there."""
    try:
        return kernel.syscall("landlock", _CREATE, 0, 0, _VERSION_FLAG)
    except OSError:
        return 0


class Ruleset:
    """What may be opened; `enforce` makes it final."""

    def __init__(self) -> None:
        self._abi = abi()
        if self._abi < 1:
            raise OSError(errno.ENOSYS, "Landlock is not available in this kernel")
        self._handled = _ALL_FS.get(self._abi, _ALL_FS_FROM_5)
        wanted = _Ruleset(self._handled, _NET if self._abi >= 4 else 0, _SCOPES if self._abi >= 6 else 0)
        size = 24 if self._abi >= 6 else 16 if self._abi >= 4 else 8
        made = kernel.syscall("landlock_create_ruleset", _CREATE, ctypes.addressof(wanted), size, 0)
        self.fd = fcntl.fcntl(made, fcntl.F_DUPFD_CLOEXEC, 10)  # 0 to 3 are the child's own
        os.close(made)

    def allow(self, paths: Iterable[str], rights: int) -> None:
        """Grant rights on files, and on directories with all below; what does not exist is passed over."""
        for path in paths:
            try:
                fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
            except OSError:
                continue
            granted = rights & self._handled
            if not stat.S_ISDIR(os.fstat(fd).st_mode):
                granted &= _FILE_RIGHTS
            rule = _PathRule(granted, fd)
            try:
                kernel.syscall(
                    "landlock_add_rule", _ADD_RULE, self.fd, _PATH_BENEATH, ctypes.addressof(rule), 0
                )
            finally:
                os.close(fd)

    def enforce(self) -> None:
        """From now on, in this process and whatever it starts. Needs no_new_privs."""
        kernel.syscall("landlock_restrict_self", _RESTRICT, self.fd, 0)
        os.close(self.fd)
