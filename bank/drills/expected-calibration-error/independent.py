"""By single predictions: the gap of a bin's sums, over all predictions."""

from fractions import Fraction


def answer(facts):
    """The answer, another way."""
    surplus, everyone = {}, 0
    for place, count in enumerate(facts["counts"]):
        for member in range(count):
            is_correct = member < facts["right"][place]
            confidence = Fraction(str(facts["confidences"][place]))
            surplus[place] = surplus.get(place, 0) + is_correct - confidence
            everyone += 1
    return float(sum(map(abs, surplus.values())) / everyone)
