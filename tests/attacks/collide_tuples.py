# expect: judge-error
"""Tuples whose hashes all agree, made by inverting the hash; the reading side must not build the set."""
MASK = (1 << 64) - 1
P1, P2, P5 = 11400714785074694791, 14029467366897019727, 2870177450012600261
Q1, Q2 = pow(P1, -1, 1 << 64), pow(P2, -1, 1 << 64)


def rotl(value, by):
    return ((value << by) | (value >> (64 - by))) & MASK


def lane_for(acc, target):
    # acc' = rotl(acc + lane * P2, 31) * P1, so lane = (rotr(target / P1, 31) - acc) / P2
    inner = target * Q1 & MASK
    return (rotl(inner, 33) - acc) * Q2 & MASK


def double(x):
    out = []
    target = 12345
    first = 0
    while len(out) < 20_000:
        first += 1
        acc = rotl((P5 + first * P2) & MASK, 31) * P1 & MASK
        lane = lane_for(acc, target)
        if lane < (1 << 61) - 1:
            out.append((first, lane))
    return _Set(out)


class _Set(frozenset):
    """Sorted by repr on its way out; the elements are kept in a list."""

    def __new__(cls, items):
        made = super().__new__(cls)
        made.items = items
        return made

    def __iter__(self):
        return iter(self.items)
