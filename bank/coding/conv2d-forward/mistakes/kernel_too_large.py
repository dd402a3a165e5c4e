"""Not testing whether the kernel fits: floor division makes a size of 0 or less, and the result is an empty array instead of an error."""

import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("x and weight have different numbers of channels")
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    n, _, height, width = padded.shape
    filters, _, kh, kw = weight.shape
    rows = max(0, (height - kh) // stride + 1)
    columns = max(0, (width - kw) // stride + 1)
    out = np.zeros((n, filters, rows, columns))
    for u in range(kh):
        for v in range(kw):
            part = padded[:, :, u : u + stride * rows : stride, v : v + stride * columns : stride]
            out += np.einsum("ncij,fc->nfij", part, weight[:, :, u, v])
    if bias is not None:
        out += bias[:, None, None]
    return out
