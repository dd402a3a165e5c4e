"""TeX as a terminal shows it."""

import pytest

from hotseat.cli.maths import plain_maths


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"$\log_2 3 = 1.585$", "log2 3 = 1.585"),
        (r"$\frac{a + b}{2}$ of it", "(a + b)/2 of it"),
        (r"$p_{ij} = \frac{e^{z_{ij}}}{\sum_k e^{z_{ik}}}$", "p_ij = (e^(z_ij))/(Σ_k e^(z_ik))"),
        (r"$\frac{1}{2n} \lVert r \rVert^2$", "1/(2n) ‖r‖^2"),
        (r"$c'=f\odot c+o\odot\tanh(c')$", "c'=f⊙c+o⊙tanh(c')"),
        (r"$\sum_i (y_i - \hat y_i)^2$", "Σ_i (y_i - ŷ_i)^2"),
        (r"$-\log \frac{a + b}{c}$", "-log ((a + b)/c)"),
        (r"$X^\top (p - t)$ and $a^{-1} b$", "X^T (p - t) and a^-1 b"),
        (r"$\left\lfloor \frac{H}{s} \right\rfloor$", "⌊H/s⌋"),
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
