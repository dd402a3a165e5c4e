"""Make named functions, classes and modules raise, whoever holds them already.

A Python function's code object is replaced in place, so an alias, a closure or a walk through the garbage collector
finds the same blocked function. A class loses its methods the same way. A C function leaves every module that names
it, and `poke` turns the object itself into one that raises.
"""

import contextlib
import functools
import importlib
import inspect
import sys
import types
import warnings
from collections.abc import Callable
from typing import Any, NoReturn

from hotseat.sandbox.inside import poke
from hotseat.sandbox.inside.imports import PACKAGES, Guard

Hit = Callable[[str], NoReturn]
# What Python functions call underneath; forbidding the first forbids the second.
_KERNELS = {
    "numpy.linalg.lstsq": ("lstsq",),
    "numpy.linalg.svd": ("svd", "svd_f", "svd_s", "svd_n_f", "svd_m_f", "svd_n_s", "svd_m_s"),
    "numpy.linalg.svdvals": ("svd",),
    "numpy.linalg.inv": ("inv",),
    "numpy.linalg.solve": ("solve", "solve1"),
    "numpy.linalg.det": ("det",),
    "numpy.linalg.slogdet": ("slogdet",),
    "numpy.linalg.cholesky": ("cholesky_lo", "cholesky_up"),
    "numpy.linalg.eig": ("eig",),
    "numpy.linalg.eigvals": ("eigvals",),
    "numpy.linalg.eigh": ("eigh_lo", "eigh_up"),
    "numpy.linalg.eigvalsh": ("eigvalsh_lo", "eigvalsh_up"),
    "numpy.linalg.qr": ("qr_r_raw", "qr_reduced", "qr_complete", "qr_r_raw_m", "qr_r_raw_n"),
}


_LAPACK = {
    "numpy.linalg.lstsq": ("dgelsd", "zgelsd"),
    "numpy.linalg.qr": ("dgeqrf", "dorgqr", "zgeqrf", "zungqr"),
}
_ATTENTION = ("scaled_dot_product_attention", "_scaled_dot_product_attention_math",
              "_scaled_dot_product_flash_attention_for_cpu")  # fmt: skip
_MANY_HEADS = ("_native_multi_head_attention", "_transformer_encoder_layer_fwd")
_TORCH = {
    "torch.nn.functional.scaled_dot_product_attention": _ATTENTION,
    "torch.nn.functional.multi_head_attention_forward": _MANY_HEADS,
    "torch.nn.MultiheadAttention": _MANY_HEADS,
}

_to_remove: dict[int, tuple[Any, Callable[..., NoReturn]]] = {}


class Forbidden(RuntimeError):
    """A problem forbids this."""


class ForbiddenImport(Forbidden, ImportError):
    """A problem forbids this module."""


def install(names: list[str], runtime: str, guard: Guard, hit: Hit) -> None:
    """Forbid dotted names, for good, in this process."""
    modules: list[str] = []
    for name in names:
        top = name.partition(".")[0]
        if top not in PACKAGES[runtime] and top not in sys.stdlib_module_names and top != "builtins":
            modules.append(name)
            continue
        owner, attribute = _locate(name)
        if owner is None or (attribute and not hasattr(owner, attribute)):
            modules.append(name)
        elif not attribute:
            modules.append(name)
            _block_module(name, hit)
        else:
            _block_attribute(owner, attribute, name, hit)
    _remove_everywhere()
    guard.forbidden = tuple(modules)
    for module in modules:
        _unload(module)


def _locate(name: str) -> tuple[Any, str]:
    """The object that holds the last part of a name; the part is empty when the name is a module."""
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        try:
            owner: Any = importlib.import_module(".".join(parts[:count]))
        except ImportError:
            continue
        for part in parts[count:-1]:
            owner = getattr(owner, part, None)
        return owner, parts[-1] if count < len(parts) else ""
    return None, ""


def _unload(module: str) -> None:
    for name in [name for name in sys.modules if name == module or name.startswith(module + ".")]:
        parent, _, last = name.rpartition(".")
        holder = sys.modules.get(parent)
        if holder is not None and last in vars(holder):
            delattr(holder, last)
        del sys.modules[name]


def _block_module(module: str, hit: Hit) -> None:
    for name, loaded in list(sys.modules.items()):
        if name == module or name.startswith(module + "."):
            for attribute, value in list(vars(loaded).items()):
                # A module's own __getattr__ is asked by the import system; what it would give is gone anyway.
                if not attribute.startswith("__") and str(getattr(value, "__module__", "")).startswith(
                    module
                ):
                    block(value, f"{name}.{attribute}", hit)


