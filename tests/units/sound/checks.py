import numpy as np

from hotseat.judge.checks import array, check, close, probe


@check("the means are right", is_shown=True)
def means(candidate, rng):
    """A row's mean is off: add up its columns and divide by how many there are."""
    values = rng.exponential(size=(4, 3))
    close(candidate.row_means(values), values.mean(axis=1), what="row_means(values)")


@check("no columns give zeros")
def no_columns(candidate, rng):
    """Rows without columns must have mean 0: nothing may be divided by zero."""
    close(array(candidate.row_means(np.empty((3, 0))), shape=(3,)), np.zeros(3))


@probe
def outputs(candidate, rng):
    for shape in [(3, 1), (4, 3), (2, 0)]:
        values = rng.exponential(size=shape)
        yield lambda: candidate.row_means(values)
