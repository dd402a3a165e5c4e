# expect: memory-limit|timeout
"""Memory by a text that doubles."""


def double(x):
    text = "a"
    while True:
        text += text
