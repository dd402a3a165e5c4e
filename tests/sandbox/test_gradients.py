"""Gradients of a torch module's output."""

import pytest

from hotseat.sandbox.gradients import GRADIENTS, gradients, member

torch = pytest.importorskip("torch", reason="needs torch: pip install torch==2.13.0")


def test_they_are_those_of_half_the_sum_of_squares_of_the_first_output() -> None:
    layer = torch.nn.Linear(2, 1)
    x = torch.tensor([[1.0, 2.0], [3.0, -1.0]])

    class Pair(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = layer
            self.unused = torch.nn.Linear(2, 2)

        def forward(
            self, values: "torch.Tensor", mask: "torch.Tensor"
        ) -> "tuple[torch.Tensor, torch.Tensor]":
            return self.layer(values), mask

    of_inputs, of_parameters = member(Pair(), GRADIENTS)(x, torch.tensor([True]))
    output = layer(x).detach()
    assert torch.allclose(of_inputs[0], output @ layer.weight.detach())
    assert of_inputs[1] is None
    assert torch.allclose(of_parameters["layer.weight"], output.T @ x)
    assert torch.allclose(of_parameters["layer.bias"], output.sum(dim=0))
    assert of_parameters["unused.weight"] is None


def test_nothing_is_left_behind() -> None:
    layer, x = torch.nn.Linear(2, 1), torch.ones(1, 2)
    gradients(layer, x)
    assert layer.weight.grad is None and x.grad is None and not x.requires_grad


def test_an_output_that_is_cut_off_has_none() -> None:
    class Detached(torch.nn.Linear):
        def forward(self, values: "torch.Tensor") -> "torch.Tensor":
            return super().forward(values).detach()

    assert gradients(Detached(2, 1), torch.ones(1, 2)) == ([None], {"weight": None, "bias": None})


def test_other_names_are_the_objects_own() -> None:
    assert member("ab", "upper")() == "AB"
    assert member(len, None)("abc") == 3
