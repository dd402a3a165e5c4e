# expect: error
"""Takes a whole core for itself."""
import os


def double(x):
    os.sched_setaffinity(0, {0})
    os.setpriority(os.PRIO_PROCESS, 0, -20)
    return 2 * x
