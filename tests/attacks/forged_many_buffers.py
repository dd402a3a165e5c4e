# expect: judge-error
"""Four billion buffers of no bytes."""
import os
import struct


def double(x):
    os.write(3, struct.pack("<4sIQIIQ", b"HSF1", 1, 0, 8, (1 << 32) - 1, 1 << 25) + bytes(64))
    return x
