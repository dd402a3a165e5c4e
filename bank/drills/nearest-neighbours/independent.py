"""By scikit-learn."""


def answer(facts):
    """The answer, another way."""
    from sklearn.neighbors import KNeighborsRegressor

    model = KNeighborsRegressor(n_neighbors=facts["k"], metric=facts["metric"])
    return model.fit(facts["points"], facts["targets"]).predict([facts["query"]])[0]
