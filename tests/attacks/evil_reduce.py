# expect: wrong-answer
"""Code in a pickle, for whoever unpickles it."""
import os


class Payload:
    def __reduce__(self):
        return (os.system, ("touch /tmp/hotseat_attack_escaped",))


def double(x):
    return [Payload(), {"a": Payload()}, (Payload(),)]
