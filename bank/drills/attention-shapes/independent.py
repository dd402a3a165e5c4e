"""By running the attention on arrays of zeros."""


def answer(facts):
    """The shape of the array that comes out."""
    import numpy as np

    heads, model = facts["heads"], facts["model"]

    def split(length):
        flat = np.zeros((facts["batch"], length, model), dtype=np.float32)
        return flat.reshape(*flat.shape[:2], heads, -1).swapaxes(1, 2)

    q, k, v = split(facts["queries"]), split(facts["keys"]), split(facts["keys"])
    scores = np.einsum("bhqd,bhkd->bhqk", q, k)
    mixed = np.einsum("bhqk,bhkd->bhqd", scores, v)
    joined = mixed.swapaxes(1, 2).reshape(facts["batch"], facts["queries"], -1)
    found = {"queries": q, "keys": k, "scores": scores, "weighted": mixed, "output,": joined}
    return next(array.shape for word, array in found.items() if facts["name"].startswith(f"the {word}"))
