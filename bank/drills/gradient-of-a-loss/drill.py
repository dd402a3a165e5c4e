"""The derivative in w of a one-example loss with an L2 penalty, as a formula in w, x and y."""

from hotseat.drills import Exercise, expression

NOTE = "You may write sigmoid(...), tanh(...), exp(...) and log(...)."


def make(rng):
    family = FAMILIES[rng.integers(len(FAMILIES))]
    weight = float(rng.choice([0.1, 0.2, 0.3, 0.4, 0.5, 1, 2, 3, 4, 5]))
    half = bool(rng.integers(2))
    label = int(rng.choice([-1, 1]))
    shown, slope, steps, slips, has_label = family(label)
    penalty = f"\\frac{{{weight:g}}}{{2}} w^2" if half else f"{weight:g}\\,w^2"
    factor = weight if half else 2 * weight
    wrong = 2 * weight if half else weight
    right_part, wrong_part = ("w" if each == 1 else f"{each:g}*w" for each in (factor, wrong))
    ranges = {"w": (-1.5, 1.5), "x": (0.3, 1.5), "y": (0.1, 0.9)}
    if has_label:
        del ranges["y"]
    return Exercise(
        ask=(
            f"For one example, with a weight $w$ (a number), an input $x$ and a target "
            f"{f'$y = {label}$' if has_label else '$y$'}, the loss with its penalty is\n\n"
            f"$L(w) = {shown} + {penalty}$\n\n"
            f"Here $\\sigma(u) = 1/(1 + e^{{-u}})$ and log is the natural logarithm. What is $dL/dw$? "
            f"Answer with a formula in {', '.join(ranges)}. {NOTE}"
        ),
        answer=expression(f"{slope} + {right_part}", **ranges),
        steps=[*steps, f"The penalty adds {right_part}.", f"dL/dw = **{slope} + {right_part}**."],
        slips={
            **{says: f"{wrong_slope} + {right_part}" for says, wrong_slope in slips.items()},
            "left out the gradient of the penalty": slope,
            "took half or twice the gradient of the penalty": f"{slope} + {wrong_part}",
        },
        facts={"family": family.__name__, "penalty": weight / 2 if half else weight, "label": label},
    )


def squared_error(_label):
    steps = ["The outer derivative of the square is 2(wx − y).", "The inner one, of wx − y in w, is x."]
    slips = {
        "forgot the inner derivative, x": "2*(w*x - y)",
        "forgot the 2 from the square": "x*(w*x - y)",
        "took the wrong sign": "2*x*(y - w*x)",
    }
    return "(wx - y)^2", "2*x*(w*x - y)", steps, slips, False


def log_loss(_label):
    steps = [
        "With p = σ(wx): dL/dp = −y/p + (1 − y)/(1 − p) = (p − y)/(p(1 − p)).",
        "dp/dw = p(1 − p)x, so the factor p(1 − p) cancels.",
    ]
    slips = {
        "forgot the inner derivative, x": "(sigmoid(w*x) - y)",
        "took the wrong sign": "(y - sigmoid(w*x))*x",
        "kept the factor p(1 - p), which cancels here": "(sigmoid(w*x) - y)*sigmoid(w*x)*(1 - sigmoid(w*x))*x",
        "left out the sigmoid": "(w*x - y)*x",
    }
    shown = "-y \\log \\sigma(wx) - (1 - y) \\log(1 - \\sigma(wx))"
    return shown, "(sigmoid(w*x) - y)*x", steps, slips, False


def squared_error_of_sigmoid(_label):
    p = "sigmoid(w*x)"
    steps = ["With p = σ(wx): dL/dp = 2(p − y).", "dp/dw = p(1 − p)x. Nothing cancels."]
    slips = {
        "left out the derivative of the sigmoid": f"2*({p} - y)*x",
        "forgot the inner derivative, x": f"2*({p} - y)*{p}*(1 - {p})",
        "forgot the 2 from the square": f"({p} - y)*{p}*(1 - {p})*x",
        "took the wrong sign": f"2*(y - {p})*{p}*(1 - {p})*x",
    }
    return "(\\sigma(wx) - y)^2", f"2*({p} - y)*{p}*(1 - {p})*x", steps, slips, False


def logistic_margin_loss(label):
    minus, plus = ("-", "") if label > 0 else ("", "-")
    steps = [
        f"With u = −ywx = {minus}wx, log(1 + e^u) has the derivative σ(u) in u.",
        f"u has the derivative {minus}x in w.",
    ]
    slips = {
        "forgot the inner derivative, -yx": f"sigmoid({minus}w*x)",
        "took the wrong sign in front": f"{plus}x*sigmoid({minus}w*x)",
        "took the wrong sign inside the sigmoid": f"{minus}x*sigmoid({plus}w*x)",
    }
    return "\\log(1 + e^{-ywx})", f"{minus}x*sigmoid({minus}w*x)", steps, slips, True


def exponential_loss(label):
    minus, plus = ("-", "") if label > 0 else ("", "-")
    steps = [
        f"The exponent is −ywx = {minus}wx, with the derivative {minus}x in w.",
        "The exponential stays as it is.",
    ]
    slips = {
        "forgot the inner derivative, -yx": f"exp({minus}w*x)",
        "took the wrong sign in front": f"{plus}x*exp({minus}w*x)",
        "took the wrong sign in the exponent": f"{minus}x*exp({plus}w*x)",
    }
    return "e^{-ywx}", f"{minus}x*exp({minus}w*x)", steps, slips, True


def log_cosh(_label):
    steps = [
        "log cosh u has the derivative sinh u / cosh u = tanh u.",
        "The inner derivative of wx − y in w is x.",
    ]
    slips = {
        "forgot the inner derivative, x": "tanh(w*x - y)",
        "turned the fraction upside down: coth instead of tanh": "x/tanh(w*x - y)",
        "took the wrong sign": "-x*tanh(w*x - y)",
    }
    return "\\log \\cosh(wx - y)", "x*tanh(w*x - y)", steps, slips, False


def poisson_loss(_label):
    steps = ["e^(wx) has the derivative x e^(wx) in w.", "−ywx has the derivative −yx."]
    slips = {
        "forgot the inner derivative of the exponential": "exp(w*x) - y*x",
        "forgot the factor x": "exp(w*x) - y",
        "took the wrong sign for the second part": "x*(exp(w*x) + y)",
    }
    return "e^{wx} - y w x", "x*(exp(w*x) - y)", steps, slips, False


FAMILIES = [
    squared_error,
    log_loss,
    squared_error_of_sigmoid,
    logistic_margin_loss,
    exponential_loss,
    log_cosh,
    poisson_loss,
]
