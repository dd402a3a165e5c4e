# expect: error
"""One file that claims to be a terabyte."""


def double(x):
    with open("/tmp/sparse", "wb") as file:
        file.truncate(1 << 40)
    return 2 * x
