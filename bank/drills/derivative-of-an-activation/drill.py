"""Derivatives of sigmoid, tanh, softplus, swish and their relatives, as formulas."""

from hotseat.drills import Exercise, expression

NOTE = "Here log is the natural logarithm. You may write sigmoid(...), tanh(...), exp(...), log(...) and sqrt(...)."


def make(rng):
    family = FAMILIES[rng.integers(len(FAMILIES))]
    a = int(rng.integers(2, 8))
    b = int(rng.choice([-3, -2, -1, 1, 2, 3]))
    shown, value, steps, slips = family(a, b)
    return Exercise(
        ask=f"What is the derivative with respect to $x$ of\n\n$f(x) = {shown}$\n\nAnswer with a formula in x. {NOTE}",
        answer=expression(value, x=(0.1, 1.2)),
        steps=[*steps, f"f'(x) = **{value}**."],
        slips=slips,
        facts={"family": family.__name__, "a": a, "b": b},
    )


def times(factor):
    return "" if factor == 1 else f"{factor}*"


def sigmoid_of_line(a, b):
    u = f"{a}*x {'-' if b < 0 else '+'} {abs(b)}"
    s = f"sigmoid({u})"
    shown = f"\\sigma({a}x {'-' if b < 0 else '+'} {abs(b)}), \\quad \\sigma(u) = 1/(1 + e^{{-u}})"
    steps = ["σ'(u) = σ(u)(1 − σ(u)).", f"Chain rule: the inner derivative is {a}."]
    slips = {
        "forgot the inner derivative": f"{s}*(1 - {s})",
        "left out the factor 1 - sigma": f"{a}*{s}",
        "used the derivative of tanh, 1 minus the square": f"{a}*(1 - {s}^2)",
        "took the wrong sign": f"-{a}*{s}*(1 - {s})",
    }
    return shown, f"{a}*{s}*(1 - {s})", steps, slips


def tanh_of_line(a, b):
    u = f"{a}*x {'-' if b < 0 else '+'} {abs(b)}"
    shown = f"\\tanh({a}x {'-' if b < 0 else '+'} {abs(b)})"
    steps = ["tanh'(u) = 1 − tanh²(u).", f"Chain rule: the inner derivative is {a}."]
    slips = {
        "forgot the inner derivative": f"1 - tanh({u})^2",
        "used the pattern of the sigmoid, value times one minus value": f"{a}*tanh({u})*(1 - tanh({u}))",
        "did not square the tanh": f"{a}*(1 - tanh({u}))",
        "took the wrong sign": f"{a}*(1 + tanh({u})^2)",
    }
    return shown, f"{a}*(1 - tanh({u})^2)", steps, slips


def softplus_of_line(a, b):
    u = f"{a}*x {'-' if b < 0 else '+'} {abs(b)}"
    shown = f"\\log(1 + e^{{{a}x {'-' if b < 0 else '+'} {abs(b)}}})"
    steps = [
        f"The outer derivative is 1/(1 + e^u) and that of 1 + e^u is e^u times {a}, with u = {u}.",
        "e^u/(1 + e^u) is the sigmoid of u.",
    ]
    slips = {
        "forgot the inner derivative": f"sigmoid({u})",
        "stopped after the logarithm: the derivative of 1 + e^u is missing": f"1/(1 + exp({u}))",
        "lost the factor e^u": f"{a}/(1 + exp({u}))",
        "gave the second derivative's pattern, sigma times 1 minus sigma": f"{a}*sigmoid({u})*(1 - sigmoid({u}))",
    }
    return shown, f"{a}*sigmoid({u})", steps, slips


def swish(a, b):
    c = abs(b)
    s = f"sigmoid({a}*x)"
    shown = f"{'' if c == 1 else c}x\\,\\sigma({a}x), \\quad \\sigma(u) = 1/(1 + e^{{-u}})"
    steps = [
        "Product rule: (derivative of the first) × second + first × (derivative of the second).",
        f"σ({a}x) has the derivative {a}σ({a}x)(1 − σ({a}x)).",
    ]
    slips = {
        "left out the first part of the product rule": f"{c * a}*x*{s}*(1 - {s})",
        "left out the second part of the product rule": f"{times(c)}{s}",
        "multiplied the two derivatives instead of using the product rule": f"{c * a}*{s}*(1 - {s})",
        "forgot the inner derivative": f"{times(c)}({s} + x*{s}*(1 - {s}))",
    }
    return shown, f"{times(c)}({s} + {a}*x*{s}*(1 - {s}))", steps, slips


