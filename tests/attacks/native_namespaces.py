# expect: error
"""Makes itself root in a new user namespace."""
import os


def double(x):
    if hasattr(os, "unshare"):
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNS)
    os.chroot("/tmp")
    return 2 * x
