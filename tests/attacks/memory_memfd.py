# expect: error
"""Memory that no address-space limit counts."""
import os


def double(x):
    fd = os.memfd_create("hoard")
    for _ in range(64):
        os.write(fd, b"x" * (1 << 20))
    return 2 * x
