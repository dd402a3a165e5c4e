"""Growth of running time, from times to words."""

import numpy as np
import pytest

from hotseat.judge.growth import fitted_growth, memory_growth

SIZES = (1000, 4000, 16000)


def _times(power: float, noise: float, seed: int) -> list[list[float]]:
    rng = np.random.default_rng(seed)
    return [
        [5e-3 * (n / 1000) ** power * float(np.exp(rng.normal(0, noise))) for _ in range(7)] for n in SIZES
    ]


@pytest.mark.parametrize(("power", "words"), [(1.0, "linear"), (2.0, "quadratic"), (3.0, "cubic")])
@pytest.mark.parametrize("seed", range(10))
def test_clear_growth_is_told(power: float, words: str, seed: int) -> None:
    found = fitted_growth(SIZES, _times(power, 0.05, seed), np.random.default_rng(0))
    assert words in found.words
    assert found.low is not None and found.high is not None and found.low < power < found.high


def test_noise_widens_the_interval_and_is_admitted() -> None:
    quiet = fitted_growth(SIZES, _times(1.5, 0.01, 1), np.random.default_rng(0))
    noisy = fitted_growth(SIZES, _times(1.5, 0.8, 1), np.random.default_rng(0))
    assert (
        quiet.high is not None and quiet.low is not None and noisy.high is not None and noisy.low is not None
    )
    assert noisy.high - noisy.low > quiet.high - quiet.low


def test_times_near_the_clock_say_nothing() -> None:
    found = fitted_growth(SIZES, [[1e-5] * 5, [2e-5] * 5, [4e-5] * 5], np.random.default_rng(0))
    assert found.exponent is None and found.words == "too quick to tell"


def test_memory_growth_needs_megabytes() -> None:
    assert memory_growth(SIZES, [0.1, 0.2, 0.4]) is None
    assert memory_growth(SIZES, [2.0, 8.0, 32.0]) == pytest.approx(1.0)
