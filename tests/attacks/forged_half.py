# expect: timeout|judge-error
"""Half a frame, then silence."""
import os
import struct
import time


def double(x):
    os.write(3, struct.pack("<4sIQIIQ", b"HSF1", 1, 0, 8, 2, 4096))
    time.sleep(3600)
