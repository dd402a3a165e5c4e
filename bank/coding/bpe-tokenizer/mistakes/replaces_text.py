"""Joining the symbols with spaces and calling str.replace: "a b" is also found where one symbol ends with a and the next begins with b. Compare whole symbols."""

from collections import Counter

END = "</w>"


def merge(symbols, pair):
    """symbols with each occurrence of pair joined, from left to right."""
    return " ".join(symbols).replace(" ".join(pair), "".join(pair)).split(" ")


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
            best = min(counts, key=lambda pair: (-counts[pair], pair))
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
