"""The pair of characters that byte-pair encoding merges first."""

from itertools import pairwise

from hotseat.drills import Exercise, choice

WORDS = [
    "low", "lower", "slow", "newer", "newest", "widest", "wide", "winter", "tower", "tent", "nest", "rest",
    "west", "stern", "term", "inner", "dinner", "tin", "ten", "net", "sent", "send", "sand", "hand", "land",
    "plan", "plant", "late", "later", "rate", "train", "rain", "ran", "tan", "near", "tear", "ear", "heart",
    "hear", "earth", "art", "cart",
]  # fmt: skip


def _pairs(words, counts):
    found = {}
    for word, count in zip(words, counts, strict=True):
        for pair in pairwise(word):
            found[pair] = found.get(pair, 0) + count
    return found


def _leader(found):
    best = max(found.values())
    leaders = [pair for pair, count in found.items() if count == best]
    return leaders[0] if len(leaders) == 1 else None


def make(rng):
    """Five words with counts; the most frequent pair is unique, and not the one in the most words."""
    while True:
        words = [WORDS[i] for i in rng.choice(len(WORDS), size=5, replace=False)]
        counts = [int(c) for c in rng.permutation(9)[:5] + 1]
        found = _pairs(words, counts)
        best, unweighted = _leader(found), _leader(_pairs(words, [1] * 5))
        ranked = sorted(found, key=lambda pair: (-found[pair], pair))
        heavy = words[counts.index(max(counts))]
        if best and unweighted and best != unweighted:
            break
    options = [best, unweighted]
    has_heavy = best not in pairwise(heavy)
    options += [(heavy[0], heavy[1])] if has_heavy else []
    options += [pair for pair in ranked if pair not in options]
    options = list(dict.fromkeys(options))[:4]
    options = [options[i] for i in rng.permutation(len(options))]
    names = {pair: f"{pair[0]} + {pair[1]}" for pair in options}
    rows = "\n".join(f"| {word} | {count} |" for word, count in zip(words, counts, strict=True))
    where = [
        f"{count} from {word}" for word, count in zip(words, counts, strict=True) if "".join(best) in word
    ]
    others = ", ".join(f"{names[pair]}: {found[pair]}" for pair in options if pair != best)
    slips = {"counted every distinct word once, whatever its count": names[unweighted]}
    if has_heavy:
        slips["looked only at the most frequent word"] = names[(heavy[0], heavy[1])]
    return Exercise(
        ask=(
            "A byte-pair encoding is trained on this corpus. It starts from single characters, without an end-of-word "
            f"sign, and never merges across words.\n\n| word | count |\n|---|---|\n{rows}\n\n"
            "Which pair of neighbouring symbols does it merge first?"
        ),
        answer=choice([names[pair] for pair in options], options.index(best)),
        steps=[
            "Every pair counts as often as the words that hold it occur.",
            f"{names[best]}: {found[best]} ({', '.join(where)}).",
            f"The other pairs on offer: {others}. No pair beats {names[best]}.",
            f"First merge: **{names[best]}**.",
        ],
        slips=slips,
        facts={"words": words, "counts": counts},
    )
