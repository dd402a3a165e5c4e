# expect: wrong-answer
"""The right real part."""


def double(x):
    return 2 * x + 0.5j
