"""By scikit-learn's transformer, its scale undone where the formula is another one."""


def answer(facts):
    """The answer, another way."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [" ".join(document) for document in facts["documents"]]
    model = TfidfVectorizer(norm=None, smooth_idf=facts["is_smooth"])
    weights = model.fit_transform(texts).toarray()
    weight = weights[facts["which"], model.vocabulary_[facts["term"]]]
    if facts["is_smooth"]:
        return weight
    words = facts["documents"][facts["which"]]
    return (weight - words.count(facts["term"])) / len(words)
