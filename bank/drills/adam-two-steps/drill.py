"""A parameter after each of the first two steps of Adam."""

import math

from hotseat.drills import Exercise, vector


def _adam(theta, gradients, rate, betas, **wrong):
    m = v = 0.0
    path = []
    for t, g in enumerate(gradients, start=1):
        m = betas[0] * m + (1 - betas[0]) * g
        v = betas[1] * v + (1 - betas[1]) * g * g
        p = wrong.get("power", t)
        m_hat, v_hat = (
            (m / (1 - betas[0] ** p), v / (1 - betas[1] ** p)) if wrong.get("is_corrected", True) else (m, v)
        )
        theta += (
            wrong.get("sign", -1)
            * rate
            * m_hat
            / (math.sqrt(v_hat) if wrong.get("has_root", True) else v_hat)
        )
        path.append(theta)
    return path, m, v, m_hat, v_hat


def make(rng):
    """Two whole gradients that differ."""
    theta = float(rng.choice([0.0, 0.5, 1.0, 2.0]))
    first, second = (int(g) for g in rng.choice([-4, -3, -2, -1, 1, 2, 3, 4], size=2, replace=False))
    rate = float(rng.choice([0.1, 0.2, 0.5]))
    betas = (float(rng.choice([0.8, 0.9])), 0.99)
    gradients = [first, second]
    path, m, v, m_hat, v_hat = _adam(theta, gradients, rate, betas)
    b1, b2 = betas
    return Exercise(
        ask=(
            f"A parameter starts at $\\theta_0 = {theta:g}$. Adam runs with learning rate {rate:g}, "
            f"$\\beta_1 = {b1:g}$, $\\beta_2 = {b2:g}$, $\\varepsilon = 0$ and bias correction; $m_0 = v_0 = 0$. "
            f"The gradients of the first two steps are $g_1 = {first}$ and $g_2 = {second}$ (given, whatever "
            "$\\theta$ is).\n\n"
            "What are $\\theta_1$ and $\\theta_2$? Give both, to three decimals. "
            "A calculator helps with the square root."
        ),
        answer=vector(path, within=0.001),
        steps=[
            f"Step 1: $\\hat m = g_1 = {first}$ and $\\hat v = g_1^2 = {first**2}$, so the step is "
            f"{rate:g} times the sign of the gradient: $\\theta_1 = {path[0]:.4f}$.",
            f"Step 2: $m = {b1:g} \\cdot {1 - b1:.1f} \\cdot ({first}) + {1 - b1:.1f} \\cdot ({second}) = {m:.4f}$, "
            f"$v = {b2:g} \\cdot 0.01 \\cdot {first**2} + 0.01 \\cdot {second**2} = {v:.4f}$.",
            f"Bias correction: $\\hat m = {m:.4f} / (1 - {b1:g}^2) = {m_hat:.4f}$, "
            f"$\\hat v = {v:.4f} / (1 - {b2:g}^2) = {v_hat:.4f}$.",
            f"$\\theta_2 = {path[0]:.4f} - {rate:g} \\cdot ({m_hat:.4f}) / \\sqrt{{{v_hat:.4f}}} = {path[1]:.4f}$.",
            f"Both: **({path[0]:.3f}, {path[1]:.3f})**.",
        ],
        slips={
            "left out the bias correction": _adam(theta, gradients, rate, betas, is_corrected=False)[0],
            "corrected the second step as if it were the first": _adam(
                theta, gradients, rate, betas, power=1
            )[0],
            "left out the square root of the second moment": _adam(
                theta, gradients, rate, betas, has_root=False
            )[0],
            "moved up the gradient instead of down": _adam(theta, gradients, rate, betas, sign=1)[0],
            "took plain gradient steps": [theta - rate * first, theta - rate * (first + second)],
            "moved by the sign of the gradient in both steps": [
                path[0],
                path[0] - rate * math.copysign(1, second),
            ],
        },
        facts={"theta": theta, "gradients": gradients, "rate": rate, "betas": list(betas)},
    )
