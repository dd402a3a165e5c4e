# expect: error
"""Signals its process group, and those of low numbers."""
import os
import signal


def double(x):
    os.killpg(0, signal.SIGKILL)
    return 2 * x
