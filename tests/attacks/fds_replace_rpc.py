# expect: error|timeout|judge-error
"""Puts stdout in the place of the judge's socket."""
import os


def double(x):
    os.dup2(1, 3)
    return 2 * x
