"""Turn C-level callables into ones that raise, in place (standard CPython builds; elsewhere they stay as they are).

`disable` replaces an object's type pointer by a Python class without fields, so whoever holds the object (a closure,
a module's saved namespace, the garbage collector) finds something that raises. `retire_ctypes` does this to ctypes
itself once it is no longer needed, because with it a program could undo anything that was done in the interpreter.
"""

import _ctypes
import ctypes
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

_POINTER = ctypes.sizeof(ctypes.c_void_p)
# Offsets in CPython's type object, in pointers; checked by `_are_offsets_right` before they are used.
_BASICSIZE, _CALL, _NEW = 4, 16, 39
_MEMORY_METHODS = ("from_address", "from_buffer", "from_buffer_copy", "in_dll", "from_param")

_held: list[object] = []  # what was changed must never be freed


def disable(value: Any, raising: Callable[[], NoReturn]) -> bool:
    """Whether the object raises from now on."""
    if isinstance(value, type) or not _is_standard_layout():
        return False
    kind = _refusing(raising)
    _held.append((value, kind))
    ctypes.c_void_p.from_address(id(value) + _POINTER).value = id(kind)
    return True


def _refusing(raising: Callable[[], NoReturn]) -> type:
    def refuse(*_args: object, **_kwargs: object) -> NoReturn:
        raising()

    return type("forbidden", (), {"__slots__": (), "__call__": refuse})


def retire_ctypes() -> None:
    """Make ctypes unusable in this process: no calls into C, no reading or writing at an address."""
    if not _is_standard_layout() or not _are_offsets_right():
        return

    def refuse() -> NoReturn:
        raise PermissionError("ctypes is not available to submissions")

    bases = [
        _ctypes.Structure,
        _ctypes.Union,
        _ctypes._Pointer,
        _ctypes.Array,
        _ctypes._SimpleCData,
        _ctypes.CFuncPtr,
    ]
    metas = {type(base) for base in bases}
    callables = [value for value in vars(_ctypes).values() if isinstance(value, types.BuiltinFunctionType)]
    callables += [vars(meta)[name] for meta in metas for name in _MEMORY_METHODS if name in vars(meta)]
    callables += [vars(_ctypes.CFuncPtr)["__call__"]]
    kinds = {kind for base in (*bases, *metas) for kind in _family(base)}
    # The windows are opened before the doors close.
    slots = [ctypes.c_void_p.from_address(id(kind) + _NEW * _POINTER) for kind in kinds]
    slots += [ctypes.c_void_p.from_address(id(kind) + _CALL * _POINTER) for kind in _family(_ctypes.CFuncPtr)]
    pointers = [
        (ctypes.c_void_p.from_address(id(value) + _POINTER), _refusing(refuse)) for value in callables
    ]
    _held.extend((callables, [kind for _, kind in pointers]))
    for pointer, kind in pointers:
        pointer.value = id(kind)
    for slot in slots:
        slot.value = None


def _family(kind: type) -> Iterator[type]:
    yield kind
    children: list[type] = type.__subclasses__(kind)
    for child in children:
        yield from _family(child)


def _is_standard_layout() -> bool:
    """Whether an object starts with its reference count and its type (not in free-threaded builds)."""
    probe = object()
    return (
        sys.implementation.name == "cpython"
        and ctypes.sizeof(ctypes.c_ssize_t) == _POINTER
        and ctypes.c_void_p.from_address(id(probe) + _POINTER).value == id(object)
    )


def _are_offsets_right() -> bool:
    """Whether the slots lie where they are expected."""

    def slot(kind: type, place: int) -> int | None:
        return ctypes.c_void_p.from_address(id(kind) + place * _POINTER).value

    class Plain:
        pass

    class Callable_:  # noqa: N801
        def __call__(self) -> None:
            pass

    return (
        all(slot(kind, _BASICSIZE) == kind.__basicsize__ for kind in (int, dict, type))
        and slot(int, _CALL) is None
        and slot(Plain, _CALL) is None
        and slot(Callable_, _CALL) is not None
        and slot(Plain, _NEW) == slot(object, _NEW) != slot(int, _NEW)
    )