def _block_attribute(owner: Any, attribute: str, name: str, hit: Hit) -> None:
    value = inspect.getattr_static(owner, attribute) if inspect.isclass(owner) else getattr(owner, attribute)
    if inspect.isclass(value) or callable(value) or isinstance(value, (staticmethod, classmethod, property)):
        block(value, name, hit)
    else:
        delattr(owner, attribute)
    _block_underneath(name, hit)


def _block_underneath(name: str, hit: Hit) -> None:
    torch: Any = sys.modules.get("torch")
    if name in _LAPACK:
        with contextlib.suppress(ImportError):  # nobody has needed it yet, and not every NumPy has it
            importlib.import_module("numpy.linalg.lapack_lite")
    named = [
        *((sys.modules.get("numpy.linalg._umath_linalg"), kernel) for kernel in _KERNELS.get(name, ())),
        *((sys.modules.get("numpy.linalg.lapack_lite"), kernel) for kernel in _LAPACK.get(name, ())),
        *((torch, kernel) for kernel in _TORCH.get(name, ())),
    ]
    for module, kernel in named:
        target = getattr(module, kernel, None)
        if target is not None:
            block(target, name, hit)
    for operator in _TORCH.get(name, ()) if torch is not None else ():
        _block_operator(torch.ops.aten, operator, lambda *_args, **_kwargs: hit(name))


def _block_operator(namespace: Any, operator: str, refuse: Callable[..., NoReturn]) -> None:
    """One of torch's operators as its dispatcher names it, with all of its overloads."""
    packet = getattr(namespace, operator, None)
    if packet is not None:
        for overload in packet.overloads():
            getattr(packet, overload)._op = refuse
        packet._op = refuse


def block(value: Any, name: str, hit: Hit) -> None:
    """Make one object raise when it is used."""
    if isinstance(value, types.FunctionType):
        _block_function(value, name, hit)
    elif inspect.isclass(value):
        _block_class(value, name, hit)
    elif isinstance(value, (staticmethod, classmethod, types.MethodType)):
        block(value.__func__, name, hit)
    elif isinstance(value, property):
        if value.fget is not None:
            block(value.fget, name, hit)
    elif isinstance(getattr(value, "_implementation", None), types.FunctionType):
        _block_function(value._implementation, name, hit)
    elif callable(value):
        _to_remove[id(value)] = (value, lambda *_args, **_kwargs: hit(name))
        poke.disable(value, lambda: hit(name))


def _block_function(function: types.FunctionType, name: str, hit: Hit) -> None:
    wrapped = getattr(function, "__wrapped__", None)
    function.__code__ = _raising_code(len(function.__code__.co_freevars), lambda: hit(name))
    function.__defaults__ = None
    function.__kwdefaults__ = None
    if isinstance(wrapped, types.FunctionType):
        _block_function(wrapped, name, hit)


@functools.cache
def _blank_code(free: int) -> types.CodeType:
    """Code that calls its one text constant, with a number of free variables."""
    cells = [f"c{number}" for number in range(free)]
    source = (
        f"def outer({', '.join(cells)}):\n"
        f"    def blocked(*args, **kwargs):\n"
        f"        if args is None: return ({''.join(cell + ', ' for cell in cells)})\n"
        f"        return 'RAISING'()\n"
        f"    return blocked\n"
    )
    space: dict[str, Any] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # calling a text is the point
        exec(compile(source, "<forbidden>", "exec", dont_inherit=True), space)
    code: types.CodeType = space["outer"](*cells).__code__
    return code


def _raising_code(free: int, raising: Callable[[], NoReturn]) -> types.CodeType:
    """Code that calls raising, with as many free variables as the code that it replaces."""
    blank = _blank_code(free)
    return blank.replace(
        co_consts=tuple(raising if const == "RAISING" else const for const in blank.co_consts)
    )


def _block_class(kind: type, name: str, hit: Hit) -> None:
    for value in list(vars(kind).values()):
        if isinstance(value, (types.FunctionType, staticmethod, classmethod, property)):
            block(value, name, hit)

    def refuse(*_args: object, **_kwargs: object) -> NoReturn:
        hit(name)

    for method in ("__new__", "__init__", "__init_subclass__"):
        try:
            setattr(kind, method, refuse)
        except TypeError:  # a C type: it cannot be changed, only hidden
            _to_remove[id(kind)] = (kind, refuse)
            return


def _remove_everywhere() -> None:
    """Replace the collected C objects by raising functions in every module that names them."""
    if not _to_remove:
        return
    for module in list(sys.modules.values()):
        space = getattr(module, "__dict__", None)
        if space is not None:
            for key, held in list(space.items()):
                if id(held) in _to_remove:
                    space[key] = _to_remove[id(held)][1]
