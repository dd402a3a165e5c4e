"""Pair counts kept up to date word by word; tokenizing picks the merge of lowest rank until none applies."""

from collections import Counter, defaultdict

END = "</w>"


def pairs_of(symbols):
    return list(zip(symbols[:-1], symbols[1:]))


def joined(symbols, left, right):
    result = []
    for symbol in symbols:
        if result and result[-1] == (left, True) and symbol == right:
            result[-1] = (left + right, False)  # a fresh symbol takes no part in this merge
        else:
            result.append((symbol, symbol == left))
    return [symbol for symbol, _ in result]


class BPETokenizer:
    def __init__(self, n_merges):
        self.n_merges = n_merges

    def fit(self, texts):
        weights = Counter()
        for text in texts:
            weights.update(text.split())
        words = [list(word) + [END] for word in weights]
        weights = list(weights.values())
        counts, places = Counter(), defaultdict(set)
        for place, symbols in enumerate(words):
            for pair in pairs_of(symbols):
                counts[pair] += weights[place]
                places[pair].add(place)

        merges = []
        while counts and len(merges) < self.n_merges:
            top = max(counts.values())
            best = min(pair for pair, count in counts.items() if count == top)
            for place in places.pop(best):
                for pair in pairs_of(words[place]):
                    counts[pair] -= weights[place]
                    if counts[pair] == 0:
                        del counts[pair]
                words[place] = joined(words[place], *best)
                for pair in pairs_of(words[place]):
                    counts[pair] += weights[place]
                    places[pair].add(place)
            merges.append(best)
        self.merges_ = merges
        self._rank = {pair: rank for rank, pair in enumerate(merges)}
        return self

    def tokenize(self, text):
        return [symbol for word in text.split() for symbol in self._split(list(word) + [END])]

    def _split(self, symbols):
        while True:
            known = [pair for pair in pairs_of(symbols) if pair in self._rank]
            if not known:
                return symbols
            symbols = joined(symbols, *min(known, key=self._rank.get))

    def decode(self, tokens):
        words = "".join(tokens).split(END)
        return " ".join(words if words[-1] else words[:-1])
