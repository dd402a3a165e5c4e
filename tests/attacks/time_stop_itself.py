# expect: error|timeout
"""Stops itself, so that it never answers but does not run either."""
import signal


def double(x):
    signal.raise_signal(signal.SIGSTOP)
    return None
