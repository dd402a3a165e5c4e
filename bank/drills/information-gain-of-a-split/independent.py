"""It is the mutual information of side and label: scikit-learn's, on one line for every example."""

from math import log

from sklearn.metrics import mutual_info_score


def answer(facts):
    sides, labels = [], []
    for side in ("left", "right"):
        for label, times in enumerate(facts[side]):
            sides += [side] * times
            labels += [label] * times
    return mutual_info_score(labels, sides) / log(2)
