# expect: error|memory-limit|timeout
"""Starts threads until something breaks."""
import threading
import time


def double(x):
    threading.stack_size(32768)
    while True:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
