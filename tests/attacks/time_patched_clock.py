# expect: timeout
"""Stops the clock that it can reach."""
import time

time.monotonic = time.time = time.perf_counter = lambda: 0.0


def double(x):
    while True:
        pass
