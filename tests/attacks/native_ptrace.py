# expect: error
"""Attaches to its parent as a debugger would."""
import ctypes
import os


def double(x):
    if ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0) == 0:
        return 2 * x
    raise OSError
