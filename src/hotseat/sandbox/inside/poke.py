"""Turn a C-level callable into one that raises, in place (CPython only; elsewhere it stays as it is).

The object's type pointer is replaced by a Python class without fields, so whoever holds the object (a closure, a
module's saved namespace, the garbage collector) finds something that raises when it is called or read.
"""

import ctypes
import sys
from collections.abc import Callable
from typing import Any, NoReturn


def disable(value: Any, raising: Callable[[], NoReturn]) -> bool:
    """Whether the object raises from now on."""
    if sys.implementation.name != "cpython" or isinstance(value, type) or not _is_standard_layout():
        return False
    def refuse(*_args: object, **_kwargs: object) -> NoReturn:
        raising()

    kind = type("forbidden", (), {"__slots__": (), "__call__": refuse, "__getattr__": refuse})
    keep = ctypes.py_object(value)
    ctypes.pythonapi.Py_IncRef(keep)
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(kind))
    ctypes.c_void_p.from_address(id(value) + ctypes.sizeof(ctypes.c_ssize_t)).value = id(kind)
    return True


def _is_standard_layout() -> bool:
    """Whether an object starts with its reference count and its type (not in free-threaded builds)."""
    probe = object()
    return ctypes.c_void_p.from_address(id(probe) + ctypes.sizeof(ctypes.c_ssize_t)).value == id(object)
