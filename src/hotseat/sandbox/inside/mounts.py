"""The file system that a tier A child sees, made of bind mounts in a private mount namespace."""

import contextlib
import os
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
    kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)


def build_root(folders: Iterable[str], devices: Iterable[str]) -> None:
    """Make this namespace's root a small read-only one that holds the given paths, at their own places."""
    trees = [(path, kernel.clone_tree(path)) for path in (*folders, *devices) if os.path.exists(path)]  # noqa: PTH110
    covers = {path: list(view.hidden(path)) for path in folders}
    links = _links([*sys.path, sysconfig.get_path("stdlib"), "/lib", "/lib64", "/usr/lib64"])
    kernel.mount("sandbox", _MOUNT_POINT, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=755,size=1m")
    Path(_EMPTY).touch()
    for path, tree in trees:
        _attach(path, tree, covers.get(path, []))
    for link, target in links.items():
        _link(Path(_MOUNT_POINT + link), target)
    Path(_MOUNT_POINT + "/tmp").mkdir(exist_ok=True, mode=0o777)
    os.chdir(_MOUNT_POINT)
    kernel.pivot_root(".", ".")
    kernel.unmount(".")
    os.chdir("/")
    kernel.set_mount_attributes("/", _READ_ONLY)


def _attach(path: str, tree: int, covers: list[str]) -> None:
    place = Path(_MOUNT_POINT + path)
    if Path(path).is_dir():
        place.mkdir(parents=True, exist_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    kernel.attach_tree(tree, str(place))
    os.close(tree)
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


def private_tmp(size_mb: int) -> None:
    """A small /tmp of this process's own; nothing on it can be executed or mapped executable."""
    flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    kernel.mount("tmp", "/tmp", "tmpfs", flags, f"mode=1777,size={size_mb}m,nr_inodes=4096")
    os.chdir("/tmp")
