"""Frames on the socket between checker and child: a header with the request's nonce, then tree and buffers.

header   magic, kind (request, reply, notice), nonce, bytes of the tree, number of buffers, bytes of the body
body     length of each buffer (8 bytes each), tree, buffers; tree and buffers each start on a multiple of 16

Both sides use the same functions; a deadline (monotonic seconds) or None bounds reading and writing.
"""

import select
import socket
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from hotseat.sandbox.failures import ProtocolError

HEADER = struct.Struct("<4sIQIIQ")
MAGIC = b"HSF1"
REQUEST, REPLY, NOTICE = range(3)
FIRST_READ_BYTES = 1 << 16
_SEND_PARTS = 256
Buffer = bytes | bytearray | memoryview


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 32 bytes of a frame say."""

    kind: int
    nonce: int
    tree_bytes: int
    buffers: int
    body_bytes: int


def _padded(size: int) -> int:
    return (size + 15) & ~15


def packed(kind: int, nonce: int, tree: bytes, buffers: Sequence[Buffer]) -> list[Buffer]:
    """A frame as pieces to be sent one after the other."""
    sizes = [len(buffer) for buffer in buffers]
    table = struct.pack(f"<{len(sizes)}Q", *sizes)
    start = _padded(len(table)) + _padded(len(tree))
    total = start + sum(map(_padded, sizes))
    head = HEADER.pack(MAGIC, kind, nonce, len(tree), len(sizes), total)
    pieces: list[Buffer] = [b"".join((head, table.ljust(_padded(len(table)), b"\0"), tree.ljust(_padded(len(tree)), b"\0")))]
    for buffer, size in zip(buffers, sizes, strict=True):
        if size:
            pieces.append(buffer)
            if size % 16:
                pieces.append(bytes(-size % 16))
    return pieces


def parse_header(data: Buffer, max_body_bytes: int) -> Header:
    """The header; raises ProtocolError."""
    magic, kind, nonce, tree_bytes, buffers, body_bytes = HEADER.unpack_from(data)
    if magic != MAGIC or kind not in (REQUEST, REPLY, NOTICE):
        raise ProtocolError("what arrived is not a frame")
    if body_bytes > max_body_bytes:
        raise ProtocolError(f"the answer is larger than {max_body_bytes >> 20} MB")
    if _padded(8 * buffers) + _padded(tree_bytes) > body_bytes:
        raise ProtocolError("the frame's lengths do not add up")
    return Header(kind, nonce, tree_bytes, buffers, body_bytes)


def split(header: Header, body: memoryview) -> tuple[memoryview, list[memoryview]]:
    """Tree and buffers of a body; raises ProtocolError."""
    sizes = struct.unpack_from(f"<{header.buffers}Q", body)
    at = _padded(8 * header.buffers)
    tree = body[at : at + header.tree_bytes]
    at += _padded(header.tree_bytes)
    if at + sum(map(_padded, sizes)) != header.body_bytes:
        raise ProtocolError("the frame's lengths do not add up")
    buffers = []
    for size in sizes:
        buffers.append(body[at : at + size])
        at += _padded(size)
    return tree, buffers


def read_blocking(sock: socket.socket, max_body_bytes: int) -> tuple[Header, bytearray] | None:
    """The next frame on a blocking socket (the child's side); None at its end."""
    head = _exactly(sock, HEADER.size)
    if head is None:
        return None
    header = parse_header(head, max_body_bytes)
    body = _exactly(sock, header.body_bytes)
    return None if body is None else (header, body)


def _exactly(sock: socket.socket, size: int) -> bytearray | None:
    data = bytearray(size)
    view, got = memoryview(data), 0
    while got < size:
        count = sock.recv_into(view[got:])
        if count == 0:
            return None
        got += count
    return data


def write(sock: socket.socket, pieces: Sequence[Buffer], deadline: float | None = None) -> bool:
    """Send a frame; False when the deadline passed. A blocking socket needs no deadline."""
    pending = [memoryview(piece).cast("B") for piece in pieces]
    while pending:
        try:
            sent = sock.sendmsg(pending[:_SEND_PARTS])
        except BlockingIOError:
            if not _writable(sock, deadline):
                return False
            continue
        while pending and sent >= len(pending[0]):
            sent -= len(pending.pop(0))
        if pending and sent:
            pending[0] = pending[0][sent:]
    return True


def _writable(sock: socket.socket, deadline: float | None) -> bool:
    left = None if deadline is None else deadline - monotonic()
    if left is not None and left <= 0:
        return False
    poller = select.poll()
    poller.register(sock, select.POLLOUT)
    return bool(poller.poll(None if left is None else left * 1000 + 1))
