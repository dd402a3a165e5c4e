"""By trying all 255 codes for every value."""


def answer(facts):
    """The distance to the nearest restored value, at its largest."""
    import numpy as np

    x = np.array(facts["x"])
    levels = np.linspace(-np.abs(x).max(), np.abs(x).max(), 255)
    return np.abs(x[:, None] - levels[None, :]).min(axis=1).max()
