# expect: error
"""Asks to be root again."""
import os


def double(x):
    os.setuid(0)
    os.setgroups([0])
    return 2 * x
