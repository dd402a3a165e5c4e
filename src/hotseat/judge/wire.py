"""Messages between the server and its examiners: length-prefixed msgpack over a local socket, trusted on both ends."""

import socket
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from hotseat.model.verdict import CheckResult, Efficiency, NamedMistake, Verdict

HEAD = struct.Struct("<IB")
MAX_MESSAGE_BYTES = 64 << 20
MAX_FDS = 16


@dataclass(frozen=True)
class Job:
    """One examination by a suite that was prepared. kind: "checks" or "efficiency".

    pids: the children's process ids, in the order of the descriptors that come along (fds_each per child).
    sources: what the children load: the response, then for efficiency the reference and, if asked, the starter.
    is_quick: whether it may keep a core awake while it waits, for the sake of its own speed. is_brief: the first
    failing check ends it.
    """

    kind: str
    suite_key: str
    sources: tuple[str, ...]
    filename: str
    entry: tuple[str, ...]
    forbids: tuple[str, ...]
    runtime: str
    seconds: float
    memory_mb: int
    seed: int
    is_shown_only: bool
    speedup: float | None
    pids: tuple[int, ...]
    fds_each: int
    is_quick: bool = True
    is_brief: bool = False


@dataclass(frozen=True)
class Fork:
    """Fork an examiner. suite_key, seed: of the job that will probably come, for a script of it."""

    suite_key: str
    seed: int


@dataclass(frozen=True)
class Prepared:
    """A suite to load: its key, its checks.py, a right solution to rehearse with, and its mistakes.

    mistakes: (name, source, diagnosis); seconds: the limit of one call.
    """

    key: str
    source: str
    path: str
    reference: str
    mistakes: tuple[tuple[str, str, str], ...]
    seconds: float


@dataclass(frozen=True)
class Done:
    """The end of an examination. is_lost: the candidate's process died by itself."""

    verdict: Verdict
    message: str
    stdout: str
    stderr: str
    is_lost: bool = False


PAYLOADS: dict[str, Any] = {
    "hello": int,
    "check": CheckResult,
    "mistake": NamedMistake,
    "efficiency": Efficiency | None,
    "done": Done,
    "failed": str,
    "prepare": Prepared,
    "fork": Fork,
    "wake": None,
    "job": Job,
}
KINDS = tuple(PAYLOADS)
DECODERS = [msgspec.msgpack.Decoder(kind) for kind in PAYLOADS.values()]
ENCODER = msgspec.msgpack.Encoder()


def send(sock: socket.socket, kind: str, payload: Any, fds: list[int] | None = None) -> None:
    """Send one message, with descriptors if there are any."""
    body = ENCODER.encode(payload)
    data = HEAD.pack(len(body), KINDS.index(kind)) + body
    if fds:
        sent = socket.send_fds(sock, [data[: HEAD.size]], fds)
        data = data[sent:]
    sock.sendall(data)


def send_all(sock: socket.socket, messages: Iterable[tuple[str, Any]]) -> None:
    """Send messages together."""
    bodies = [(KINDS.index(kind), ENCODER.encode(payload)) for kind, payload in messages]
    sock.sendall(b"".join(HEAD.pack(len(body), kind) + body for kind, body in bodies))


def unpacked(data: bytearray) -> list[tuple[str, Any]]:
    """The whole messages at the start of data, which are taken from it."""
    found: list[tuple[str, Any]] = []
    at = 0
    while len(data) - at >= HEAD.size:
        length, kind = _head(data, at)
        end = at + HEAD.size + length
        if len(data) < end:
            break
        found.append((KINDS[kind], DECODERS[kind].decode(memoryview(data)[at + HEAD.size : end])))
        at = end
    del data[:at]
    return found


def _head(data: bytes | bytearray, at: int = 0) -> tuple[int, int]:
    length, kind = HEAD.unpack_from(data, at)
    if length > MAX_MESSAGE_BYTES or kind >= len(KINDS):
        raise ConnectionError("a message that is none of those that are sent")
    return length, kind


def receive(sock: socket.socket) -> tuple[str, Any, list[int]] | None:
    """The next message and its descriptors; None at the end of the stream."""
    head, fds, _, _ = socket.recv_fds(sock, HEAD.size, MAX_FDS)
    if not head:
        return None
    head += _exactly(sock, HEAD.size - len(head))
    length, kind = _head(head)
    return KINDS[kind], DECODERS[kind].decode(_exactly(sock, length)), list(fds)


def _exactly(sock: socket.socket, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        piece = sock.recv(min(1 << 20, length - len(data)))
        if not piece:
            raise ConnectionError("the other side ended in the middle of a message")
        data += piece
    return bytes(data)
