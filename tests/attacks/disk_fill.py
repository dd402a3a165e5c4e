# expect: error
"""Fills the disk."""


def double(x):
    for number in range(10_000):
        with open(f"/tmp/fill{number}", "wb") as file:
            file.write(b"x" * (1 << 20))
    return 2 * x
