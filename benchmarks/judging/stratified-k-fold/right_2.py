import random
from collections import defaultdict

import numpy as np


def stratified_k_fold(y, n_splits=5, random_state=None):
    """Plain Python: each class is shuffled and dealt like cards; the deal goes on where the last class ended."""
    labels = list(y.tolist() if hasattr(y, "tolist") else y)
    if not 2 <= n_splits <= len(labels):
        raise ValueError(f"cannot make {n_splits} folds of {len(labels)} rows")
    dealer = random.Random(None if random_state is None else f"seed {int(random_state)}")
    groups = defaultdict(list)
    for position, label in enumerate(labels):
        groups[label].append(position)
    hands = [[] for _ in range(n_splits)]
    seats = list(range(n_splits))
    dealer.shuffle(seats)
    turn = 0
    for cards in groups.values():
        dealer.shuffle(cards)
        for card in cards:
            hands[seats[turn % n_splits]].append(card)
            turn += 1
    out = []
    for hand in hands:
        inside = set(hand)
        train = [p for p in range(len(labels)) if p not in inside]
        out.append((np.array(train, dtype=np.int64), np.array(sorted(hand), dtype=np.int64)))
    return out
