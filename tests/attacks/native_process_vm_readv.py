# expect: error
"""Reads another process's memory without ptrace."""
import ctypes
import os


def double(x):
    if ctypes.CDLL(None).syscall(310, os.getppid(), 0, 0, 0, 0, 0) >= 0:
        return 2 * x
    raise OSError
