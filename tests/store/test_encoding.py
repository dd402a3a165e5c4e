import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.model.verdict import Efficiency, Judgement
from hotseat.store.encoding import dump, load

text = st.text(st.characters(codec="utf-8"))
TEXT = st.builds(lambda value: value, text)


@given(st.from_type(Judgement).map(lambda j: j))
def test_a_judgement_survives_json(value: Judgement) -> None:
    once = load(dump(value), Judgement)
    assert dump(once) == dump(value)


@given(st.floats())
def test_every_float_survives(value: float) -> None:
    efficiency = Efficiency((1,), (value,), (value,), value, 0, 0, "n", value, None, None)
    found = load(dump(efficiency), Efficiency).ratio
    assert found == value or (math.isnan(found) and math.isnan(value))


def test_half_a_character_does_not_stop_an_attempt() -> None:
    efficiency = Efficiency((1,), (1.0,), (1.0,), 1, 1, 1, "n\ud800", None, None, None)
    assert load(dump(efficiency), Efficiency).growth == "n?"


@pytest.mark.parametrize("line", ["", "{", "{}", "[]", "null", '{"unit": 3}'])
def test_what_is_no_judgement_is_refused(line: str) -> None:
    with pytest.raises(msgspec.MsgspecError):
        load(line, Judgement)
