# expect: wrong-answer
"""An array whose every operation succeeds."""
import numpy as np


class Liar(np.ndarray):
    def __array_ufunc__(self, *args, **kwargs):
        return np.array(True)

    def __eq__(self, other):
        return np.ones(self.shape, bool)

    def __reduce__(self):
        return (exec, ("open('/tmp/hotseat_attack_escaped','w')",))


def double(x):
    return x.view(Liar)
