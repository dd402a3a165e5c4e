# expect: wrong-answer|error
"""Turns into whatever it is compared with."""
import numpy as np


class Chameleon:
    def __array__(self, dtype=None, copy=None):
        open("/tmp/hotseat_attack_escaped", "w").close()
        return np.array([1.0])

    def __array_ufunc__(self, *args, **kwargs):
        return np.bool_(True)

    def __array_function__(self, *args, **kwargs):
        return True


def double(x):
    return Chameleon()
