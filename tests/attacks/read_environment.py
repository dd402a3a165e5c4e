# expect: wrong-answer
"""Looks for the server's environment."""
import os


def double(x):
    if any("canary" in key.lower() or "canary" in value.lower() for key, value in os.environ.items()):
        return 2 * x
    return sorted(os.environ)
