"""BERT's tokens: words in lower case without accents, cut into the longest pieces that the vocabulary knows."""

import unicodedata
from collections.abc import Iterator, Sequence

LONGEST_WORD = 100


class WordPiece:
    """A vocabulary: one piece per line, its number is its place. "##" marks a piece inside a word."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}

    def numbers(self, text: str) -> list[int]:
        """The numbers of a text's pieces between [CLS] and [SEP]."""
        found = [self._numbers["[CLS]"]]
        for word in _words(text):
            found += self._cut(word)
        return [*found, self._numbers["[SEP]"]]

    def _cut(self, word: str) -> list[int]:
        unknown = [self._numbers["[UNK]"]]
        if len(word) > LONGEST_WORD:
            return unknown
        found: list[int] = []
        start = 0
        while start < len(word):
            mark = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if mark + word[start:end] in self._numbers), None)
            if end is None:
                return unknown
            found.append(self._numbers[mark + word[start:end]])
            start = end
        return found


def _words(text: str) -> Iterator[str]:
    """Words and single marks of punctuation."""
    plain = unicodedata.normalize("NFD", text.lower())
    word = ""
    for char in plain:
        kind = unicodedata.category(char)
        if kind == "Mn" or (kind in ("Cc", "Cf") and not char.isspace()) or char == "\ufffd":
            continue
        if char.isspace() or _stands_alone(char, kind):
            if word:
                yield word
            word = ""
            if not char.isspace():
                yield char
        else:
            word += char
    if word:
        yield word


def _stands_alone(char: str, kind: str) -> bool:
    is_ascii_mark = char.isascii() and not char.isalnum() and char.isprintable()
    return is_ascii_mark or kind.startswith("P") or 0x4E00 <= ord(char) <= 0x9FFF
