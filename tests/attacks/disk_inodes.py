# expect: error
"""Uses up the inodes."""
import os


def double(x):
    os.mkdir("/tmp/many")
    for number in range(200_000):
        open(f"/tmp/many/{number}", "w").close()
    return 2 * x
