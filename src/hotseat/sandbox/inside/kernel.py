"""The Linux calls that Python does not offer, through the C library."""

import ctypes
import functools
import os
import platform
from collections.abc import Sequence

CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS = 0x20000, 0x2000000, 0x4000000
CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x8000000, 0x10000000, 0x20000000, 0x40000000
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 2, 4, 8, 0x1000, 0x4000, 0x40000
MNT_DETACH = 2
MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV = 1, 2, 4
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_KEEPCAPS, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 8, 22, 38
CAP_DAC_READ_SEARCH, CAP_SYS_ADMIN = 2, 21
SECCOMP_MODE_FILTER = 2

_AT_FDCWD, _AT_RECURSIVE, _AT_EMPTY_PATH = -100, 0x8000, 0x1000
_OPEN_TREE_CLONE, _O_CLOEXEC, _MOVE_MOUNT_F_EMPTY_PATH = 1, 0x80000, 4
_OPEN_TREE, _MOVE_MOUNT, _MOUNT_SETATTR = 428, 429, 442  # the same on every architecture
_BY_ARCHITECTURE = {"x86_64": {"pivot_root": 155, "capset": 126}, "aarch64": {"pivot_root": 41, "capset": 91}}
_CAP_VERSION_3 = 0x20080522


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(what: str, number: int, *arguments: int | bytes | ctypes.Array[ctypes.c_char] | None) -> int:
    """A raw system call; raises OSError named after what."""
    ready = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    return _checked(int(_libc().syscall(ctypes.c_long(number), *ready)), what)


def architecture() -> str:
    """x86_64, aarch64 or another name."""
    machine = platform.machine()
    return {"amd64": "x86_64", "arm64": "aarch64"}.get(machine.lower(), machine)


def _number(name: str) -> int:
    table = _BY_ARCHITECTURE.get(architecture())
    if table is None:
        raise OSError(f"{name}: not supported on {architecture()}")
    return table[name]


def unshare(flags: int) -> None:
    """Leave the named namespaces for new ones."""
    _checked(_libc().unshare(flags), "unshare")


def setns(fd: int, flags: int) -> None:
    """Enter namespaces of the process that a pidfd names."""
    _checked(_libc().setns(fd, flags), "setns")


def prctl(option: int, value: int) -> None:
    """Set one property of this process."""
    nothing = ctypes.c_ulong(0)
    _checked(_libc().prctl(option, ctypes.c_ulong(value), nothing, nothing, nothing), "prctl")


def mount(source: str, target: str, kind: str | None, flags: int, data: str = "") -> None:
    """Mount a file system."""
    name = kind.encode() if kind else None
    result = _libc().mount(source.encode(), target.encode(), name, ctypes.c_ulong(flags), data.encode())
    _checked(result, f"mount {target}")


def unmount(target: str) -> None:
    """Detach a mount."""
    _checked(_libc().umount2(target.encode(), MNT_DETACH), f"unmount {target}")


def pivot_root(new: str, old: str) -> None:
    """Change the root of this mount namespace."""
    syscall("pivot_root", _number("pivot_root"), new.encode(), old.encode())


def clone_tree(path: str) -> int:
    """A detached copy of the mounts at a path, as a descriptor."""
    flags = _OPEN_TREE_CLONE | _O_CLOEXEC | _AT_RECURSIVE
    return syscall(f"open_tree {path}", _OPEN_TREE, _AT_FDCWD, path.encode(), flags)


def attach_tree(fd: int, target: str) -> None:
    """Attach a detached copy."""
    syscall(
        f"move_mount {target}", _MOVE_MOUNT, fd, b"", _AT_FDCWD, target.encode(), _MOVE_MOUNT_F_EMPTY_PATH
    )


class _MountAttributes(ctypes.Structure):
    _fields_ = (
        ("attr_set", ctypes.c_uint64),
        ("attr_clr", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("userns_fd", ctypes.c_uint64),
    )


def set_mount_attributes(target: str, attributes: int) -> None:
    """Add attributes to a mount and to those below it."""
    wanted = _MountAttributes(attributes, 0, 0, 0)
    _checked(
        int(_libc().syscall(
            ctypes.c_long(_MOUNT_SETATTR), ctypes.c_long(_AT_FDCWD), target.encode(), ctypes.c_long(_AT_RECURSIVE),
            ctypes.byref(wanted), ctypes.c_long(ctypes.sizeof(wanted)),
        )),
        f"mount_setattr {target}",
    )  # fmt: skip


def keep_capabilities(numbers: Sequence[int]) -> None:
    """Give up every capability but these."""
    kept = sum(1 << number for number in numbers)
    header = (ctypes.c_uint32 * 2)(_CAP_VERSION_3, 0)
    low, high = kept & 0xFFFFFFFF, kept >> 32
    data = (ctypes.c_uint32 * 6)(low, low, 0, high, high, 0)
    _checked(
        int(_libc().syscall(ctypes.c_long(_number("capset")), ctypes.byref(header), ctypes.byref(data))),
        "capset",
    )


def has_capability(number: int) -> bool:
    """Whether this process holds a capability now."""
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123
        for line in status:
            if line.startswith("CapEff:"):
                return bool(int(line.split()[1], 16) >> number & 1)
    return False


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def load_filter(program: bytes) -> None:
    """Load a seccomp filter; it can never be taken back."""
    body = ctypes.create_string_buffer(program, len(program))
    ready = _Program(len(program) // 8, ctypes.addressof(body))
    result = _libc().prctl(
        PR_SET_SECCOMP,
        ctypes.c_ulong(SECCOMP_MODE_FILTER),
        ctypes.byref(ready),
        ctypes.c_ulong(0),
        ctypes.c_ulong(0),
    )
    _checked(result, "seccomp")
