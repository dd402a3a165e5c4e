# expect: error
"""Ends the process with success before the check can look at the answer."""
import os


def double(x):
    os._exit(0)
