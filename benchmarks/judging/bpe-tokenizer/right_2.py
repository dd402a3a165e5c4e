import re


class BPETokenizer:
    """Symbols of a word are kept as one string, separated by spaces; merging is a regular expression."""

    def __init__(self, n_merges: int) -> None:
        self.n_merges = n_merges
        self.merges_: list[tuple[str, str]] = []

    @staticmethod
    def _pattern(pair):
        return re.compile(r"(?<!\S)" + re.escape(" ".join(pair)) + r"(?!\S)")

    @staticmethod
    def _spread(word):
        return " ".join(word) + " </w>"

    def fit(self, texts: list[str]) -> "BPETokenizer":
        self.merges_ = []
        corpus: dict[str, int] = {}
        for text in texts:
            for word in text.split():
                spread = self._spread(word)
                corpus[spread] = corpus.get(spread, 0) + 1
        corpus = list(corpus.items())
        for _ in range(self.n_merges):
            tally: dict[tuple[str, str], int] = {}
            for spread, times in corpus:
                symbols = spread.split(" ")
                for left, right in zip(symbols[:-1], symbols[1:]):
                    tally[left, right] = tally.get((left, right), 0) + times
            if not tally:
                return self
            most = max(tally.values())
            pair = sorted(pair for pair, count in tally.items() if count == most)[0]
            self.merges_.append(pair)
            pattern, joined = self._pattern(pair), "".join(pair)
            corpus = [(pattern.sub(lambda _: joined, spread), times) for spread, times in corpus]
        return self

    def tokenize(self, text: str) -> list[str]:
        words = [self._spread(word) for word in text.split()]
        for pair in self.merges_:
            pattern, joined = self._pattern(pair), "".join(pair)
            words = [pattern.sub(lambda _: joined, word) for word in words]
        return [symbol for word in words for symbol in word.split(" ")]

    def decode(self, tokens: list[str]) -> str:
        words = "".join(tokens).split("</w>")
        return " ".join(word for word in words if word)
