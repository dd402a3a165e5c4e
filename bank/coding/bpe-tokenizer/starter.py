class BPETokenizer:
    """Byte-pair encoding on the characters of words. n_merges: how many merges to learn at most."""

    def __init__(self, n_merges):
        self.n_merges = n_merges

    def fit(self, texts):
        """texts: list of strings. Sets merges_, a list of pairs (tuples of two strings). Returns self."""
        self.merges_ = []
        return self

    def tokenize(self, text):
        """The symbols of a text, a list of strings; the last one of each word ends with "</w>"."""
        return []

    def decode(self, tokens):
        """The text of a list of symbols."""
        return ""
