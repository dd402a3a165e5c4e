# expect: error
"""SystemExit must be reported, not obeyed."""
import sys


def double(x):
    sys.exit(0)
