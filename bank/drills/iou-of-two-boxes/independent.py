"""By counting unit squares."""


def _squares(box):
    return {(x, y) for x in range(box[0], box[2]) for y in range(box[1], box[3])}


def answer(facts):
    """The answer, another way."""
    a, b = _squares(facts["a"]), _squares(facts["b"])
    return len(a & b) / len(a | b)
