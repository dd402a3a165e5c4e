# expect: wrong-answer
"""A list that has every length."""


class Long(list):
    def __len__(self):
        return 1 << 40

    def __iter__(self):
        while True:
            yield 1.0

    def __eq__(self, other):
        return True


def double(x):
    return Long([1.0])
