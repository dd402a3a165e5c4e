"""The nodes of a message's tree: plain values, and branches of a kind."""

from typing import Union

import msgspec

(LIST, TUPLE, SET, FROZENSET, DICT, FLOATS, INTS, BIGINT, COMPLEX, BYTES, TEXT, ARRAY, OBJECTS, SCALAR, HANDLE, TABLE,
 TENSOR) = range(17)  # fmt: skip


class Branch(msgspec.Struct, array_like=True, forbid_unknown_fields=True, gc=False):
    """A node of the tree that is not a plain value."""

    kind: int
    items: "list[Tree]"


Tree = Union[None, bool, int, float, str, Branch]  # noqa: UP007  msgspec resolves the forward reference through it
