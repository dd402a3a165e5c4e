"""Requests to a child: encoded, in their frames."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from secrets import randbits
from typing import Any

from hotseat.sandbox import codec, frame
from hotseat.sandbox.child import Child
from hotseat.sandbox.encoder import Buffer


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it travels."""

    tree: bytes
    buffers: Sequence[Buffer]

    @classmethod
    def of(cls, *parts: Any) -> "Request":
        """Encode one; raises Unsendable. It refers to the arrays in parts: post it before they change."""
        return cls(*codec.dump(parts))

    def kept(self) -> "Request":
        """A copy that outlives the arrays."""
        return Request(self.tree, [bytearray(buffer) for buffer in self.buffers])

    def packed(self, *, is_answered: bool = True) -> "Packed":
        """The frame, to be posted once: it has a nonce of its own."""
        nonce = randbits(64)
        pieces = frame.packed(frame.REQUEST if is_answered else frame.ORDER, nonce, self.tree, self.buffers)
        return Packed(nonce, [memoryview(piece).cast("B") for piece in pieces], is_answered, self)


@dataclass(frozen=True, slots=True)
class Packed:
    """A request in its frame."""

    nonce: int
    pieces: Sequence[memoryview]
    is_answered: bool
    request: Request

    def says(self, request: Request) -> bool:
        """Whether this is that request, byte for byte."""
        return (
            self.request.tree == request.tree
            and len(self.request.buffers) == len(request.buffers)
            and all(bytes(a) == bytes(b) for a, b in zip(self.request.buffers, request.buffers, strict=True))
        )

    def size(self) -> int:
        """Bytes."""
        return sum(map(len, self.pieces))


def load_request(
    source: str, filename: str, forbids: Sequence[str], memory_mb: int, seed: int, runtime: str
) -> Request:
    """The request to run the candidate's file as a module."""
    return Request.of("load", source, filename, list(forbids), memory_mb, seed, runtime)


def wake(child: Child) -> None:
    """Have a waiting child awake by the time that its first request comes."""
    with suppress(OSError):
        child.sock.send(b"".join(Request.of("enter").packed(is_answered=False).pieces))
