# expect: judge-error
"""Random bytes."""
import os


def double(x):
    os.write(3, b"\xff\x00" * 4096)
    return x
