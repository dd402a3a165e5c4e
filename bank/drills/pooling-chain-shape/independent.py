"""By cutting the windows out of an array, layer after layer."""


def answer(facts):
    """The shape of the array of windows."""
    import numpy as np
    from numpy.lib.stride_tricks import sliding_window_view

    channels, *sizes = facts["input"]
    plane = np.zeros(sizes, dtype=np.int8)
    for _, kernel, stride, padding, out in facts["layers"]:
        windows = sliding_window_view(np.pad(plane, padding), (kernel, kernel))[::stride, ::stride]
        plane = windows.max(axis=(2, 3))
        channels = out or channels
    return [channels, *plane.shape]
