# expect: wrong-answer|judge-error
"""Finds the nonce of this request in the frames above and answers twice: the first counts, and it is wrong."""
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
    tree = b"\x92\x01\x93\xa8returned\x01\x92\x00\x90"
    table = struct.pack("<QQ", 0, 0)
    body = table + tree + bytes(-len(tree) % 16)
    os.write(3, struct.pack("<4sIQIIQ", b"HSF1", 1, nonce(), len(tree), 2, len(body)) + body)
    return x
