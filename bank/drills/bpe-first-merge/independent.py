"""By writing the corpus out and counting the two-character strings in it."""


def answer(facts):
    """The string that occurs most often; a blank keeps the words apart."""
    from collections import Counter

    text = " ".join(
        " ".join([word] * count) for word, count in zip(facts["words"], facts["counts"], strict=True)
    )
    found = Counter(text[place : place + 2] for place in range(len(text) - 1))
    pair = max((p for p in found if " " not in p), key=found.get)
    return f"{pair[0]} + {pair[1]}"
