from collections import Counter, defaultdict


class _Pairs:
    """Counts of the neighbouring pairs, kept up to date word by word."""

    def __init__(self):
        self.count = Counter()
        self.where = defaultdict(set)

    def add(self, index, symbols, times):
        for pair in zip(symbols, symbols[1:]):
            self.count[pair] += times
            self.where[pair].add(index)

    def remove(self, index, symbols, times):
        for pair in zip(symbols, symbols[1:]):
            self.count[pair] -= times
            if not self.count[pair]:
                del self.count[pair]
            self.where[pair].discard(index)

    def best(self):
        top = max(self.count.values())
        return min(pair for pair, times in self.count.items() if times == top)


def _join(symbols, a, b):
    stack = []
    fresh = False  # whether the top of the stack was merged just now
    for symbol in symbols:
        if stack and not fresh and stack[-1] == a and symbol == b:
            stack[-1] = a + b
            fresh = True
        else:
            stack.append(symbol)
            fresh = False
    return tuple(stack)


class BPETokenizer:
    def __init__(self, n_merges):
        self.n_merges = n_merges

    def fit(self, texts):
        vocabulary = Counter(word for text in texts for word in text.split())
        words = [((*word, "</w>"), times) for word, times in vocabulary.items()]
        pairs = _Pairs()
        for index, (symbols, times) in enumerate(words):
            pairs.add(index, symbols, times)
        self.merges_ = []
        self._cache = {}
        self._rank = {}
        for _ in range(self.n_merges):
            if not pairs.count:
                break
            a, b = pairs.best()
            self.merges_.append((a, b))
            self._rank[a, b] = len(self._rank)
            for index in list(pairs.where[a, b]):
                symbols, times = words[index]
                pairs.remove(index, symbols, times)
                symbols = _join(symbols, a, b)
                pairs.add(index, symbols, times)
                words[index] = (symbols, times)
        return self

    def tokenize(self, text):
        return [symbol for word in text.split() for symbol in self._word(word)]

    def _word(self, word):
        """Merge the pair of the lowest rank again and again; the same as going through the merges in order."""
        if word not in self._cache:
            symbols = (*word, "</w>")
            while len(symbols) > 1:
                pair = min(zip(symbols, symbols[1:]), key=lambda pair: self._rank.get(pair, len(self._rank)))
                if pair not in self._rank:
                    break
                symbols = _join(symbols, *pair)
            self._cache[word] = symbols
        return self._cache[word]

    def decode(self, tokens):
        words, current = [], ""
        for token in tokens:
            if token.endswith("</w>"):
                words.append(current + token[: -len("</w>")])
                current = ""
            else:
                current += token
        if current:
            words.append(current)
        return " ".join(words)
