# expect: error
"""Opens the memory of the process that forked it."""
import os


def double(x):
    with open(f"/proc/{os.getppid()}/mem", "rb") as memory:
        memory.seek(0x400000)
        memory.read(1)
    return 2 * x
