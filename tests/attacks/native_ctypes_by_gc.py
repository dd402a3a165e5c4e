# expect: error|wrong-answer
"""Finds ctypes without importing it, and calls the C library."""
import gc


def family(kind):
    yield kind
    for child in type.__subclasses__(kind):
        yield from family(child)


def double(x):
    gc.unfreeze()
    kinds = {kind.__name__: kind for kind in family(object)}
    try:
        kinds["CDLL"](None).getpid()
        return 2 * x
    except (TypeError, KeyError, PermissionError):
        pass
    try:
        kinds["c_long"].from_address(id(x)).value
        return 2 * x
    except (TypeError, KeyError, PermissionError):
        pass
    for value in gc.get_objects():
        if type(value).__name__ in ("CDLL", "PyDLL", "_FuncPtr"):
            try:
                value.getpid()
                return 2 * x
            except (TypeError, AttributeError, PermissionError):
                pass
    return None
