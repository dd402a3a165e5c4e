# expect: wrong-answer|error
"""Replaces builtins that a checker would use."""
import builtins

builtins.abs = lambda value: 0
builtins.all = builtins.any = lambda values: True
builtins.isinstance = lambda value, kind: True


def double(x):
    return x
