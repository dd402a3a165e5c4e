from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np


@dataclass
class Tally:
    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def f1(self) -> Fraction:
        bottom = 2 * self.tp + self.fp + self.fn
        return Fraction(2 * self.tp, bottom) if bottom else Fraction(0)


def _plain(labels) -> list:
    return np.asarray(labels).tolist()


def f1_score(y_true: Any, y_pred: Any, average="binary", pos_label=1):
    if not (average is None or (isinstance(average, str) and average in ("binary", "macro", "weighted", "micro"))):
        raise ValueError(f"average={average}")
    a, b = _plain(y_true), _plain(y_pred)
    if len(a) != len(b):
        raise ValueError(f"{len(a)} true labels, {len(b)} predictions")
    true, pred, both = Counter(a), Counter(b), Counter(t for t, p in zip(a, b) if t == p)
    tallies = {c: Tally(both[c], pred[c] - both[c], true[c] - both[c]) for c in sorted(true.keys() | pred.keys())}
    match average:
        case None:
            return np.array([float(t.f1) for t in tallies.values()], dtype=np.float64)
        case "binary":
            if len(tallies) > 2:
                raise ValueError("binary average needs two classes")
            return float(tallies.get(pos_label, Tally()).f1)
        case "micro":
            return np.float64(sum(tallies.values(), Tally()).f1)
        case "macro":
            return float(sum(t.f1 for t in tallies.values()) / max(len(tallies), 1))
        case "weighted":
            return float(sum(t.f1 * true[c] for c, t in tallies.items()) / max(len(a), 1))
