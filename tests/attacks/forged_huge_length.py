# expect: judge-error
"""A header that announces an exabyte."""
import os
import struct


def double(x):
    os.write(3, struct.pack("<4sIQIIQ", b"HSF1", 1, 0, 8, 2, 1 << 60) + bytes(64))
    return x
