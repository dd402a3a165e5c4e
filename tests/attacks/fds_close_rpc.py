# expect: error
"""Closes the connection to the judge."""
import os


def double(x):
    os.close(3)
    return 2 * x
