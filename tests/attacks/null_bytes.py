# expect: error
"""A source with control characters."""
exec("\x00")


def double(x):
    return x
