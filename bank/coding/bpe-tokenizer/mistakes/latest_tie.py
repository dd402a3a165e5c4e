"""Taking the largest of equally frequent pairs, as max over (count, pair) does: the smallest tuple wins a tie."""

from collections import Counter

END = "</w>"


def merge(symbols, pair):
    """symbols with each occurrence of pair joined, from left to right."""
    merged, i = [], 0
    while i < len(symbols):
        if tuple(symbols[i : i + 2]) == pair:
            merged.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            merged.append(symbols[i])
            i += 1
    return merged


class BPETokenizer:
    def __init__(self, n_merges):
        self.n_merges = n_merges

    def fit(self, texts):
        occurrences = Counter(word for text in texts for word in text.split())
        words = {word: [*word, END] for word in occurrences}
        self.merges_ = []
        for _ in range(self.n_merges):
            counts = Counter()
            for word, symbols in words.items():
                for pair in zip(symbols, symbols[1:]):
                    counts[pair] += occurrences[word]
            if not counts:
                break
            best = max(counts, key=lambda pair: (counts[pair], pair))
            self.merges_.append(best)
            words = {word: merge(symbols, best) for word, symbols in words.items()}
        return self

    def tokenize(self, text):
        tokens = []
        for word in text.split():
            symbols = [*word, END]
            for pair in self.merges_:
                symbols = merge(symbols, pair)
            tokens += symbols
        return tokens

    def decode(self, tokens):
        return "".join(tokens).replace(END, " ").rstrip(" ")
