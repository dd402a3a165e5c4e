"""Values to bytes and back, so that nothing which arrives can run code or grow without bound.

A message is one msgpack tree plus raw buffers. The tree holds None, bool, 64-bit int, float, str and `Branch`:
a kind and its items. Arrays, bytes and long texts are buffers; runs of floats and of ints lie in two pools, which are
the first two buffers. No pickle, no maps (colliding keys), no extension types.

The decoder trusts nothing: it raises ProtocolError, and only that, on whatever it cannot read.
"""

import array
import itertools
import math
import types
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
import numpy as np

from hotseat.sandbox import codec_frames, dtypes
from hotseat.sandbox.failures import Handle, ProtocolError, Unsendable
from hotseat.sandbox.tree import (
    ARRAY, BIGINT, BYTES, COMPLEX, DICT, FLOATS, FROZENSET, HANDLE, INTS, LIST, OBJECTS, SCALAR, SET, TABLE, TENSOR, TEXT,
    TUPLE, Branch, Tree,
)  # fmt: skip

MAX_DEPTH = 32
MAX_NODES = 200_000
MAX_TREE_BYTES = 1 << 20
MAX_INT_BITS = 4096
MAX_BUFFERS = 50_000
LONG_TEXT = 4096
PACK_FROM = 2  # a shorter run stays in the tree

Buffer = bytes | bytearray | memoryview


_tree_encoder = msgspec.msgpack.Encoder()
_tree_decoder = msgspec.msgpack.Decoder(Tree)


def dump(value: object, keep: Callable[[object], Handle] | None = None) -> tuple[bytes, list[Buffer]]:
    """The message for one value; raises Unsendable.

    keep turns what cannot travel by value into a handle; without it such a value is Unsendable.
    """
    encoder = Encoder(keep)
    tree = _tree_encoder.encode(encoder.node(value, 0))
    if len(tree) > MAX_TREE_BYTES:
        raise Unsendable("the value has too many parts to be sent")
    return tree, [encoder.floats.tobytes(), encoder.ints.tobytes(), *encoder.buffers]


def load(
    tree: Buffer,
    buffers: Sequence[memoryview],
    resolve: Callable[[Handle], Any] | None = None,
    *,
    is_copied: bool = False,
) -> Any:
    """The value of a message; raises ProtocolError on anything malformed.

    resolve gives a handle's object. Arrays are views of the buffers unless is_copied.
    """
    if len(tree) > MAX_TREE_BYTES or not 2 <= len(buffers) <= MAX_BUFFERS:
        raise ProtocolError("the answer's tree is too large")
    try:
        root = _tree_decoder.decode(tree)
        decoder = Decoder(buffers, resolve, is_copied=is_copied)
        value = decoder.value(root, 0)
    except ProtocolError:
        raise
    except (msgspec.MsgspecError, ValueError, TypeError, OverflowError, IndexError, RecursionError) as error:
        raise ProtocolError(f"the answer cannot be read: {str(error)[:200]}") from None
    decoder.finish()
    return value


class Encoder:
    """One value on its way out; buffers and pools fill as the tree grows."""

    def __init__(self, keep: Callable[[object], Handle] | None) -> None:
        self.buffers: list[Buffer] = []
        self.floats = array.array("d")
        self.ints = array.array("q")
        self._keep = keep
        self._nodes = 0

    def node(self, value: object, depth: int) -> Tree:
        """The tree of a value."""
        kind = type(value)
        if kind is float or value is None or value is True or value is False:
            return value  # type: ignore[return-value]
        write = _WRITERS.get(kind) or self._writer_of(value)
        if depth > MAX_DEPTH:
            raise Unsendable(f"the value nests more than {MAX_DEPTH} levels deep")
        return write(self, value, depth)

    def attach(self, buffer: Buffer) -> int:
        """Add a buffer; its index for the tree."""
        self.buffers.append(buffer)
        return len(self.buffers) + 1

    def _writer_of(self, value: object) -> "_Writer":
        for base, write in _BASES:
            if isinstance(value, base):
                return write
        module = type(value).__module__.partition(".")[0]
        if module in ("pandas", "torch"):
            write_special = codec_frames.writer_of(value)
            if write_special is not None:
                return write_special
        return Encoder.handle

    def handle(self, value: Any, _depth: int = 0) -> Tree:
        """A value that stays where it is."""
        if type(value) is not Handle:
            if self._keep is None:
                raise Unsendable(f"a value of type {type(value).__name__} cannot be sent")
            value = self._keep(value)
        return Branch(HANDLE, [value.id, value.type_name[:100]])

    def many(self, values: Iterable[object], depth: int) -> list[Tree]:
        """The trees of many values, bounded."""
        out: list[Tree] = []
        budget = MAX_NODES - self._nodes
        for value in values:
            out.append(self.node(value, depth + 1))
            if len(out) > budget:
                raise Unsendable(f"the value has more than {MAX_NODES:,} parts")
        self._nodes += len(out)
        if self._nodes > MAX_NODES:
            raise Unsendable(f"the value has more than {MAX_NODES:,} parts")
        return out

    def sequence(self, kind: int, values: Sequence[object], depth: int) -> Tree:
        """A list or tuple; runs of floats or ints go to a pool."""
        if len(values) >= PACK_FROM:
            kinds = set(map(type, values))
            if kinds == {float}:
                self.floats.extend(values)  # type: ignore[arg-type]
                return Branch(FLOATS, [kind, len(values)])
            if kinds == {int}:
                start = len(self.ints)
                try:
                    self.ints.extend(values)  # type: ignore[arg-type]
                    return Branch(INTS, [kind, len(values)])
                except OverflowError:
                    del self.ints[start:]
        return Branch(kind, self.many(values, depth))


