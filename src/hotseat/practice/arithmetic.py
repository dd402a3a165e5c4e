"""Linear algebra on one thread: with some hundred rows, threads that wait for each other cost more than they save.

Measured on two busy cores: an outlook over 60 answers took 2.2 s with two threads and 0.16 s with one.
"""

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController


@cache
def _controller() -> ThreadpoolController:
    """Looks for the libraries once; NumPy and SciPy must have been imported."""
    return ThreadpoolController()


def on_one_thread() -> AbstractContextManager[object]:
    """What is worked out inside uses no other thread; other libraries of the process are held to the same meanwhile."""
    limit: AbstractContextManager[object] = _controller().limit(limits=1)
    return limit
