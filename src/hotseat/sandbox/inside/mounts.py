"""The file system that a tier A child sees, made of bind mounts in a private mount namespace."""

import contextlib
import os
import socket
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from hotseat.sandbox.inside import kernel, view

_MOUNT_POINT = "/tmp"
_EMPTY = _MOUNT_POINT + "/.empty"
_READ_ONLY = kernel.MOUNT_ATTR_RDONLY | kernel.MOUNT_ATTR_NOSUID
_NEW_FOR_ALL = (
    kernel.CLONE_NEWNS | kernel.CLONE_NEWPID | kernel.CLONE_NEWNET | kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS
    | kernel.CLONE_NEWCGROUP
)  # fmt: skip


def leave_namespaces(*, is_root: bool) -> None:
    """Own mounts, network, IPC, names; an ordinary user gets them through a user namespace."""
    uid, gid = os.geteuid(), os.getegid()
    kernel.unshare(_NEW_FOR_ALL | (0 if is_root else kernel.CLONE_NEWUSER))
    if not is_root:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
        Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
    with contextlib.suppress(OSError):
        socket.sethostname("sandbox")  # the new namespace starts with the machine's own name
    kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)


def build_root(folders: Iterable[str], devices: Iterable[str]) -> None:
    """Make this namespace's root a small read-only one that holds the given paths, at their own places."""
    present = [Path(path) for path in (*folders, *devices) if Path(path).exists()]
    # All of this before the mount, which may hide it: the interpreter may lie in the folder that is mounted over.
    trees = [(path, path.is_dir(), kernel.clone_tree(str(path))) for path in present]
    covers = {path: list(view.hidden(path)) for path in folders}
    links = _links([*sys.path, sysconfig.get_path("stdlib"), "/lib", "/lib64", "/usr/lib64"])
    kernel.mount("sandbox", _MOUNT_POINT, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=755,size=1m")
    Path(_EMPTY).touch()
    for path, is_folder, tree in trees:
        _attach(_MOUNT_POINT + str(path), tree, is_folder=is_folder)
        _cover(covers.get(str(path), []))
    for link, target in links.items():
        _link(Path(_MOUNT_POINT + link), target)
    Path(_MOUNT_POINT + "/tmp").mkdir(exist_ok=True, mode=0o777)
    os.chdir(_MOUNT_POINT)
    kernel.pivot_root(".", ".")
    kernel.unmount(".")
    os.chdir("/")
    kernel.set_mount_attributes("/", _READ_ONLY)


def _attach(target: str, tree: int, *, is_folder: bool) -> None:
    place = Path(target)
    if is_folder:
        place.mkdir(parents=True, exist_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    kernel.attach_tree(tree, target)
    os.close(tree)


def _cover(covers: list[str]) -> None:
    for cover in covers:
        hidden = Path(_MOUNT_POINT + cover)
        if hidden.is_dir():
            kernel.mount(
                "hidden", str(hidden), "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=755,size=1m"
            )
        else:
            kernel.mount(_EMPTY, str(hidden), None, kernel.MS_BIND)


def _link(place: Path, target: str) -> None:
    with contextlib.suppress(OSError):  # inside a bind mount it is there already, or cannot be made
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(target)


def _links(paths: Iterable[str]) -> dict[str, str]:
    """The symbolic links on the way to paths, so that they can be asked for by the same names inside."""
    found: dict[str, str] = {}
    pending = [path for path in paths if path.startswith("/")]
    while pending:
        path = Path(pending.pop())
        for step in (*reversed(path.parents), path):
            if str(step) not in found and step.is_symlink():
                target = found[str(step)] = str(step.readlink())
                rest = path.relative_to(step)
                pending.append(os.path.normpath(step.parent / target / rest))
                break
    return found


def private_tmp(size_mb: int, folders: Iterable[str]) -> None:
    """A small /tmp of this process's own; nothing on it can be executed or mapped executable.

    folders: what must stay readable, in case some of it lies in /tmp.
    """
    inside = [path for path in folders if path.startswith("/tmp/") and Path(path).exists()]
    trees = [(path, Path(path).is_dir(), kernel.clone_tree(path)) for path in inside]
    flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    kernel.mount("tmp", "/tmp", "tmpfs", flags, f"mode=1777,size={size_mb}m,nr_inodes=4096")
    for path, is_folder, tree in trees:
        _attach(path, tree, is_folder=is_folder)
    os.chdir("/tmp")
