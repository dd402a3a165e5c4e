import numpy as np
from scipy.signal import correlate

from hotseat.judge.checks import array, check, close, probe, raises, workload

EXACT = {"rtol": 1e-9, "atol": 1e-11}


def expected(x, weight, bias=None, stride=1, padding=0):
    """Image by image and filter by filter with SciPy, then every stride-th place."""
    framed = np.zeros((*x.shape[:2], x.shape[2] + 2 * padding, x.shape[3] + 2 * padding))
    framed[:, :, padding : padding + x.shape[2], padding : padding + x.shape[3]] = x
    size = [(framed.shape[k] - weight.shape[k]) // stride + 1 for k in (2, 3)]
    out = np.zeros((len(x), len(weight), *size))
    for n, f in np.ndindex(out.shape[:2]):
        out[n, f] = correlate(framed[n], weight[f], mode="valid", method="direct")[0, ::stride, ::stride]
        out[n, f] += 0.0 if bias is None else bias[f]
    return out


def draw(rng, n=2, c=3, h=5, w=6, f=2, kh=3, kw=3):
    return rng.normal(size=(n, c, h, w)), rng.normal(size=(f, c, kh, kw)), rng.normal(size=f) + 3.0


def compare(candidate, *inputs, **settings):
    wanted = expected(*inputs, **settings)
    close(array(candidate.conv2d(*inputs, **settings), shape=wanted.shape, what="out"), wanted, what="out", **EXACT)


@check("one image and one filter", is_shown=True)
def smallest(candidate, rng):
    """Even with one channel, one filter, stride 1 and no padding the result is off: slide the kernel over the image, to the last place where it fits, and sum the products at each."""
    image = np.arange(12.0).reshape(1, 1, 3, 4)
    close(candidate.conv2d(image, np.ones((1, 1, 2, 2))), np.array([[[[10.0, 14.0, 18.0], [26.0, 30.0, 34.0]]]]), what="out")
    corner, edge, centre = rng.normal(size=3)
    kernel = np.array([[corner, edge, corner], [edge, centre, edge], [corner, edge, corner]])
    compare(candidate, rng.normal(size=(1, 1, 5, 5)), kernel[None, None])


@check("the kernel is not flipped", is_shown=True)
def orientation(candidate, rng):
    """The kernel was flipped or transposed: a layer computes the cross-correlation, where kernel entry (u, v) meets image entry (i + u, j + v)."""
    kernel = np.zeros((1, 1, 3, 3))
    kernel[0, 0, 0, 0] = 1.0
    image = rng.normal(size=(1, 1, 5, 5))
    close(candidate.conv2d(image, kernel), image[:, :, :3, :3], what="out for a kernel with a single 1 in its first corner", **EXACT)
    compare(candidate, rng.normal(size=(1, 1, 6, 6)), rng.normal(size=(1, 1, 3, 3)))


@check("all channels are summed", is_shown=True)
def channels(candidate, rng):
    """With several images, channels or filters the result is off: each filter has one kernel per input channel, and the results of all channels are added up."""
    for n, c, f in [(1, 2, 1), (2, 4, 3), (2, 1, 5)]:
        x, weight, _ = draw(rng, n, c, 5, 5, f)
        compare(candidate, x, weight)


@check("the bias is added once per filter", is_shown=True)
def biases(candidate, rng):
    """The bias is off: bias[f] is added once to every place of output channel f, whatever the other axes."""
    compare(candidate, *draw(rng, 2, 3, 5, 6, 4))
    x, weight, bias = draw(rng, 2, 3, 4, 4, 2)
    compare(candidate, x, weight, bias * np.array([0.0, 1.0]))
    compare(candidate, x, weight, None)


@check("kernels need not be square")
def rectangular(candidate, rng):
    """With a kernel or an image whose height and width differ the result is off: height belongs to axis 2, width to axis 3."""
    for h, w, kh, kw in [(5, 7, 2, 3), (7, 4, 3, 1), (4, 6, 1, 4), (6, 6, 3, 2)]:
        compare(candidate, *draw(rng, 2, 2, h, w, 3, kh, kw))


@check("the stride moves the window")
def strides(candidate, rng):
    """With a stride above 1 the result is off: the window moves by stride along both image axes, starting at the first row and column of the padded image."""
    for h, w, kh, kw, stride in [(7, 7, 3, 3, 2), (8, 5, 2, 2, 3), (9, 5, 3, 2, 3), (5, 9, 1, 1, 4)]:
        compare(candidate, *draw(rng, 2, 2, h, w, 2, kh, kw), stride=stride)


@check("zeros surround the image")
def paddings(candidate, rng):
    """With padding the result is off: zeros on all four sides of each channel, on the image axes only."""
    for padding in (1, 2, 4):
        compare(candidate, *draw(rng, 2, 2, 5, 7, 3, 3, 3), padding=padding)
    x, weight, _ = draw(rng, 2, 2, 5, 7, 3, 3, 3)
    compare(candidate, x + 5.0, weight, padding=1, stride=2)
    compare(candidate, *draw(rng, 1, 1, 1, 1, 1, 3, 3), padding=1)
    compare(candidate, *draw(rng, 2, 2, 3, 3, 2, 1, 1), padding=2)


@check("only whole windows count")
def border(candidate, rng):
    """The output has a row or column too many or too few: its size is floor((size + 2 * padding - kernel) / stride) + 1, every window that fits and no other."""
    for size in (5, 6):
        for stride, padding in [(2, 0), (3, 0), (2, 1), (3, 2)]:
            compare(candidate, *draw(rng, 1, 1, size, size + 1, 1, 3, 2), stride=stride, padding=padding)
    compare(candidate, *draw(rng, 2, 2, 3, 4, 2, 3, 4))
    compare(candidate, *draw(rng, 2, 2, 3, 4, 2, 3, 4), stride=5)
    compare(candidate, *draw(rng, 2, 2, 1, 2, 2, 3, 4), 2, 1)


@check("impossible shapes are refused")
def refusals(candidate, rng):
    """A kernel that is higher or wider than the padded image, or a wrong number of channels, must raise ValueError; broadcasting or an empty result hides it."""
    fit = "A kernel that is higher or wider than the padded image must raise ValueError; floor division makes an empty result of it instead."
    agree = "A weight with another number of channels than x must raise ValueError, also for an empty batch; broadcasting or a slice hides it."
    for h, w, kh, kw, stride, padding in [(3, 5, 4, 2, 1, 0), (5, 3, 2, 4, 2, 0), (2, 6, 5, 3, 2, 1), (6, 2, 3, 5, 3, 1), (1, 1, 8, 8, 2, 0)]:
        x, weight, bias = draw(rng, 2, 2, h, w, 2, kh, kw)
        raises(lambda x=x, weight=weight, stride=stride, padding=padding: candidate.conv2d(x, weight, None, stride, padding), "ValueError", because=fit)
    x = rng.normal(size=(2, 3, 5, 5))
    for images, c in [(x, 1), (x, 2), (x[:0], 4), (x[:, :1], 3)]:
        raises(lambda images=images, c=c: candidate.conv2d(images, rng.normal(size=(2, c, 3, 3))), "ValueError", because=agree)


@check("the inputs are left alone")
def inputs_untouched(candidate, rng):
    """x, weight or bias changed."""
    compare(candidate, *draw(rng))
    compare(candidate, *draw(rng), stride=2, padding=1)


@check("no images, any memory layout")
def awkward(candidate, rng):
    """A legal but awkward input failed: an empty batch, 1 by 1 kernels or images, Fortran order or strided views."""
    x, weight, bias = draw(rng)
    wide = rng.normal(size=(2, 3, 5, 12))[..., ::2]
    for settings in ({}, {"stride": 2, "padding": 1}):
        compare(candidate, x[:0], weight, bias, **settings)
        compare(candidate, wide, weight, bias, **settings)
    compare(candidate, np.asfortranarray(x), np.asfortranarray(weight), bias)
    compare(candidate, *draw(rng, 1, 1, 1, 1, 1, 1, 1))


@probe
def outputs(candidate, rng):
    cases = [
        (2, 3, 5, 6, 2, 3, 3, 1, 0),
        (1, 1, 4, 4, 1, 2, 2, 1, 0),
        (2, 2, 5, 7, 3, 2, 3, 2, 1),
        (2, 4, 4, 4, 4, 1, 1, 1, 0),
        (1, 2, 7, 8, 2, 3, 2, 3, 0),
        (1, 2, 6, 9, 2, 3, 3, 2, 2),
        (1, 1, 3, 4, 2, 3, 4, 1, 0),
        (2, 2, 3, 4, 2, 3, 4, 4, 0),
        (1, 2, 1, 2, 2, 3, 4, 2, 1),
        (2, 2, 3, 3, 2, 2, 2, 1, 3),
        (0, 2, 4, 4, 2, 3, 3, 1, 1),
        (3, 2, 9, 5, 2, 4, 1, 4, 0),
        (1, 1, 1, 1, 1, 1, 1, 1, 0),
    ]
    for *sizes, stride, padding in cases:
        x, weight, bias = draw(rng, *sizes)
        yield lambda: candidate.conv2d(x, weight, bias, stride=stride, padding=padding)
        yield lambda: candidate.conv2d(x + 1.0, weight, None, stride, padding)
    for *sizes, stride, padding in [(1, 2, 3, 5, 2, 4, 2, 1, 0), (1, 2, 5, 3, 2, 2, 4, 2, 0), (1, 1, 2, 6, 1, 5, 3, 3, 1), (1, 1, 1, 1, 1, 9, 9, 2, 1)]:
        x, weight, bias = draw(rng, *sizes)
        yield lambda: candidate.conv2d(x, weight, bias, stride, padding)
    x, weight, bias = draw(rng)
    yield lambda: candidate.conv2d(x, weight[:, :1])
    yield lambda: candidate.conv2d(x, weight[:, :2])
    yield lambda: candidate.conv2d(x[:, :1], weight)
    yield lambda: candidate.conv2d(x[:0], weight[:, :2])
    yield lambda: candidate.conv2d(x[:, :2], weight)
    yield lambda: candidate.conv2d(x, weight)
    yield lambda: candidate.conv2d(x, weight, bias)
    yield lambda: candidate.conv2d(np.asfortranarray(x), np.asfortranarray(weight), bias, 2, 1)


@workload("images", sizes=(8, 32, 128), why_slow="Python loops over images, filters and output places; loop over the few places of the kernel at most, and let one contraction do the rest")
def growing(candidate, rng, n):
    x, weight, bias = draw(rng, n, 3, 16, 16, 8)
    return lambda: candidate.conv2d(x, weight, bias, padding=1)
