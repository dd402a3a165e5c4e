"""Which arrays may cross the boundary, and their bytes: dtype allow-list, memory layout, shape."""

import functools
import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from hotseat.sandbox.failures import ProtocolError

MAX_DIMENSION = 1 << 40
MAX_EMPTY = (
    1 << 20
)  # of an axis beside an empty one: no bytes stand for it, and a loop over it takes for ever
MAX_ITEM_BYTES = 1 << 20
_UNIT = r"\[(?:\d{1,6})?(?:Y|M|W|D|h|m|s|ms|us|μs|ns|ps|fs|as)\]"
_NAME = re.compile(rf"[<|](?:b1|[iu][1248]|f[248]|c8|c16|[mM]8(?:{_UNIT})?|S[1-9]\d{{0,6}}|U[1-9]\d{{0,5}})")


def is_allowed(dtype: "np.dtype[Any]") -> bool:
    """Whether arrays of this dtype travel by value (any byte order; it becomes little-endian)."""
    return dtype.names is None and dtype.hasobject is False and bool(_NAME.fullmatch(_little(dtype).str))


def _little(dtype: "np.dtype[Any]") -> "np.dtype[Any]":
    return dtype.newbyteorder("<") if dtype.byteorder in ">=" else dtype


@functools.cache
def _parsed(name: str) -> "np.dtype[Any]":
    if not _NAME.fullmatch(name):
        raise ProtocolError(f"the answer holds an array of dtype {name[:20]!r}, which is not allowed")
    dtype = np.dtype(name)
    if dtype.itemsize > MAX_ITEM_BYTES:
        raise ProtocolError("the answer holds an array whose items are too large")
    return dtype


def named(name: object) -> "np.dtype[Any]":
    """The dtype of an allowed name; raises ProtocolError."""
    if type(name) is not str or len(name) > 24:
        raise ProtocolError("the answer holds an array with a malformed dtype")
    return _parsed(name)


def numeric(name: object) -> "np.dtype[Any]":
    """The dtype of an allowed real number or bool; raises ProtocolError."""
    dtype = named(name)
    if dtype.kind not in "biuf":
        raise ProtocolError("the answer holds a malformed scalar")
    return dtype


def pack(plain: "np.ndarray[Any, Any]") -> tuple[str, str, memoryview]:
    """Dtype name, layout (C, F or S for strided) and bytes of an allowed array; no copy for C and F."""
    dtype = _little(plain.dtype)
    if dtype != plain.dtype:
        plain = plain.astype(dtype)
    layout, body = "C", plain
    if not plain.flags.c_contiguous:
        layout, body = ("F", plain.T) if plain.flags.f_contiguous else ("S", np.ascontiguousarray(plain))
    if body.nbytes == 0:
        return dtype.str, layout, memoryview(b"")
    flat: Any = body.reshape(-1).view(np.uint8)
    return dtype.str, layout, memoryview(flat)


def checked_shape(shape: Sequence[object]) -> tuple[int, ...]:
    """A believable shape; raises ProtocolError."""
    sizes = [n for n in shape if type(n) is int and 0 <= n <= MAX_DIMENSION]
    if len(shape) > 32 or len(sizes) < len(shape):
        raise ProtocolError("the answer holds an array with a malformed shape")
    if 0 in sizes and max(sizes) > MAX_EMPTY:
        raise ProtocolError("the answer holds an empty array that is too long")
    return tuple(sizes)


def unpack(name: object, layout: object, body: memoryview, shape: Sequence[object]) -> "np.ndarray[Any, Any]":
    """The array, a view of body where the layout allows; raises ProtocolError."""
    dtype, dims = named(name), checked_shape(shape)
    if math.prod(dims) * dtype.itemsize != len(body):
        raise ProtocolError("the answer holds an array whose bytes do not fit its shape")
    if dtype.kind == "b" and len(body) and np.frombuffer(body, np.uint8).max() > 1:
        raise ProtocolError("the answer holds a boolean that is neither true nor false")
    if dtype.kind == "U" and len(body) and np.frombuffer(body, np.uint32).max() > 0x10FFFF:
        raise ProtocolError("the answer holds a character that does not exist")
    if layout == "C":
        return np.ndarray(dims, dtype, body)
    if layout == "F":
        return np.ndarray(dims, dtype, body, order="F")
    if layout != "S" or not dims:
        raise ProtocolError("the answer holds an array with a malformed layout")
    wide = np.empty((*dims[:-1], 2 * dims[-1]), dtype)
    view = wide[..., ::2]
    view[...] = np.ndarray(dims, dtype, body)
    return view
