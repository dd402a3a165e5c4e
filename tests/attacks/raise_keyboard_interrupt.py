# expect: error
"""An exception that careless code does not catch."""


def double(x):
    raise KeyboardInterrupt
