# expect: error|wrong-answer
"""Signals itself, as a crash would."""
import faulthandler
import os


def double(x):
    faulthandler._sigsegv()
    os.abort()
