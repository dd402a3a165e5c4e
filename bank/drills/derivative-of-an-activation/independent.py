"""The function itself, with its slope measured by central differences."""

import math


def sigmoid(u):
    return 1 / (1 + math.exp(-u))


def answer(facts):
    a, b = facts["a"], facts["b"]
    c = abs(b)
    f = {
        "sigmoid_of_line": lambda x: sigmoid(a * x + b),
        "tanh_of_line": lambda x: math.tanh(a * x + b),
        "softplus_of_line": lambda x: math.log(1 + math.exp(a * x + b)),
        "swish": lambda x: c * x * sigmoid(a * x),
        "gaussian": lambda x: c * math.exp(-a * x * x),
        "power_and_decay": lambda x: x ** (c + 1) * math.exp(-a * x),
        "log_of_square": lambda x: c * math.log(1 + a * x * x),
        "smooth_absolute_value": lambda x: c * math.sqrt(x * x + a),
        "saturating_ratio": lambda x: c * x / (x + a),
    }[facts["family"]]
    return lambda x: (f(x + 1e-5) - f(x - 1e-5)) / 2e-5
