# expect: wrong-answer
"""Writes wherever it can, and looks whether it worked."""
import os
import sys


def double(x):
    places = [os.path.expanduser("~"), "/var/tmp", "/dev/shm", "/root", "/home", "/", "/run", *sys.path]
    for place in places:
        if place in ("", "/tmp"):
            continue
        try:
            with open(os.path.join(place, "hotseat_attack_escaped"), "w") as file:
                file.write("here")
            return 2 * x
        except OSError:
            continue
    return None
