# expect: judge-error|wrong-answer|error
"""A tree that nests 300,000 levels deep, with the right nonce."""
import os
import struct
import sys


def nonce():
    step = sys._getframe()
    while step is not None:
        for value in step.f_locals.values():
            if hasattr(value, "_nonce"):
                return value._nonce
        step = step.f_back
    return 0


def double(x):
    tree = b"\x92\x01\x91" * 300_000 + b"\x01"
    body = struct.pack("<QQ", 0, 0) + tree + bytes(-len(tree) % 16)
    os.write(3, struct.pack("<4sIQIIQ", b"HSF1", 1, nonce(), len(tree), 2, len(body)))
    os.write(3, body)
    return x
