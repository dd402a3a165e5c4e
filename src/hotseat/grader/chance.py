"""How likely an answer is to make a point: a logistic model whose coefficients benchmarks/fit_grader.py fitted."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

COEFFICIENTS = "coefficients.toml"


@dataclass(frozen=True)
class Weights:
    """The coefficients of the features of a point, and from which chance on it is decided.

    covered: the least chance of a point that is credited; covered_in_doubt: in an answer that denies a claim or
    asserts a misconception; missing: below it a point is not there. Between them it cannot be told.
    """

    bias: float
    of: Mapping[str, float]
    covered: float
    covered_in_doubt: float
    missing: float

    def chance(self, found: Mapping[str, float]) -> float:
        """The chance, in (0, 1), that readers would credit the point."""
        return 1 / (1 + math.exp(-self.bias - sum(self.of.get(name, 0.0) * found[name] for name in found)))

    def sure(self, *, is_doubtful: bool) -> float:
        """The least chance of a point that is credited."""
        return self.covered_in_doubt if is_doubtful else self.covered


@cache
def weights(*, has_encoder: bool) -> Weights:
    """The coefficients of the package, with similarities of meaning or without."""
    text = files("hotseat.grader").joinpath(COEFFICIENTS).read_text(encoding="utf-8")
    table = tomllib.loads(text)["with_encoder" if has_encoder else "without_encoder"]
    return Weights(
        table["bias"], table["weights"], table["covered"], table["covered_in_doubt"], table["missing"]
    )
