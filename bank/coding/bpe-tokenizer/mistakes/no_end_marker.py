"""Leaving out the end marker while learning and adding it only to the last token: endings never become symbols of their own, and "est" inside a word is the same as at its end."""

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
        words = {word: [*word] for word in occurrences}
        self.merges_ = []
        for _ in range(self.n_merges):
            counts = Counter()
            for word, symbols in words.items():
                for pair in zip(symbols, symbols[1:]):
                    counts[pair] += occurrences[word]
            if not counts:
                break
            best = min(counts, key=lambda pair: (-counts[pair], pair))
            self.merges_.append(best)
            words = {word: merge(symbols, best) for word, symbols in words.items()}
        return self

    def tokenize(self, text):
        tokens = []
        for word in text.split():
            symbols = [*word]
            for pair in self.merges_:
                symbols = merge(symbols, pair)
            tokens += [*symbols[:-1], symbols[-1] + END]
        return tokens

    def decode(self, tokens):
        return "".join(tokens).replace(END, " ").rstrip(" ")
