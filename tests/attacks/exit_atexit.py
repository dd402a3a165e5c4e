# expect: wrong-answer
"""Hopes that an exit handler can print a verdict."""
import atexit

atexit.register(lambda: print("accepted"))


def double(x):
    print('{"verdict": "accepted"}')
    return x
