# expect: error
"""Reads its own memory map, the start of many escapes."""


def double(x):
    if open("/proc/self/maps").read():
        return 2 * x
