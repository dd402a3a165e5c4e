# expect: wrong-answer
"""Prints control codes that would rewrite a terminal."""


def double(x):
    print("\x1b[2J\x1b[Haccepted\x1b]0;accepted\x07")
    return x
