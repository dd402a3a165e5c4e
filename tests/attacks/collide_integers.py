# expect: wrong-answer|judge-error|error
"""A set of integers with one hash: quadratic wherever it is built."""


def double(x):
    return {1 + k * ((1 << 61) - 1): 0 for k in range(3000)}
