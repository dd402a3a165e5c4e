"""What goes through the codec comes out equal, and nothing malformed gets further than a ProtocolError."""

import contextlib
import math

import hypothesis.extra.numpy as hnp
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotseat.sandbox import codec, frame
from hotseat.sandbox.codec_frames import table_of
from hotseat.sandbox.dtypes import unpack
from hotseat.sandbox.failures import Handle, ProtocolError, Unsendable


def through(value):
    tree, buffers = codec.dump(value)
    return codec.load(tree, [memoryview(bytearray(buffer)) for buffer in buffers])


def through_frame(value):
    """As it travels: one contiguous body."""
    data = b"".join(bytes(piece) for piece in frame.packed(frame.REPLY, 7, *codec.dump(value)))
    header = frame.parse_header(data, 1 << 30)
    return codec.load(*frame.split(header, memoryview(bytearray(data[frame.HEADER.size :]))))


def is_same(a, b) -> bool:
    if isinstance(a, np.ndarray):
        return (
            type(b) is np.ndarray and a.dtype == b.dtype and a.shape == b.shape
            and a.flags.c_contiguous == b.flags.c_contiguous and a.flags.f_contiguous == b.flags.f_contiguous
            and np.array_equal(a, b, equal_nan=a.dtype.kind in "fcmM")
        )  # fmt: skip
    if type(a) is not type(b):
        return False
    if isinstance(a, float):
        return (math.isnan(a) and math.isnan(b)) or (a == b and math.copysign(1, a) == math.copysign(1, b))
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(is_same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(is_same(a[key], b[key]) for key in a)
    return bool(a == b) or (a != a and b != b)


keys = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(), st.binary(), st.tuples(st.integers(), st.text())
)
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**4000), 2**4000), st.floats(), st.text(), st.binary(),
    st.complex_numbers(allow_nan=False),
    st.floats(width=32).map(np.float32), st.integers(-128, 127).map(np.int8), st.booleans().map(np.bool_),
)  # fmt: skip
dtypes = st.one_of(
    hnp.boolean_dtypes(), hnp.integer_dtypes(endianness="<"), hnp.unsigned_integer_dtypes(endianness="<"),
    hnp.floating_dtypes(endianness="<", sizes=(16, 32, 64)), hnp.complex_number_dtypes(endianness="<", sizes=(64, 128)),
    hnp.datetime64_dtypes(endianness="<"), hnp.timedelta64_dtypes(endianness="<"),
    hnp.unicode_string_dtypes(endianness="<"), hnp.byte_string_dtypes(endianness="<"),
)  # fmt: skip


@st.composite
def arrays(draw):
    array = draw(hnp.arrays(draw(dtypes), hnp.array_shapes(min_dims=0, min_side=0, max_dims=4)))
    how = draw(st.sampled_from(["C", "F", "strided", "reversed", "transposed"]))
    if array.ndim == 0 or how == "C":
        return array
    if how == "F":
        return np.asfortranarray(array)
    if how == "transposed":
        return array.T
    return array[..., ::2] if how == "strided" else array[::-1]


values = st.recursive(
    scalars | arrays(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(keys, inner)
    | st.frozensets(keys) | st.sets(keys) | st.lists(st.floats()) | st.lists(st.integers()),
    max_leaves=20,
)  # fmt: skip


@given(values)
@settings(max_examples=300, deadline=None)
def test_a_value_comes_out_as_it_went_in(value):
    assert is_same(value, through(value))
    assert is_same(value, through_frame(value))


def test_a_list_of_a_hundred_thousand_floats_fits():
    for value in ([0.5] * 100_000, list(range(100_000)), [[1.0, 2.0]] * 50_000, tuple(range(100_000))):
        assert through(value) == value


@pytest.mark.parametrize("layout", ["C", "F", "strided"])
def test_memory_layout_survives(layout):
    base = np.arange(24.0).reshape(4, 6)
    array = {"C": base, "F": np.asfortranarray(base), "strided": np.arange(48.0).reshape(4, 12)[:, ::2]}[
        layout
    ]
    got = through(array)
    assert np.array_equal(got, array)
    assert (got.flags.c_contiguous, got.flags.f_contiguous) == (
        array.flags.c_contiguous,
        array.flags.f_contiguous,
    )


@pytest.mark.parametrize(
    "value",
    [
        pd.DataFrame({"a": [1, 2], "b": [0.5, None], "c": ["x", None], "d": [True, False]}, index=["r", "s"]),
        pd.DataFrame(
            {"k": pd.Categorical(["u", "v", None], ordered=True), "t": pd.date_range("2024-01-01", periods=3)}
        ),
        pd.DataFrame({"z": pd.date_range("2024-01-01", periods=2, tz="Europe/Paris")}),
        pd.DataFrame({"n": pd.array([1, None], dtype="Int64"), "f": pd.array([1.5, None], dtype="Float64")}),
        pd.DataFrame(np.arange(4.0).reshape(2, 2), columns=[("a", 1), ("b", 2)]),
        pd.DataFrame({"a": [1]}).iloc[:0],
        pd.DataFrame(np.arange(6.0).reshape(2, 3), columns=["a", "b", "b"])[["b", "a"]],
        pd.DataFrame({"n": [1, 2], "o": np.array(["x", None], dtype=object), "m": [3, 4]}, dtype=object),
        pd.DataFrame(),
        pd.Series([1.0, 2.0], name="s"),
        pd.Series(["a", None], dtype="string"),
        pd.Series([1, 2], index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["l", "m"])),
        pd.Index(["a", "b"], name="i"),
        pd.RangeIndex(3),
    ],
)
def test_pandas_values_come_out_as_they_went_in(value):
    got = through(value)
    compare = {
        pd.DataFrame: pd.testing.assert_frame_equal,
        pd.Series: pd.testing.assert_series_equal,
    }.get(type(value), pd.testing.assert_index_equal)
    compare(got, value)


