"""By adding up dot products: each has as many multiplications as terms, and as many additions."""


def answer(facts):
    """Example by example and head by head."""
    total = 0
    for _ in range(facts["batch"]):
        for _ in range(facts["heads"]):
            scores = facts["length"] * facts["length"]
            total += scores * (facts["width"] + facts["width"])
            mixed = facts["length"] * facts["width"]
            total += mixed * (facts["length"] + facts["length"])
    return total / 1e9
