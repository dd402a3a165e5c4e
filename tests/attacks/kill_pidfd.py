# expect: error
"""A pidfd in place of kill."""
import os
import signal


def double(x):
    fd = os.pidfd_open(os.getppid() or 1)
    signal.pidfd_send_signal(fd, signal.SIGKILL)
    return 2 * x
