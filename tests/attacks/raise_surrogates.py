# expect: error
"""A message that cannot be printed as UTF-8."""


def double(x):
    raise ValueError("\ud800" * 50)
