# expect: timeout|judge-error
"""Answers one byte at a time, so that each read makes progress."""
import os
import time


def double(x):
    os.write(3, b"HSF1")
    while True:
        os.write(3, b"\0")
        time.sleep(0.05)
