# expect: wrong-answer
"""Swallows every assertion by a trace function."""
import sys


def trace(frame, event, argument):
    return trace


sys.settrace(trace)
sys.excepthook = lambda *a: None


def double(x):
    return x
