"""The gradient of softmax with cross-entropy with respect to the logits."""

import math

import numpy as np

from hotseat.drills import Exercise, vector


def make(rng):
    """Three whole logits and a label."""
    logits = [int(z) for z in rng.choice([-2, -1, 0, 1, 2, 3], size=3, replace=False)]
    label = int(rng.integers(3))
    top = max(logits)
    powers = np.exp(np.array(logits) - top)
    p = powers / powers.sum()
    target = np.eye(3)[label]
    gradient = p - target
    jacobian = np.diag(p) - np.outer(p, p)
    given = sorted({z - top for z in logits if z < top}, reverse=True)
    hints = " and ".join(f"$e^{{{s}}} \\approx {math.exp(s):.4f}$" for s in given)
    return Exercise(
        ask=(
            f"The logits of one example are $z = ({', '.join(map(str, logits))})$ and its true class is number "
            f"**{label}**, counting from 0. The loss is the cross-entropy of the softmax of $z$, with the natural "
            "logarithm. What is the gradient of the loss with respect to the logits, "
            "$\\partial L / \\partial z$?\n\n"
            f"You may use {hints}. Give the three components in order, to three decimals."
        ),
        answer=vector(gradient, within=0.001),
        steps=[
            f"Softmax: exponentials after subtracting {top} are ({', '.join(f'{v:.4f}' for v in powers)}), "
            f"their sum is {powers.sum():.4f}, so $p$ = ({', '.join(f'{v:.3f}' for v in p)}).",
            "The gradient of softmax with cross-entropy is $p - y$, with $y$ the one-hot label.",
            f"Subtract 1 at place {label}: **({', '.join(f'{v:.3f}' for v in gradient)})**. It sums to 0.",
        ],
        slips={
            "stopped at the softmax and did not subtract the one-hot label": p,
            "took label minus prediction: the sign is flipped": -gradient,
            "took the gradient with respect to the probabilities": -target / p,
            "took the gradient of the squared error $\\frac12\\|p - y\\|^2$ through the softmax": jacobian
            @ gradient,
            "multiplied $p - y$ by $p(1 - p)$ once more": gradient * p * (1 - p),
            "averaged over the classes": gradient / 3,
        },
        facts={"logits": logits, "label": label},
    )
