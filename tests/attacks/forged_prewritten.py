# expect: judge-error
"""Writes the answer before the question is asked."""
import os
import struct
import sys


def frame(tree, buffers=(b"", b"")):
    table = struct.pack(f"<{len(buffers)}Q", *map(len, buffers))
    pad = lambda data: data + bytes(-len(data) % 16)  # noqa: E731
    body = pad(table) + pad(tree) + b"".join(map(pad, buffers))
    return struct.pack("<4sIQIIQ", b"HSF1", 1, 0, len(tree), len(buffers), len(body)) + body


for _ in range(4):
    os.write(3, frame(b"\x92\x01\x93\xa8returned\x01\x92\x00\x90"))


def double(x):
    return x
