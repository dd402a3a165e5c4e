"""By central differences of the loss."""


def answer(facts):
    """The slope of the loss along each logit."""
    import numpy as np
    from scipy.special import log_softmax

    logits = np.array(facts["logits"], dtype=float)
    step = 1e-5
    slopes = []
    for place in range(len(logits)):
        move = np.zeros(len(logits))
        move[place] = step
        ahead = -log_softmax(logits + move)[facts["label"]]
        behind = -log_softmax(logits - move)[facts["label"]]
        slopes.append((ahead - behind) / (2 * step))
    return slopes
