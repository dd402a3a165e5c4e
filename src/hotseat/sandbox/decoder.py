"""Trees and buffers back to values, trusting nothing: every length and index is checked before it is believed."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from hotseat.sandbox import codec_frames, dtypes
from hotseat.sandbox.failures import Handle, ProtocolError
from hotseat.sandbox.tree import (
    ARRAY,
    BIGINT,
    BYTES,
    COMPLEX,
    DICT,
    FLOATS,
    FROZENSET,
    HANDLE,
    INTS,
    LIST,
    MAX_DEPTH,
    MAX_INT_BITS,
    MAX_NODES,
    OBJECTS,
    SCALAR,
    SET,
    TABLE,
    TENSOR,
    TEXT,
    TUPLE,
    Branch,
    Tree,
)


class Decoder:
    """One message on its way in; every length is checked before it is believed."""

    def __init__(
        self,
        buffers: Sequence[memoryview],
        resolve: Callable[[Handle], Any] | None,
        *,
        is_copied: bool,
        runtime: str | None,
    ) -> None:
        self.is_copied = is_copied
        self.runtime = runtime
        self._buffers = buffers
        self._floats = _pool(buffers[0], "d")
        self._ints = _pool(buffers[1], "q")
        self._float_at = 0
        self._int_at = 0
        self._nodes = 0
        self._resolve = resolve

    def value(self, tree: Tree, depth: int) -> Any:
        """The Python value of a tree."""
        if type(tree) is not Branch:
            return tree
        read = _READERS.get(tree.kind)
        if read is None:
            raise ProtocolError("the answer holds an unknown kind of value")
        if depth > MAX_DEPTH:
            raise ProtocolError(f"the answer nests more than {MAX_DEPTH} levels deep")
        self._nodes += 1 + len(tree.items)
        if self._nodes > 4 * MAX_NODES:
            raise ProtocolError("the answer has too many parts")
        return read(self, tree.items, depth)

    def many(self, items: Sequence[Tree], depth: int) -> list[Any]:
        """The values of many trees."""
        return [self.value(item, depth + 1) if type(item) is Branch else item for item in items]

    def buffer(self, index: Tree) -> memoryview:
        """A buffer by its index; the pools are not buffers of values."""
        if type(index) is not int or not 2 <= index < len(self._buffers):
            raise ProtocolError("the answer names a buffer that is not there")
        return self._buffers[index]

    def floats(self, count: int) -> list[Any]:
        """The next floats of the pool."""
        start, self._float_at = self._float_at, self._float_at + count
        return self._floats[start : self._float_at].tolist()

    def ints(self, count: int) -> list[Any]:
        """The next ints of the pool."""
        start, self._int_at = self._int_at, self._int_at + count
        return self._ints[start : self._int_at].tolist()

    def resolve(self, handle: Handle) -> Any:
        """What a handle stands for on this side."""
        return handle if self._resolve is None else self._resolve(handle)

    def finish(self) -> None:
        """Refuse a pool that was not used up, or read past its end."""
        if self._float_at != len(self._floats) or self._int_at != len(self._ints):
            raise ProtocolError("the answer's numbers do not add up")


def _pool(buffer: memoryview, code: str) -> memoryview:
    if len(buffer) % 8:
        raise ProtocolError("the answer's numbers do not add up")
    return buffer.cast("B").cast(code)  # type: ignore[call-overload,no-any-return]


_Reader = Callable[[Decoder, list[Any], int], Any]


def _read_run(decoder: Decoder, items: list[Any], *, floats: bool) -> Any:
    kind, count = items
    if type(count) is not int or count < 0 or kind not in (LIST, TUPLE):
        raise ProtocolError("the answer's numbers do not add up")
    values: list[Any] = decoder.floats(count) if floats else decoder.ints(count)
    if len(values) != count:
        raise ProtocolError("the answer's numbers do not add up")
    return values if kind == LIST else tuple(values)


def _check_hashes(keys: list[Any]) -> None:
    # Equal hashes make building a set quadratic, and tuples with equal hashes are easy to make.
    if len(keys) > 64 and len(set(map(hash, keys))) < len(keys) * 0.9:
        raise ProtocolError("the answer's keys collide")


def _read_set(decoder: Decoder, items: list[Any], depth: int) -> set[Any]:
    keys = decoder.many(items, depth)
    _check_hashes(keys)
    return set(keys)


def _read_dict(decoder: Decoder, items: list[Any], depth: int) -> dict[Any, Any]:
    flat = decoder.many(items, depth)
    if len(flat) % 2:
        raise ProtocolError("the answer holds a dict with a key too many")
    keys = flat[::2]
    _check_hashes(keys)
    return dict(zip(keys, flat[1::2], strict=True))


def _read_bigint(_: Decoder, items: list[Any], depth: int) -> int:
    (text,) = items
    if type(text) is not str or len(text) > MAX_INT_BITS // 4 + 1:
        raise ProtocolError("the answer holds an integer that is too long")
    return int(text, 16)


def _read_complex(_: Decoder, items: list[Any], depth: int) -> complex:
    real, imag = items
    if type(real) is not float or type(imag) is not float:
        raise ProtocolError("the answer holds a malformed complex number")
    return complex(real, imag)


def _read_array(decoder: Decoder, items: list[Any], depth: int) -> Any:
    dtype, layout, index, *shape = items
    view = dtypes.unpack(dtype, layout, decoder.buffer(index), shape)
    return view.copy(order="K") if decoder.is_copied and layout != "S" else view


def _read_objects(decoder: Decoder, items: list[Any], depth: int) -> Any:
    ndim = items[0]
    if type(ndim) is not int or not 0 <= ndim <= MAX_DEPTH or len(items) < 1 + ndim:
        raise ProtocolError("the answer holds a malformed array")
    shape = dtypes.checked_shape(items[1 : 1 + ndim])
    values = decoder.many(items[1 + ndim :], depth)
    if math.prod(shape) != len(values):
        raise ProtocolError("the answer holds a malformed array")
    flat = np.empty(len(values), dtype=object)
    for index, value in enumerate(values):
        flat[index] = value
    return flat.reshape(shape)


def _read_scalar(decoder: Decoder, items: list[Any], depth: int) -> Any:
    dtype, value = items
    if dtype is None:
        packed = decoder.value(value, depth + 1)
        if not isinstance(packed, np.ndarray) or packed.shape != ():
            raise ProtocolError("the answer holds a malformed scalar")
        return packed[()]
    if type(value) not in (int, float, bool):
        raise ProtocolError("the answer holds a malformed scalar")
    return dtypes.numeric(dtype).type(value)


def _read_handle(decoder: Decoder, items: list[Any], depth: int) -> Any:
    number, name = items
    if type(number) is not int or not 0 <= number < 1 << 31 or type(name) is not str or len(name) > 100:
        raise ProtocolError("the answer holds a malformed handle")
    return decoder.resolve(Handle(number, name if name.isprintable() else ascii(name)[1:-1]))


def _read_special(decoder: Decoder, items: list[Any], depth: int, *, is_tensor: bool) -> Any:
    if decoder.runtime not in (None, "torch" if is_tensor else "sklearn"):
        raise ProtocolError("the answer holds a value that this runtime does not have")
    parts = decoder.many(items, depth)
    return codec_frames.tensor_of(parts) if is_tensor else codec_frames.table_of(parts)


_READERS: dict[int, _Reader] = {
    LIST: Decoder.many,
    TUPLE: lambda decoder, items, depth: tuple(decoder.many(items, depth)),
    SET: _read_set,
    FROZENSET: lambda decoder, items, depth: frozenset(_read_set(decoder, items, depth)),
    DICT: _read_dict,
    FLOATS: lambda decoder, items, depth: _read_run(decoder, items, floats=True),
    INTS: lambda decoder, items, depth: _read_run(decoder, items, floats=False),
    BIGINT: _read_bigint,
    COMPLEX: _read_complex,
    BYTES: lambda decoder, items, depth: bytes(decoder.buffer(*items)),
    TEXT: lambda decoder, items, depth: str(decoder.buffer(*items), "utf-8", "surrogatepass"),
    ARRAY: _read_array,
    OBJECTS: _read_objects,
    SCALAR: _read_scalar,
    HANDLE: _read_handle,
    TABLE: lambda decoder, items, depth: _read_special(decoder, items, depth, is_tensor=False),
    TENSOR: lambda decoder, items, depth: _read_special(decoder, items, depth, is_tensor=True),
}
