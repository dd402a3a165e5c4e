"""Values to bytes and back, so that nothing which arrives can run code or grow without bound.

A message is one msgpack tree plus raw buffers. The tree holds None, bool, 64-bit int, float, str and `Branch`:
a kind and its items. Arrays, bytes and long texts are buffers; runs of floats and of ints lie in two pools, which are
the first two buffers. No pickle, no maps (colliding keys), no extension types.

The decoder trusts nothing: it raises ProtocolError, and only that, on whatever it cannot read.
"""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from hotseat.sandbox.decoder import Decoder
from hotseat.sandbox.encoder import Buffer, Encoder
from hotseat.sandbox.failures import Handle, ProtocolError, Unsendable
from hotseat.sandbox.tree import MAX_BUFFERS, MAX_RUN, MAX_TREE_BYTES, Tree

_tree_encoder = msgspec.msgpack.Encoder()
_tree_decoder = msgspec.msgpack.Decoder(Tree)


def dump(value: object, keep: Callable[[object], Handle] | None = None) -> tuple[bytes, list[Buffer]]:
    """The message for one value; raises Unsendable.

    keep turns what cannot travel by value into a handle; without it such a value is Unsendable.
    """
    encoder = Encoder(keep)
    tree = _tree_encoder.encode(encoder.node(value, 0))
    if len(tree) > MAX_TREE_BYTES or len(encoder.buffers) + 2 > MAX_BUFFERS:
        raise Unsendable("the value has too many parts to be sent")
    if max(len(encoder.floats), len(encoder.ints)) > MAX_RUN:
        raise Unsendable(f"the value has more than {MAX_RUN:,} numbers outside of arrays")
    return tree, [encoder.floats.tobytes(), encoder.ints.tobytes(), *encoder.buffers]


def load(
    tree: Buffer,
    buffers: Sequence[memoryview],
    resolve: Callable[[Handle], Any] | None = None,
    *,
    is_copied: bool = False,
    runtime: str | None = None,
) -> Any:
    """The value of a message; raises ProtocolError on anything malformed.

    resolve gives a handle's object. Arrays are views of the buffers unless is_copied. runtime: whose special values
    (tables, tensors) may come, None for every; a message must not make the reader import what it does not need.
    """
    if (
        len(tree) > MAX_TREE_BYTES
        or not 2 <= len(buffers) <= MAX_BUFFERS
        or max(map(len, buffers[:2])) > 8 * MAX_RUN
    ):
        raise ProtocolError("the answer's tree is too large")
    try:
        root = _tree_decoder.decode(tree)
        decoder = Decoder(buffers, resolve, is_copied=is_copied, runtime=runtime)
        value = decoder.value(root, 0)
    except ProtocolError:
        raise
    except (msgspec.MsgspecError, ValueError, TypeError, OverflowError, IndexError, RecursionError) as error:
        raise ProtocolError(f"the answer cannot be read: {str(error)[:200]}") from None
    decoder.finish()
    return value
