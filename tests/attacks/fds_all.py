# expect: error
"""Opens files until none are left."""
import os


def double(x):
    kept = []
    while True:
        kept.append(os.pipe())
