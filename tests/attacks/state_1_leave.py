# expect: wrong-answer
"""Leaves state for the next submission, wherever that is possible."""
import os
import random
import sys

import numpy as np

np.hotseat_attack_state = True
sys.modules["hotseat_attack_state"] = sys
os.environ["HOTSEAT_ATTACK_STATE"] = "1"
random.hotseat_attack_state = True
for place in ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", ".", os.path.expanduser("~")):
    try:
        with open(os.path.join(place, "hotseat_attack_state"), "w") as file:
            file.write("state")
    except OSError:
        pass


def double(x):
    return x
