"""Gradients of a PyTorch module's output, computed where the module lives."""

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

GRADIENTS = "__gradients__"


def member(target: Any, name: str | None) -> Callable[..., Any]:
    """What a request to call a name of an object calls; None: the object itself."""
    if name is None:
        return target  # type: ignore[no-any-return]
    return partial(gradients, target) if name == GRADIENTS else getattr(target, name)


def gradients(module: Any, *inputs: Any) -> tuple[list[Any], dict[str, Any]]:
    """The gradients of half the sum of squares of the output, or of its first part where it is a tuple.

    Returns one per input and one per named parameter: a tensor, or None where the output does not depend on it.
    Inputs that are no floating-point tensors have None. The inputs and the module's own gradients stay as they are.
    """
    torch = sys.modules["torch"]
    own = [x.detach().clone().requires_grad_() if _is_real(x) else x for x in inputs]
    output = module(*own)
    output = output[0] if isinstance(output, tuple | list) else output
    parameters = dict(module.named_parameters())
    wanted = {
        **{place: x for place, x in enumerate(own) if _is_real(x)},
        **{name: part for name, part in parameters.items() if part.requires_grad},
    }
    found: dict[int | str, Any] = {}
    if output.requires_grad:
        parts = torch.autograd.grad((output**2).sum() / 2, list(wanted.values()), allow_unused=True)
        found = dict(zip(wanted, parts, strict=True))
    return [found.get(place) for place in range(len(own))], {name: found.get(name) for name in parameters}


def _is_real(value: Any) -> bool:
    return type(value).__name__ in ("Tensor", "Parameter") and bool(value.is_floating_point())
