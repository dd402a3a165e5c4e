# expect: error|timeout
"""A pool of processes."""
import multiprocessing


def work(value):
    return 2 * value


def double(x):
    with multiprocessing.get_context("fork").Pool(2) as pool:
        return pool.apply(work, (x,))
