"""With the moments as weighted averages of all gradients so far, so that no correction is needed."""


def answer(facts):
    """Each step from NumPy's weighted averages."""
    import numpy as np

    gradients = np.array(facts["gradients"], dtype=float)
    place, path = facts["theta"], []
    for t in range(1, len(gradients) + 1):
        ages = np.arange(t)[::-1]
        mean = np.average(gradients[:t], weights=facts["betas"][0] ** ages)
        square = np.average(gradients[:t] ** 2, weights=facts["betas"][1] ** ages)
        place = place - facts["rate"] * mean * square**-0.5
        path.append(place)
    return path
