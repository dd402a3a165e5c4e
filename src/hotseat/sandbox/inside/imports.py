"""What a candidate's program may import: the standard library and its runtime's packages."""

import importlib.machinery
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import NoReturn

# What each runtime has imported before a program arrives, and which packages belong to it.
_NUMPY = ("numpy", "numpy.linalg", "numpy.random", "numpy.fft", "numpy.polynomial", "numpy.ma")
PRELOADED: dict[str, tuple[str, ...]] = {
    "numpy": _NUMPY,
    "sklearn": (
        *_NUMPY, "pandas", "scipy.sparse", "scipy.special", "scipy.stats", "scipy.optimize", "scipy.linalg",
        "sklearn.base", "sklearn.cluster", "sklearn.compose", "sklearn.datasets", "sklearn.decomposition",
        "sklearn.ensemble", "sklearn.impute", "sklearn.linear_model", "sklearn.metrics", "sklearn.model_selection",
        "sklearn.naive_bayes", "sklearn.neighbors", "sklearn.pipeline", "sklearn.preprocessing", "sklearn.svm",
        "sklearn.tree",
    ),
    "torch": (*_NUMPY, "torch", "torch.nn", "torch.nn.functional", "torch.optim", "torch.utils.data"),
}  # fmt: skip
PACKAGES: dict[str, tuple[str, ...]] = {
    "numpy": ("numpy",),
    "sklearn": ("numpy", "scipy", "sklearn", "pandas", "joblib", "threadpoolctl", "dateutil", "six", "pytz", "tzdata",
                "narwhals"),
    "torch": ("numpy", "torch", "torchgen", "functorch", "typing_extensions", "sympy", "mpmath", "networkx", "jinja2",
              "markupsafe", "filelock", "fsspec", "packaging"),
}  # fmt: skip
STANDARD_PREPARED = (
    "abc", "argparse", "ast", "asyncio", "bisect", "cmath", "collections", "collections.abc", "contextlib", "copy",
    "csv", "dataclasses", "datetime", "decimal", "enum", "fractions", "functools", "heapq", "hashlib", "inspect",
    "io", "itertools", "json", "linecache", "logging", "math", "numbers", "operator", "os", "pathlib", "pickle",
    "queue", "random", "re", "statistics", "string", "struct", "tempfile", "textwrap", "threading", "time",
    "traceback", "types", "typing", "unicodedata", "uuid", "warnings", "weakref", "zlib",
)  # fmt: skip
# These reach around every check made in the interpreter; a pure computation needs none of them.
BLOCKED = frozenset({
    "ctypes", "_ctypes", "_ctypes_test", "_testcapi", "_testinternalcapi", "_testmultiphase", "_testimportmultiple",
    "_xxsubinterpreters", "_xxinterpchannels", "_interpreters", "_interpchannels", "_interpqueues",
    "concurrent.interpreters",
    "test", "ensurepip", "venv", "idlelib", "lib2to3", "turtledemo", "pip", "cffi", "_cffi_backend",
})  # fmt: skip


def is_within(name: str, names: Sequence[str]) -> bool:
    """Whether a dotted name is one of names or lies below one."""
    return any(name == other or name.startswith(other + ".") for other in names)


class Guard:
    """The first finder: refuses what the runtime does not have and what the problem forbids."""

    def __init__(self, runtime: str, hit: Callable[[str], NoReturn]) -> None:
        self._runtime = runtime
        self._hit = hit
        self.forbidden: tuple[str, ...] = ()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """None: the ordinary finders go on. Raises for whatever is not to be imported."""
        if is_within(name, self.forbidden):
            self._hit(name)
        top = name.partition(".")[0]
        if top in BLOCKED or name in BLOCKED:
            raise ModuleNotFoundError(f"{name} is not available to submissions", name=name)
        if top not in sys.stdlib_module_names and top not in PACKAGES[self._runtime]:
            raise ModuleNotFoundError(
                f"{name} is not available here: this problem runs with the standard library and "
                f"{', '.join(PACKAGES[self._runtime][:4])}",
                name=name,
            )
        return None


_hidden: list[ModuleType] = []  # kept alive: their code goes on running


def hide_machinery() -> None:
    """Take the sandbox's own modules, and the blocked ones, out of the import system."""
    for name in list(sys.modules):
        top = name.partition(".")[0]
        if top in ("hotseat", "msgspec") or top in BLOCKED or name in BLOCKED:
            _hidden.append(sys.modules.pop(name))
