"""Frames on the socket between checker and child: a header with the request's nonce, then tree and buffers.

header   magic, kind (request, reply, notice, order), nonce, bytes of the tree, number of buffers, bytes of the body
body     length of each buffer (8 bytes each), tree, buffers; tree and buffers each start on a multiple of 16

The trusted side bounds every wait by a deadline (monotonic seconds); the child simply blocks.
"""

import os
import select
import socket
import struct
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from time import monotonic

from hotseat.sandbox.failures import ProtocolError
from hotseat.sandbox.tree import MAX_BUFFERS

HEADER = struct.Struct("<4sIQIIQ")
MAGIC = b"HSF1"
REQUEST, REPLY, NOTICE, ORDER = range(4)  # an order is a request without an answer
FIRST_READ_BYTES = 1 << 16
_SEND_PARTS = 256
SPIN_SECONDS = 250e-6 if (os.cpu_count() or 1) > 1 else 0.0
Buffer = bytes | bytearray | memoryview


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 32 bytes of a frame say."""

    kind: int
    nonce: int
    tree_bytes: int
    buffers: int
    body_bytes: int


Whole = tuple[Header, bytes]  # a frame: header, but for the nonce, and body


def _padded(size: int) -> int:
    return (size + 15) & ~15


def packed(kind: int, nonce: int, tree: bytes, buffers: Sequence[Buffer]) -> list[Buffer]:
    """A frame as pieces to be sent one after the other."""
    sizes = [len(buffer) for buffer in buffers]
    table = struct.pack(f"<{len(sizes)}Q", *sizes)
    start = _padded(len(table)) + _padded(len(tree))
    total = start + sum(map(_padded, sizes))
    head = HEADER.pack(MAGIC, kind, nonce, len(tree), len(sizes), total)
    pieces: list[Buffer] = [
        b"".join((head, table.ljust(_padded(len(table)), b"\0"), tree.ljust(_padded(len(tree)), b"\0")))
    ]
    for buffer, size in zip(buffers, sizes, strict=True):
        if size:
            pieces.append(buffer)
            if size % 16:
                pieces.append(bytes(-size % 16))
    return pieces


def reply(tree: bytes, buffers: Sequence[Buffer]) -> Whole:
    """Header and body of an answer, but for the nonce."""
    whole = b"".join(packed(REPLY, 0, tree, buffers))
    return parse_header(whole, len(whole)), whole[HEADER.size :]


def parse_header(data: Buffer, max_body_bytes: int) -> Header:
    """The header; raises ProtocolError."""
    magic, kind, nonce, tree_bytes, buffers, body_bytes = HEADER.unpack_from(data)
    if magic != MAGIC or kind > ORDER:
        raise ProtocolError("what arrived is not a frame")
    if buffers > MAX_BUFFERS:
        raise ProtocolError("the answer has too many buffers")
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


def read_blocking(
    fd: int, max_body_bytes: int, poller: "select.poll | None" = None
) -> tuple[Header, bytearray] | None:
    """The next frame, in the child, by plain reads (its system calls are few); None at the end."""
    head = bytearray(HEADER.size)
    if not _read_into(fd, head, poller):
        return None
    header = parse_header(head, max_body_bytes)
    body = bytearray(header.body_bytes)
    return (header, body) if _read_into(fd, body) else None


def spin(poller: "select.poll") -> bool:
    """Whether something arrives within SPIN_SECONDS: the other side mostly answers sooner than a sleep takes to end."""
    until = monotonic() + SPIN_SECONDS
    while monotonic() < until:
        if poller.poll(0):
            return True
        os.sched_yield()  # the other side may need this very core
    return False


def _read_into(fd: int, data: bytearray, poller: "select.poll | None" = None) -> bool:
    view, got = memoryview(data), 0
    if poller is not None:
        spin(poller)
    while got < len(data):
        count = os.readv(fd, [view[got:]])
        if count == 0:
            return False
        got += count
    return True


def write_blocking(fd: int, pieces: Sequence[Buffer]) -> None:
    """Send a frame, in the child, by plain writes."""
    pending = deque(memoryview(piece).cast("B") for piece in pieces)
    while pending:
        _forget_sent(pending, os.writev(fd, list(islice(pending, _SEND_PARTS))))


def send(sock: socket.socket, pending: deque[memoryview]) -> None:
    """Send as much as a non-blocking socket takes, on the trusted side; what was sent leaves pending."""
    while pending:
        try:
            _forget_sent(pending, sock.sendmsg(list(islice(pending, _SEND_PARTS))))
        except BlockingIOError:
            return


def _forget_sent(pending: deque[memoryview], sent: int) -> None:
    while pending and sent >= len(pending[0]):
        sent -= len(pending.popleft())
    if sent:
        pending[0] = pending[0][sent:]
