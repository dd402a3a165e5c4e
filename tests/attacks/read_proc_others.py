# expect: error|wrong-answer
"""Reads other processes' command lines and environments."""
import os


def double(x):
    for entry in os.listdir("/proc"):
        if entry.isdigit() and int(entry) != os.getpid():
            try:
                if open(f"/proc/{entry}/cmdline", "rb").read():
                    return 2 * x
            except OSError:
                continue
    return None
