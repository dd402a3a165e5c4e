# expect: error
"""An error message of 100 MB."""


def double(x):
    raise ValueError("A" * 100_000_000)
