# expect: error|wrong-answer
"""A list that contains itself."""


def double(x):
    loop = []
    loop.append(loop)
    return loop
