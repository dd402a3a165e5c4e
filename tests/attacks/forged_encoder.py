# expect: judge-error|wrong-answer|error
"""Replaces the encoder of its own process, to send what an honest one would not."""
import sys


def double(x):
    step = sys._getframe()
    while step is not None:
        codec = step.f_globals.get("codec")
        if codec is not None:
            codec.dump = lambda *_: (b"\x92\xcd\xff\xff\x90", [b"", b""])
        step = step.f_back
    return x
