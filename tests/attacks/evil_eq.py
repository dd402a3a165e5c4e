# expect: wrong-answer
"""An object that equals everything."""


class Yes:
    def __eq__(self, other):
        return True

    __ne__ = lambda self, other: False  # noqa: E731
    __hash__ = None
    __bool__ = lambda self: True  # noqa: E731


def double(x):
    return Yes()
