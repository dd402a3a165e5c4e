"""By scikit-learn's encoder on the rows, written out one by one."""


def answer(facts):
    """The answer, another way."""
    from sklearn.preprocessing import TargetEncoder

    rows, target = [], []
    for city, (count, hits) in enumerate(zip(facts["counts"], facts["positives"], strict=True)):
        rows += [[city]] * count
        target += [1.0] * hits + [0.0] * (count - hits)
    encoder = TargetEncoder(target_type="continuous", smooth=float(facts["strength"])).fit(rows, target)
    return encoder.encodings_[0][facts["asked"]]
