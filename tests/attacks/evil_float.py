# expect: wrong-answer|error
"""A float that is close to everything."""


class Close(float):
    def __sub__(self, other):
        return 0.0

    __rsub__ = __add__ = __radd__ = __mul__ = __sub__

    def __eq__(self, other):
        return True

    def __le__(self, other):
        return True

    __lt__ = __ge__ = __gt__ = __le__
    __hash__ = float.__hash__

    def __float__(self):
        return 1e300


def double(x):
    return [Close(1)] * len(x)
