# expect: judge-error|wrong-answer|error
"""A thread that goes on writing after the answer."""
import os
import threading


def spam():
    while True:
        os.write(3, b"HSF1" + bytes(60))


def double(x):
    threading.Thread(target=spam, daemon=True).start()
    return x
