"""How values and calls read in a counterexample."""

import numpy as np
import pytest

from hotseat.judge.candidate import Session, tell_calls
from hotseat.judge.checks import close
from hotseat.judge.compare import Mismatch
from hotseat.judge.local import LocalBackend
from hotseat.judge.showing import describe_kind, readable, shown_pair

MODEL = """
class PlainModel:
    def __init__(self, rate):
        self.rate = rate

    def fit(self, X):
        return self

    def predict(self, X, *rest, **more):
        return X
"""


def test_a_lone_number_is_shown_without_the_name_of_its_type() -> None:
    assert readable(np.float64(0.5)) == "0.5"
    assert describe_kind(np.float64(0.5)) == "float64"


def test_ordinary_numbers_are_shown_without_powers_of_ten() -> None:
    assert "e" not in readable(np.array([[-0.262, 0.0], [30.1, 2981.4]]))
    assert "e-09" in readable(np.array([1e-9, 1.0]))


def test_a_whole_number_stands_in_the_same_column_on_both_sides() -> None:
    got, expected = shown_pair(np.array([0, 1, 1]), np.array([0, -1, 10]), (2,))
    assert got.text.index("1", 5) == expected.text.index("1", 5)
    assert len(got.text) == len(expected.text)


def test_the_place_of_the_difference_is_shown_though_the_array_is_cut() -> None:
    got, expected = np.zeros((50, 4)), np.zeros((50, 4))
    expected[20, 3] = 7.0
    texts = [each.text for each in shown_pair(got, expected, (20, 3))]
    assert [text.splitlines()[-1] for text in texts] == ["at [20, 3]: 0.0", "at [20, 3]: 7.0"]
    assert "at [" not in shown_pair(got[:3], expected[:3], (0, 0))[0].text


def test_arrays_in_a_dict_are_shown_one_below_the_other() -> None:
    text = readable({"W": np.zeros((2, 2)), "b": np.ones(2)})
    assert text.splitlines()[0] == "'W': float64 array of shape (2, 2)"
    assert text.splitlines()[-1] == "[1., 1.]"


def test_a_wide_table_stays_in_one_block() -> None:
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame({f"a_rather_long_column_{n}": [n] * 40 for n in range(6)})
    text = readable(table)
    assert "\\" not in text and len(text.splitlines()[0]) > 100


def test_a_tensor_reads_like_an_array() -> None:
    torch = pytest.importorskip("torch")
    assert readable(torch.ones(2, 2, requires_grad=True)) == readable(np.ones((2, 2)))
    assert "bfloat16" in readable(torch.ones(2, dtype=torch.bfloat16))


def test_expected_numbers_are_shown_as_what_came() -> None:
    with pytest.raises(Mismatch) as found:
        close(np.zeros((1, 2)), [[1, 2.5]])
    assert isinstance(found.value.expected, np.ndarray)


def test_an_object_of_the_candidate_s_is_shown_without_asking_it() -> None:
    session = Session(
        LocalBackend(MODEL + "    def __getattr__(self, name): raise RuntimeError(name)", "model")
    )
    model = session.candidate().PlainModel(0.5)
    assert readable(model) == "<PlainModel object>"
    assert shown_pair(model, {"a": model}, (0,))[0].text == "<PlainModel object>"


def test_calls_read_as_code_that_could_be_run() -> None:
    session = Session(LocalBackend(MODEL, "model"))
    model = session.candidate().PlainModel(rate=0.5)
    model.fit(np.zeros(2))
    model.predict(np.ones(3), 1.5)
    calls, inputs = tell_calls(session)
    assert calls == (
        "plain_model = PlainModel(rate=0.5)",
        "plain_model.fit(X)",
        "plain_model.predict(X2, 1.5)",
    )
    assert [each.name for each in inputs] == ["X", "X2"]


def test_the_arguments_of_a_called_module_have_the_names_of_its_forward() -> None:
    torch = pytest.importorskip("torch")
    source = "from torch import nn\nclass Twice(nn.Module):\n    def forward(self, query, key): return query"
    session = Session(LocalBackend(source, "module"))
    session.candidate().Twice()(torch.ones(2), torch.ones(3))
    assert tell_calls(session)[0] == ("twice = Twice()", "twice(query, key)")
