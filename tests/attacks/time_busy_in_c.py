# expect: timeout
"""One call into C that does not come back and never checks for signals."""


def double(x):
    return pow(7, 1 << 1_000_000, (1 << 100_003) - 1) % 2
