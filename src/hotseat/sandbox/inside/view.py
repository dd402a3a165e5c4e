"""Which files a runtime's programs may read: the standard library, the runtime's packages, the C libraries."""

import importlib.util
import os
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

from hotseat.sandbox.inside.imports import PACKAGES

DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
_PACKAGE_FOLDERS = frozenset({"site-packages", "dist-packages"})
_NOT_FOR_CANDIDATES = frozenset({"test", "idlelib", "ensurepip", "lib2to3", "turtledemo"})


def folders(runtime: str) -> list[str]:
    """Every directory or file that may be read, with all below except what `hidden` names."""
    found = [sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")]
    for package in PACKAGES[runtime]:
        found += _package(package)
    found += _library_folders()
    found.append("/usr/share/zoneinfo")
    return _outermost(os.path.realpath(path) for path in found if os.path.exists(path))  # noqa: PTH110


def _package(name: str) -> list[str]:
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return []
    if spec is None:
        return []
    if not spec.submodule_search_locations:
        return [spec.origin] if spec.origin and Path(spec.origin).exists() else []
    places = list(spec.submodule_search_locations)
    libraries = {"sklearn": "scikit_learn.libs"}.get(name, f"{name}.libs")
    return places + [str(Path(place).parent / libraries) for place in places]


def _library_folders() -> set[str]:
    """Where the C libraries lie that this process has loaded, apart from those inside packages."""
    found = set()
    for line in Path("/proc/self/maps").read_text().splitlines():
        path = line.partition("/")[2]
        if path and ".so" in path and not _PACKAGE_FOLDERS & set(path.split("/")):
            found.add(str(Path("/" + path).parent))
    return {path for path in found if path not in ("/", "/usr", "/usr/lib")}


def _outermost(paths: Iterable[str]) -> list[str]:
    """Without those that lie below another, unless a package folder lies between."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not any(_covers(other, path) for other in kept):
            kept.append(path)
    return kept


def _covers(folder: str, path: str) -> bool:
    below = path.removeprefix(folder + "/")
    return below != path and not _PACKAGE_FOLDERS & set(below.split("/"))


def hidden(folder: str) -> Iterator[str]:
    """What lies in a folder but is not shown: other packages, and parts of the standard library."""
    is_standard = folder == os.path.realpath(sysconfig.get_path("stdlib"))
    for entry in _entries(folder):
        if entry.name in _PACKAGE_FOLDERS or (is_standard and entry.name in _NOT_FOR_CANDIDATES):
            yield entry.path
        elif entry.name.startswith("python3") and entry.is_dir(follow_symlinks=False):
            yield from (path for path in hidden(entry.path))
        elif entry.name == "lib-dynload" and is_standard:
            yield from (inner.path for inner in _entries(entry.path) if inner.name.startswith("_ctypes"))


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def shown(folder: str) -> list[str]:
    """The folder itself, or the parts that remain when something in it is hidden (Landlock can only add)."""
    out = list(hidden(folder))
    if not out:
        return [folder]
    return _without(folder, out)


def _without(folder: str, out: list[str]) -> list[str]:
    parts: list[str] = []
    for entry in _entries(folder):
        if entry.path in out:
            continue
        is_above = any(path.startswith(entry.path + "/") for path in out)
        parts += _without(entry.path, out) if is_above else [entry.path]
    return parts
