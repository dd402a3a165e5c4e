# expect: error
"""Not a program."""
def double(x:
    return 2 * x
