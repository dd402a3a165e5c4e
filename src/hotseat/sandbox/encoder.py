"""Values to trees and buffers: one writer per type, chosen by exact type and then by base class.

Works on hostile objects too (in the child): a subclass with its own magic is written by its base class's methods.
"""

import array
import itertools
import types
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from hotseat.sandbox import codec_frames, dtypes
from hotseat.sandbox.failures import Handle, Unsendable
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
    TEXT,
    TUPLE,
    Branch,
    Tree,
)

LONG_TEXT = 4096
PACK_FROM = 2  # a shorter run stays in the tree
Buffer = bytes | bytearray | memoryview


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

    def _writer_of(self, value: object) -> "Writer":
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


Writer = Callable[[Encoder, Any, int], Tree]


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
        items.sort()
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
    if plain.dtype.itemsize == 0 and plain.dtype.kind in "SU":
        plain = plain.astype(plain.dtype.kind + "1")  # empty texts
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

_WRITERS: dict[type, Writer] = {
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

_BASES: tuple[tuple[type, Writer], ...] = (
    (np.generic, _write_scalar),
    (np.ndarray, _write_array),
    (int, _write_int),
    (float, lambda encoder, value, depth: float.__float__(value)),
    (str, _write_text),
    (complex, _write_complex),
    (list, lambda encoder, value, depth: encoder.sequence(LIST, list.copy(value), depth)),
    (
        tuple,
        lambda encoder, value, depth: encoder.sequence(TUPLE, tuple.__getitem__(value, slice(None)), depth),
    ),
    (dict, _write_dict),
    (set, _write_set),
    (frozenset, _write_set),
    (bytes, _write_bytes),
    (deque, _write_drained),
)