def gaussian(a, b):
    c = abs(b)
    shown = f"{'' if c == 1 else c}e^{{-{a}x^2}}"
    steps = [
        f"The inner function is −{a}x², with the derivative −{2 * a}x.",
        "The exponential stays as it is.",
    ]
    slips = {
        "forgot the inner derivative": f"{times(c)}exp(-{a}*x^2)",
        "lost the minus sign": f"{2 * a * c}*x*exp(-{a}*x^2)",
        "forgot the 2 from the square": f"-{a * c}*x*exp(-{a}*x^2)",
        "lowered the power of e as if it were a power of x": f"-{a * c}*x^2*exp(-{a}*x^2 - 1)",
    }
    return shown, f"-{2 * a * c}*x*exp(-{a}*x^2)", steps, slips


def power_and_decay(a, b):
    k = abs(b) + 1
    shown = f"x^{k} e^{{-{a}x}}"
    steps = [
        f"Product rule: x^{k} has the derivative {k}x^{k - 1}, e^(−{a}x) has −{a}e^(−{a}x).",
        f"{k}x^{k - 1} e^(−{a}x) − {a}x^{k} e^(−{a}x).",
    ]
    slips = {
        "multiplied the two derivatives instead of using the product rule": f"-{a * k}*x^{k - 1}*exp(-{a}*x)",
        "lost the minus sign of the exponent": f"{k}*x^{k - 1}*exp(-{a}*x) + {a}*x^{k}*exp(-{a}*x)",
        "forgot the inner derivative": f"{k}*x^{k - 1}*exp(-{a}*x) - x^{k}*exp(-{a}*x)",
        "left out the second part of the product rule": f"{k}*x^{k - 1}*exp(-{a}*x)",
    }
    return shown, f"({k}*x^{k - 1} - {a}*x^{k})*exp(-{a}*x)", steps, slips


def log_of_square(a, b):
    c = abs(b)
    shown = f"{'' if c == 1 else c}\\log(1 + {a}x^2)"
    steps = [f"The outer derivative is {c}/(1 + {a}x²).", f"The inner one is {2 * a}x."]
    slips = {
        "forgot the inner derivative": f"{c}/(1 + {a}*x^2)",
        "forgot the 2 from the square": f"{a * c}*x/(1 + {a}*x^2)",
        "put the derivative of the inner function under the line instead of the inner function": f"{c}/({2 * a}*x)",
        "multiplied by the inner function instead of dividing by it": f"{2 * a * c}*x*(1 + {a}*x^2)",
    }
    return shown, f"{2 * a * c}*x/(1 + {a}*x^2)", steps, slips


def smooth_absolute_value(a, b):
    c = abs(b)
    shown = f"{'' if c == 1 else c}\\sqrt{{x^2 + {a}}}"
    steps = ["√u has the derivative 1/(2√u); the inner one is 2x.", "The twos cancel."]
    slips = {
        "forgot the inner derivative": f"{c}/(2*sqrt(x^2 + {a}))",
        "forgot the half of the square root": f"{2 * c}*x/sqrt(x^2 + {a})",
        "multiplied by the root instead of dividing by it": f"{times(c)}x*sqrt(x^2 + {a})",
        "took the root of each part on its own": f"{c}",
    }
    return shown, f"{times(c)}x/sqrt(x^2 + {a})", steps, slips


def saturating_ratio(a, b):
    c = abs(b)
    shown = f"\\frac{{{'' if c == 1 else c}x}}{{x + {a}}}"
    steps = [
        f"Quotient rule: ({c} × (x + {a}) − {c}x × 1) / (x + {a})².",
        f"The terms with x cancel; {a * c} is left above the line.",
    ]
    slips = {
        "took the numerator of the quotient rule the other way round": f"-{a * c}/(x + {a})^2",
        "did not square the denominator": f"{a * c}/(x + {a})",
        "divided the two derivatives": f"{c}",
        "added in the numerator of the quotient rule instead of subtracting": f"{times(c)}(2*x + {a})/(x + {a})^2",
    }
    return shown, f"{a * c}/(x + {a})^2", steps, slips


FAMILIES = [
    sigmoid_of_line,
    tanh_of_line,
    softplus_of_line,
    swish,
    gaussian,
    power_and_decay,
    log_of_square,
    smooth_absolute_value,
    saturating_ratio,
]
