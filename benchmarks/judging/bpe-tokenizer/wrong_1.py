from collections import Counter

END = "</w>"


def merge_word(symbols, pair):
    """Merge the pair from left to right, without overlap."""
    merged = []
    i = 0
    while i < len(symbols):
        if i + 1 < len(symbols) and symbols[i] == pair[0] and symbols[i + 1] == pair[1]:
            merged.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            merged.append(symbols[i])
            i += 1
    return merged


class BPETokenizer:
    """Byte-pair encoding on the characters of words. n_merges: how many merges to learn at most."""

    def __init__(self, n_merges):
        self.n_merges = n_merges

    def fit(self, texts):
        self.merges_ = []
        frequency = Counter()
        for text in texts:
            frequency.update(text.split())
        words = {word: list(word) + [END] for word in frequency}
        while len(self.merges_) < self.n_merges:
            counts = Counter()
            for word, symbols in words.items():
                for pair in zip(symbols, symbols[1:]):
                    counts[pair] += 1
            if not counts:
                break
            best = min(counts, key=lambda pair: (-counts[pair], pair))
            self.merges_.append(best)
            for word in words:
                words[word] = merge_word(words[word], best)
        return self

    def tokenize(self, text):
        tokens = []
        for word in text.split():
            symbols = list(word) + [END]
            for pair in self.merges_:
                symbols = merge_word(symbols, pair)
            tokens.extend(symbols)
        return tokens

    def decode(self, tokens):
        return "".join(tokens).replace(END, " ").strip()
