# expect: error
"""Kills the warm process that every submission is forked from."""
import os
import signal


def double(x):
    os.kill(os.getppid() or 1, signal.SIGKILL)
    return 2 * x
