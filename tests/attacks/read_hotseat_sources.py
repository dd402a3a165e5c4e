# expect: wrong-answer
"""Imports or reads the judge."""
import importlib
import os
import sys


def double(x):
    for name in ("hotseat", "hotseat.judge", "hotseat.bank", "hotseat.sandbox.rpc"):
        try:
            importlib.import_module(name)
            return 2 * x
        except ImportError:
            pass
    for place in sys.path:
        if os.path.exists(os.path.join(place, "hotseat", "judge", "__init__.py")):
            try:
                open(os.path.join(place, "hotseat", "judge", "__init__.py")).read()
            except OSError:
                continue
            return 2 * x
    return None
