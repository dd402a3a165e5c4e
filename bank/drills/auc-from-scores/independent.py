"""The trapezoids under the ROC curve, threshold by threshold."""


def answer(facts):
    """The answer, another way."""
    positive, negative = facts["positive"], facts["negative"]
    area, last_x, last_y = 0.0, 0.0, 0.0
    for threshold in sorted({*positive, *negative}, reverse=True):
        x = sum(score >= threshold for score in negative) / len(negative)
        y = sum(score >= threshold for score in positive) / len(positive)
        area += (x - last_x) * (y + last_y) / 2
        last_x, last_y = x, y
    return area
