"""The loss itself, with its slope in w measured by central differences."""

import math


def sigmoid(u):
    return 1 / (1 + math.exp(-u))


LOSSES = {
    "squared_error": lambda w, x, y: (w * x - y) ** 2,
    "log_loss": lambda w, x, y: -y * math.log(sigmoid(w * x)) - (1 - y) * math.log(1 - sigmoid(w * x)),
    "squared_error_of_sigmoid": lambda w, x, y: (sigmoid(w * x) - y) ** 2,
    "logistic_margin_loss": lambda w, x, y: math.log1p(math.exp(-y * w * x)),
    "exponential_loss": lambda w, x, y: math.exp(-y * w * x),
    "log_cosh": lambda w, x, y: math.log(math.cosh(w * x - y)),
    "poisson_loss": lambda w, x, y: math.exp(w * x) - y * w * x,
}


def answer(facts):
    def loss(w, x, y):
        return LOSSES[facts["family"]](w, x, y) + facts["penalty"] * w * w

    def slope(w, x, y=facts["label"]):
        return (loss(w + 1e-5, x, y) - loss(w - 1e-5, x, y)) / 2e-5

    return slope
