# expect: error
"""Replaces the process by another program that keeps the socket."""
import os
import sys


def double(x):
    os.set_inheritable(3, True)
    os.execv(sys.executable, [sys.executable, "-c", "pass"])
