# expect: timeout
"""Prints without end."""


def double(x):
    while True:
        print("accepted " * 1000)
