"""A view of all windows and one contraction over channel, kernel row and kernel column."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d(x, weight, bias=None, stride=1, padding=0):
    filters, channels, *kernel = weight.shape
    n, given, height, width = x.shape
    if channels != given:
        raise ValueError(f"weight has {channels} channels, x has {given}")
    padded = np.zeros((n, channels, height + 2 * padding, width + 2 * padding))
    padded[:, :, padding : padding + height, padding : padding + width] = x
    if any(k > size for k, size in zip(kernel, padded.shape[2:])):
        raise ValueError("the kernel does not fit into the padded image")
    windows = sliding_window_view(padded, kernel, axis=(2, 3))[:, :, ::stride, ::stride]
    out = np.tensordot(windows, weight, axes=([1, 4, 5], [1, 2, 3]))  # (n, rows, columns, filters)
    out = np.moveaxis(out, 3, 1)
    return out if bias is None else out + np.reshape(bias, (filters, 1, 1))