_Writer = Callable[[Encoder, Any, int], Tree]


def _write_int(_: Encoder, value: int, depth: int) -> Tree:
    value = int.__index__(value)
    if -(1 << 63) <= value < 1 << 63:
        return value
    if value.bit_length() > MAX_INT_BITS:
        raise Unsendable(f"an integer has more than {MAX_INT_BITS} bits")
    return Branch(BIGINT, [f"{value:x}"])


def _write_text(encoder: Encoder, value: str, depth: int) -> Tree:
    value = str.__str__(value)
    if len(value) <= LONG_TEXT and value.isascii():
        return value
    return Branch(TEXT, [encoder.attach(value.encode("utf-8", "surrogatepass"))])


def _write_set(encoder: Encoder, value: Iterable[object], depth: int) -> Tree:
    items = list(value)
    try:
        items.sort()  # type: ignore[type-var]
    except TypeError:
        items.sort(key=repr)
    return Branch(FROZENSET if isinstance(value, frozenset) else SET, encoder.many(items, depth))


def _write_dict(encoder: Encoder, value: dict[Any, Any], depth: int) -> Tree:
    return Branch(DICT, encoder.many(itertools.chain.from_iterable(dict.items(value)), depth))


def _write_drained(encoder: Encoder, value: Iterable[object], depth: int) -> Tree:
    items = list(itertools.islice(iter(value), MAX_NODES * 10 + 1))
    if len(items) > MAX_NODES * 10:
        raise Unsendable(f"an iterator gave more than {MAX_NODES * 10:,} values")
    return encoder.sequence(LIST, items, depth)


def _write_array(encoder: Encoder, value: Any, depth: int) -> Tree:
    plain = np.asarray(value).view(np.ndarray)
    if plain.dtype == object:
        shape: list[Tree] = list(plain.shape)
        return Branch(OBJECTS, [len(shape), *shape, *encoder.many(plain.ravel().tolist(), depth)])
    if plain.dtype.char == "g":
        plain = plain.astype(np.float64)
    if not dtypes.is_allowed(plain.dtype):
        return encoder.handle(value)
    dtype, layout, body = dtypes.pack(plain)
    return Branch(ARRAY, [dtype, layout, encoder.attach(body), *plain.shape])


def _write_scalar(encoder: Encoder, value: Any, depth: int) -> Tree:
    dtype = value.dtype
    if dtype.char in "fde":
        return Branch(SCALAR, [dtype.str, float(value)])
    if dtype.kind in "iub":
        return Branch(SCALAR, [dtype.str, int(value)])
    packed = _write_array(encoder, np.array(value), depth)
    return Branch(SCALAR, [None, packed])


def _write_complex(_: Encoder, value: complex, depth: int) -> Tree:
    return Branch(COMPLEX, [value.real, value.imag])


def _write_bytes(encoder: Encoder, value: Any, depth: int) -> Tree:
    return Branch(BYTES, [encoder.attach(bytes(value))])


_DRAINED: tuple[type, ...] = (
    types.GeneratorType, range, map, filter, zip, enumerate, reversed, type(iter([])), type(iter(())), type(iter({})),
    type(iter(set())), type(iter(range(0))), type({}.keys()), type({}.values()), type({}.items()), deque,
    itertools.chain, itertools.islice, itertools.accumulate, itertools.product, itertools.permutations,
    itertools.combinations, itertools.starmap, itertools.count, itertools.cycle, itertools.repeat,
)  # fmt: skip

_WRITERS: dict[type, _Writer] = {
    int: _write_int,
    str: _write_text,
    list: lambda encoder, value, depth: encoder.sequence(LIST, value, depth),
    tuple: lambda encoder, value, depth: encoder.sequence(TUPLE, value, depth),
    dict: _write_dict,
    set: _write_set,
    frozenset: _write_set,
    complex: _write_complex,
    bytes: _write_bytes,
    bytearray: _write_bytes,
    np.ndarray: _write_array,
    Handle: Encoder.handle,
}
_WRITERS.update(dict.fromkeys(_DRAINED, _write_drained))

_BASES: tuple[tuple[type, _Writer], ...] = (
    (np.generic, _write_scalar),
    (np.ndarray, _write_array),
    (int, _write_int),
    (float, lambda encoder, value, depth: float.__float__(value)),
    (str, _write_text),
    (complex, _write_complex),
    (list, lambda encoder, value, depth: encoder.sequence(LIST, list.copy(value), depth)),
    (tuple, lambda encoder, value, depth: encoder.sequence(TUPLE, tuple.__getitem__(value, slice(None)), depth)),
    (dict, _write_dict),
    (set, _write_set),
    (frozenset, _write_set),
    (bytes, _write_bytes),
    (deque, _write_drained),
)


class Decoder:
    """One message on its way in; every length is checked before it is believed."""

    def __init__(
        self, buffers: Sequence[memoryview], resolve: Callable[[Handle], Any] | None, *, is_copied: bool
    ) -> None:
        self.is_copied = is_copied
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

    def floats(self, count: int) -> list[float]:
        """The next floats of the pool."""
        start, self._float_at = self._float_at, self._float_at + count
        return self._floats[start : self._float_at].tolist()

    def ints(self, count: int) -> list[int]:
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


def _read_special(decoder: Decoder, items: list[Any], depth: int, *, tensor: bool) -> Any:
    parts = decoder.many(items, depth)
    return codec_frames.tensor_of(parts) if tensor else codec_frames.table_of(parts)


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
    TABLE: lambda decoder, items, depth: _read_special(decoder, items, depth, tensor=False),
    TENSOR: lambda decoder, items, depth: _read_special(decoder, items, depth, tensor=True),
}
