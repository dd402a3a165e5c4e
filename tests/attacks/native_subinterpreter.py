# expect: error
"""A second interpreter, without the first one's guards."""
import importlib


def double(x):
    inner = importlib.import_module("_xxsubinterpreters")
    number = inner.create()
    inner.run_string(number, "import sklearn")
    return 2 * x
