"""By scikit-learn on the labels."""


def answer(facts):
    """The answer, another way."""
    import numpy as np
    from sklearn.utils.class_weight import compute_class_weight

    labels = np.repeat(np.arange(len(facts["counts"])), facts["counts"])
    return compute_class_weight("balanced", classes=np.arange(len(facts["counts"])), y=labels)
