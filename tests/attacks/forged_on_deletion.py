# expect: wrong-answer|judge-error
"""Writes an answer of its own when the first one is thrown away."""
import os
import struct

import numpy as np


class Last(np.ndarray):
    def __del__(self):
        tree = b"\x92\x01\x93\xa8returned\x01\x92\x00\x90"
        body = struct.pack("<QQ", 0, 0) + tree + bytes(-len(tree) % 16)
        os.write(3, struct.pack("<4sIQIIQ", b"HSF1", 1, 0, len(tree), 2, len(body)) + body)


def double(x):
    return x.view(Last)
