# expect: judge-error|forbidden
"""Notices without end, so that the judge never sees a reply."""
import os
import struct
import sys


def double(x):
    tree = b"\xa1x"
    body = struct.pack("<QQ", 0, 0) + tree + bytes(-len(tree) % 16)
    while True:
        os.write(3, struct.pack("<4sIQIIQ", b"HSF1", 2, 0, len(tree), 2, len(body)) + body)
