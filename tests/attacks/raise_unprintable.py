# expect: error
"""An exception that raises when it is shown, and claims to be another class."""


class Evil(BaseException):
    def __str__(self):
        raise SystemExit

    __repr__ = __str__

    def __getattribute__(self, name):
        raise GeneratorExit


def double(x):
    raise Evil
