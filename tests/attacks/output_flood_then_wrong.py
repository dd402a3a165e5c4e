# expect: wrong-answer|timeout
"""Prints 20 MB to both streams and answers wrongly."""
import sys


def double(x):
    for _ in range(200):
        sys.stdout.write("y" * 50_000)
        sys.stderr.write("y" * 50_000)
    return x
