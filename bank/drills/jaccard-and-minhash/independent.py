"""Through indicator vectors, and through the item that comes first in the union under each hash function."""


def answer(facts):
    """The answer, another way."""
    from sklearn.metrics import jaccard_score

    one, two, hashes = facts["one"], facts["two"], facts["hashes"]
    exact = jaccard_score([item in one for item in hashes[0]], [item in two for item in hashes[0]])
    firsts = [min({*one, *two}, key=table.get) for table in hashes]
    return [exact, sum(item in one and item in two for item in firsts) / len(firsts)]
