"""The nodes of a message's tree (plain values, and branches of a kind), and what bounds it."""

from typing import Union

import msgspec

MAX_DEPTH = 32
MAX_NODES = 200_000
MAX_TREE_BYTES = 1 << 20
MAX_RUN = 2_000_000  # floats, and ints, in one message
MAX_INT_BITS = 4096
MAX_BUFFERS = 50_000

(LIST, TUPLE, SET, FROZENSET, DICT, FLOATS, INTS, BIGINT, COMPLEX, BYTES, TEXT, ARRAY, OBJECTS, SCALAR, HANDLE, TABLE,
 TENSOR) = range(17)  # fmt: skip


class Branch(msgspec.Struct, array_like=True, forbid_unknown_fields=True, gc=False):
    """A node of the tree that is not a plain value."""

    kind: int
    items: "list[Tree]"


Tree = Union[None, bool, int, float, str, Branch]  # noqa: UP007  msgspec resolves the forward reference through it
