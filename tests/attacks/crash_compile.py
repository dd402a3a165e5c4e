# expect: error|memory-limit|timeout
"""A source that overflows the compiler."""


def double(x):
    return eval("(" * 100_000 + ")" * 100_000)
