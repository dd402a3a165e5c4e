# expect: wrong-answer
"""An object that answers every NumPy function, attribute and operator with yes."""


class Agreeable:
    def __array__(self, *args, **kwargs):
        raise RuntimeError

    def __array_ufunc__(self, *args, **kwargs):
        return True

    def __array_function__(self, *args, **kwargs):
        return True

    def __getattr__(self, name):
        return self

    def __call__(self, *args, **kwargs):
        return self

    def __bool__(self):
        return True

    __eq__ = __ne__ = __lt__ = __gt__ = __sub__ = __rsub__ = __array_function__
    __hash__ = None


def double(x):
    return Agreeable()
