# expect: error|memory-limit|timeout
"""Overflows the C stack."""
import sys

sys.setrecursionlimit(10**9)


class Deep:
    def __getattr__(self, name):
        return getattr(self, name + "x") if len(name) < 2 else repr(self)

    def __repr__(self):
        return repr(self)


def double(x):
    return repr(Deep())
