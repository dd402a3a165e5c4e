# expect: error
"""Leaves a process behind that outlives the submission and writes a file."""
import os
import time


def double(x):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(0.5)
            for place in ("/tmp", "/var/tmp", "/dev/shm"):
                try:
                    open(place + "/hotseat_attack_escaped", "w").close()
                except OSError:
                    pass
            os._exit(0)
        os._exit(0)
    return 2 * x
