"""By scikit-learn, with one summed-up row of counts per class."""


def answer(facts):
    """The answer, another way."""
    from sklearn.naive_bayes import MultinomialNB

    model = MultinomialNB(alpha=1.0, class_prior=[1 - facts["prior"], facts["prior"]])
    model.fit([facts["ham"], facts["spam"]], [0, 1])
    mail = [int(place in facts["picked"]) for place in range(4)]
    return model.predict_proba([mail])[0, 1]
