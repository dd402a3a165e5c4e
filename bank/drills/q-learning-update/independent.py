"""As a gradient step on half the squared error with a fixed target, the slope by central differences."""


def answer(facts):
    """The answer, another way."""
    follows = sorted([facts["gamma"] * value for value in facts["there"]] or [0.0])[-1]

    def half_square(value):
        return (facts["reward"] + follows - value) ** 2 / 2

    old, step = facts["old"], 1e-4
    slope = (half_square(old + step) - half_square(old - step)) / (2 * step)
    return old - facts["alpha"] * slope
