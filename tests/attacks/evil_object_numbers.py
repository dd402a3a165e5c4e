# expect: wrong-answer
"""Numbers that are no further from anything than nothing."""
import numpy as np


class Near(float):
    def __sub__(self, other):
        return 0.0

    __rsub__ = __abs__ = lambda self, *args: 0.0

    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


def double(x):
    made = np.empty(np.shape(x), dtype=object)
    for place in np.ndindex(made.shape):
        made[place] = Near(0.0)
    return made
