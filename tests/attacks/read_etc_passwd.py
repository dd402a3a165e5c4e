# expect: error
"""Reads a file of the machine."""


def double(x):
    if open("/etc/passwd").read():
        return 2 * x
