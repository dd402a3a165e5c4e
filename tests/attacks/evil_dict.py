# expect: wrong-answer
"""A dict that answers every key."""


class Any(dict):
    def items(self):
        while True:
            yield 1, 1

    def __getitem__(self, key):
        return True

    def __missing__(self, key):
        return True


def double(x):
    return Any(a=1)
