"""By scikit-learn's scaler."""


def answer(facts):
    """The answer, another way."""
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit([[value] for value in facts["train"]])
    return scaler.transform([[value] for value in facts["test"]])
