"""TeX as a terminal shows it."""

import pytest

from hotseat.cli.maths import plain_maths


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"$\log_2 3 = 1.585$", "log2 3 = 1.585"),
        (r"$\frac{a + b}{2}$ of it", "(a + b)/2 of it"),
        (r"$p_{ij} = \frac{e^{z_{ij}}}{\sum_k e^{z_{ik}}}$", None),
        (r"$$z = (4, 0, -1) \cdot x \ge 0$$", "z = (4, 0, -1) · x ≥ 0"),
        (r"$e^{-8} \approx 0.0003$", "e^-8 ≈ 0.0003"),
        ("it costs 5 dollars", "it costs 5 dollars"),
        ("", ""),
    ],
)
def test_maths_in_plain_characters(tex: str, plain: str | None) -> None:
    shown = plain_maths(tex)
    assert not set("${}\\") & set(shown)
    assert plain is None or shown == plain
