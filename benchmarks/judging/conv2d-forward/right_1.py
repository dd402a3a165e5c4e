import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0):
    n, c, h, w = x.shape
    f, wc, kh, kw = weight.shape
    if c != wc:
        raise ValueError("x and weight disagree about the number of channels")
    hp, wp = h + 2 * padding, w + 2 * padding
    if kh > hp or kw > wp:
        raise ValueError("kernel larger than the padded image")
    xp = np.zeros((n, c, hp, wp))
    xp[:, :, padding:padding + h, padding:padding + w] = x
    h_out = (hp - kh) // stride + 1
    w_out = (wp - kw) // stride + 1
    out = np.zeros((n, f, h_out, w_out))
    for i in range(h_out):
        for j in range(w_out):
            top, left = i * stride, j * stride
            patch = xp[:, :, top:top + kh, left:left + kw]
            for k in range(f):
                out[:, k, i, j] = (patch * weight[k]).sum(axis=(1, 2, 3))
    if bias is not None:
        out += bias.reshape(1, -1, 1, 1)
    return out
