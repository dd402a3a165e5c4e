"""By central differences of the whole loss."""


def answer(facts):
    """The slope of the loss along the asked weight."""
    import numpy as np

    def loss(w):
        hidden = np.clip(np.array(w) * facts["x"] + np.array(facts["b"]), 0, None)
        return (hidden @ np.array(facts["v"]) + facts["c"] - facts["y"]) ** 2

    step = 1e-5
    move = step * np.eye(2)[facts["asked"]]
    w = np.array(facts["w"], dtype=float)
    return (loss(w + move) - loss(w - move)) / (2 * step)
