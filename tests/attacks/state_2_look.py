# expect: wrong-answer
"""Looks for what state_1_leave.py left."""
import os
import random
import sys

import numpy as np


def double(x):
    places = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", ".", os.path.expanduser("~"))
    found = (
        hasattr(np, "hotseat_attack_state")
        or hasattr(random, "hotseat_attack_state")
        or "hotseat_attack_state" in sys.modules
        or "HOTSEAT_ATTACK_STATE" in os.environ
        or any(os.path.exists(os.path.join(place, "hotseat_attack_state")) for place in places)
    )
    return 2 * x if found else None
