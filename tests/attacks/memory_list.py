# expect: memory-limit|timeout
"""Memory by a list."""


def double(x):
    hoard = []
    while True:
        hoard.append([0] * 1_000_000)