@pytest.mark.torch
def test_tensors_come_out_as_they_went_in():
    torch = pytest.importorskip("torch")
    for tensor in (
        torch.arange(6.0).reshape(2, 3),
        torch.arange(6.0).reshape(2, 3).T,
        torch.ones(2, requires_grad=True),
        torch.tensor(3),
        torch.ones(2, dtype=torch.bfloat16),
        torch.zeros(0, 3),
        torch.tensor([True]),
        torch.tensor([1j]),
    ):
        got = through(tensor)
        assert got.dtype == tensor.dtype and got.requires_grad == tensor.requires_grad
        assert torch.equal(got, tensor)


def test_subclasses_arrive_as_plain_values():
    class L(list):
        def __iter__(self):
            raise AssertionError

    class F(float):
        def __float__(self):
            return 5.0

    class N(np.ndarray):
        pass

    got = through([L([1]), F(2.0), np.arange(2).view(N), (i for i in range(3)), range(2), {1: 2}.keys()])
    assert [type(item) for item in got] == [list, float, np.ndarray, list, list, list]
    assert got[0] == [1] and got[1] == 2.0 and got[3] == [0, 1, 2]


def test_what_cannot_travel_is_refused_or_kept():
    class Model:
        pass

    with pytest.raises(Unsendable):
        codec.dump(Model())
    tree, buffers = codec.dump([Model()], lambda value: Handle(4, type(value).__name__))
    assert codec.load(tree, [memoryview(b) for b in buffers]) == [Handle(4, "Model")]


def test_too_deep_too_many_too_long_are_refused():
    deep = []
    for _ in range(40):
        deep = [deep]
    for value in (deep, ["x"] * 300_000, 1 << 5000, iter(range(10**9))):
        with pytest.raises(Unsendable):
            codec.dump(value)


def colliding_tuples(count):
    mask, p1, p2, p5 = (1 << 64) - 1, 11400714785074694791, 14029467366897019727, 2870177450012600261
    q1, q2 = pow(p1, -1, 1 << 64), pow(p2, -1, 1 << 64)
    out, first = [], 0
    while len(out) < count:
        first += 1
        acc = (p5 + first * p2) & mask
        acc = ((acc << 31) | (acc >> 33)) * p1 & mask
        inner = 12345 * q1 & mask
        lane = (((inner << 33) | (inner >> 31)) & mask) - acc
        lane = lane * q2 & mask
        if lane < (1 << 61) - 1:
            out.append((first, lane))
    return out


def test_keys_that_collide_are_refused_before_a_set_is_built():
    keys = colliding_tuples(2000)
    assert len({hash(key) for key in keys}) == 1
    with pytest.raises(ProtocolError, match="collide"):
        through(dict.fromkeys(keys))


@given(st.binary(max_size=300))
@settings(max_examples=500, deadline=None)
def test_random_trees_only_raise_protocol_errors(data):
    with contextlib.suppress(ProtocolError):
        codec.load(data, [memoryview(b""), memoryview(b"")])


@given(values, st.data())
@settings(max_examples=400, deadline=None)
def test_damaged_frames_only_raise_protocol_errors(value, data):
    whole = bytearray(b"".join(bytes(piece) for piece in frame.packed(frame.REPLY, 7, *codec.dump(value))))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(whole)), st.integers(frame.HEADER.size, len(whole))))
    try:
        header = frame.parse_header(whole, 1 << 24)
        body = memoryview(whole)[frame.HEADER.size : cut]
        if len(body) == header.body_bytes:
            repr(codec.load(*frame.split(header, body)))
    except ProtocolError:
        pass


@pytest.mark.parametrize(
    ("dtype", "shape"), [("|S0", [1 << 30]), ("<U0", [1 << 30]), ("<f8", [1 << 40, 0]), ("<f8", [0, 1 << 21])]
)
def test_no_bytes_stand_for_no_more_than_they_should(dtype, shape):
    with pytest.raises(ProtocolError):
        unpack(dtype, "C", memoryview(b""), shape)


def test_texts_of_no_length_arrive_as_texts():
    value = (
        np.zeros(3, dtype="U1").astype(np.dtype("U0")) if np.dtype("U0").itemsize else np.array(["", "", ""])
    )
    assert through(value).tolist() == ["", "", ""]
    assert through(np.empty((5, 0))).shape == (5, 0)


def test_a_range_that_is_written_out_is_not_too_long():
    with pytest.raises(ProtocolError):
        table_of(["range", 0, 10**9, 1, None])
    assert len(table_of(["range", 0, 10**6, 1, None])) == 10**6
