# expect: judge-error
"""A request in place of a reply."""
import os
import struct


def double(x):
    os.write(3, struct.pack("<4sIQIIQ", b"HSF1", 0, 0, 16, 2, 32) + bytes(32))
    return x
