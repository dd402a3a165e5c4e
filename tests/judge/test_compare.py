"""Comparing values and describing the difference."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.judge.checks import array, close, number, same
from hotseat.judge.compare import Mismatch, agree, first_difference
from hotseat.judge.showing import TEXT_LIMIT, readable, shown_pair

SIMPLE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**6), 10**6)
    | st.floats(allow_nan=False, width=32)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


@given(SIMPLE)
def test_a_value_equals_itself(value: object) -> None:
    assert first_difference(value, value, rtol=0, atol=0, what="it") is None


@given(SIMPLE, SIMPLE)
def test_comparing_never_crashes(left: object, right: object) -> None:
    agree(left, right)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20), st.data())
def test_one_changed_number_is_found_where_it_is(values: list[float], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(values) - 1))
    changed = list(values)
    changed[place] += 1 + abs(changed[place])
    found = first_difference(np.array(changed), np.array(values), rtol=1e-6, atol=1e-8, what="it")
    assert found is not None and found.index == f"[{place}]"
    assert found.difference == pytest.approx(changed[place] - values[place])


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (None, "None"),
        ("text", "str"),
        ([1.0, 2.0], r"shape \(2,\), expected \(3,\)"),
        (np.zeros((3, 1)), r"shape \(3, 1\), expected \(3,\)"),
        ([1.0, float("nan"), 3.0], "NaN instead of 2 at \\[1\\]"),
        ([[1.0], [2.0, 3.0]], "sequence|numbers|length"),
        ({"a": 1}, "dict"),
    ],
)
def test_the_difference_is_told_in_words(got: object, words: str) -> None:
    with pytest.raises(Mismatch, match=words):
        close(got, np.array([1.0, 2.0, 3.0]))


def test_nan_is_right_only_where_it_is_expected() -> None:
    close([np.nan, 1.0], [np.nan, 1.0])
    with pytest.raises(Mismatch):
        close([0.0, 1.0], [np.nan, 1.0])


def test_lists_and_arrays_of_equal_content_are_the_same() -> None:
    same([1, 2], np.array([1, 2]))
    same(np.array(["a", "b"]), ["a", "b"])
    same([np.str_("a"), np.str_("b")], ["a", "b"])
    with pytest.raises(Mismatch):
        same(["a", "c"], ["a", "b"])
    with pytest.raises(Mismatch):
        same(True, 1.5)


def test_a_bool_is_not_taken_for_a_missing_answer() -> None:
    with pytest.raises(Mismatch):
        same(None, False)


def test_array_and_number_refuse_what_they_should() -> None:
    assert array([[1, 2]], shape=(1, None)).shape == (1, 2)
    assert number(np.float32(2)) == 2.0
    for bad in (None, "a", [[1], [2, 3]], object()):
        with pytest.raises(Mismatch):
            array(bad)
    with pytest.raises(Mismatch, match="whole"):
        array([1.5], kind="int")
    with pytest.raises(Mismatch, match="one number"):
        number([1.0, 2.0])


@given(st.text(max_size=5000) | st.lists(st.integers(), max_size=2000))
def test_readable_text_is_bounded(value: object) -> None:
    assert len(readable(value)) <= TEXT_LIMIT


@pytest.mark.parametrize(
    "expected", [2**60 + 1, [2**60 + 1, 5], np.array([2**63 + 1], dtype=np.uint64), 2**70, [2**70, -1]]
)
def test_whole_numbers_are_compared_to_their_last_digit(expected: object) -> None:
    same(expected, expected)
    wrong = np.asarray(np.array(expected, dtype=object) - 1)
    with pytest.raises(Mismatch, match="off by 1"):
        same(wrong.tolist(), expected)


def test_no_time_is_right_where_it_is_expected() -> None:
    moments = np.array(["2024-01-01", "NaT"], dtype="datetime64[s]")
    same(moments, moments)
    with pytest.raises(Mismatch):
        same(moments, moments[::-1])


def test_a_complex_number_is_no_real_one() -> None:
    for kind in ("number", "float", "int"):
        with pytest.raises(Mismatch):
            array(np.array([1.0 + 0.1j]), kind=kind)
    assert array(np.array([1j]), kind="any").shape == (1,)


def test_what_is_shown_of_a_value_can_be_sent_and_is_bounded() -> None:
    readable(pd.DataFrame({"a": ["\ud800"]})).encode()
    long = np.full((10, 10), "x" * 50_000)
    assert len(shown_pair(long, long, (9, 9))[0].text) <= TEXT_LIMIT + 200


def test_long_keys_are_cut() -> None:
    with pytest.raises(Mismatch) as caught:
        same({"a" * 10_000: 1}, {"b": 1})
    assert len(caught.value.detail) < 300


def test_a_text_that_begins_as_our_own_words_do_is_quoted_if_a_terminal_would_obey_it() -> None:
    assert readable("raised ValueError") == "raised ValueError"
    for hostile in ("raised \x1b[2J", "shape \u202e", "raises \ud800"):
        assert readable(hostile).isprintable()
