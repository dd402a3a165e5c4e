from collections import Counter

import numpy as np

from hotseat.judge.checks import check, expect, probe, same, workload

END = "</w>"
BAR = "\x1f"


def wrapped(symbols):
    """Each symbol between two bars: text replacement then sees whole symbols only, from left to right, without overlap."""
    return "".join(BAR + symbol + BAR for symbol in symbols)


def unwrapped(line):
    return line.strip(BAR).split(BAR + BAR) if line else []


def joined(line, pair):
    return line.replace(wrapped(pair), wrapped(["".join(pair)]))


def learned(texts, n_merges):
    """Oracle on wrapped strings."""
    words = Counter(wrapped([*word, END]) for text in texts for word in text.split())
    merges = []
    while len(merges) < n_merges:
        counts = Counter()
        for line, times in words.items():
            symbols = unwrapped(line)
            for i in range(len(symbols) - 1):
                counts[symbols[i], symbols[i + 1]] += times
        if not counts:
            break
        top = max(counts.values())
        merges.append(min(pair for pair in counts if counts[pair] == top))
        words = Counter({joined(line, merges[-1]): times for line, times in words.items()})
    return merges


def split(text, merges):
    tokens = []
    for word in text.split():
        line = wrapped([*word, END])
        for pair in merges:
            line = joined(line, pair)
        tokens += unwrapped(line)
    return tokens


def fitted(candidate, texts, n_merges):
    """A fitted tokenizer whose merges_ equal the oracle's."""
    model = candidate.BPETokenizer(n_merges)
    expect(model.fit(texts) == model, "fit should return the tokenizer itself.")
    wanted = learned(texts, n_merges)
    got = model.merges_
    is_pairs = isinstance(got, list) and all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in got)
    expect(is_pairs, "merges_ should be a list of pairs of strings.", got=got, expected=wanted)
    same([tuple(pair) for pair in got], wanted, what="merges_")
    return model, wanted


def agrees(candidate, texts, n_merges, *others):
    """merges_, and the tokens of all words of the texts of training and of others."""
    model, merges = fitted(candidate, texts, n_merges)
    text = " ".join((*texts, *others))
    same(model.tokenize(text), split(text, merges), what="tokenize(text)")
    return model


def babble(rng, letters, words, longest=7):
    lengths = rng.integers(1, longest + 1, size=words)
    drawn = iter(rng.choice(list(letters), size=lengths.sum()).tolist())
    made = ["".join(next(drawn) for _ in range(length)) for length in lengths]
    return " ".join(made[i] for i in rng.integers(words, size=2 * words))


@check("the first merges of a small corpus", is_shown=True)
def small(candidate, rng):
    """The merges of a small corpus are off: count neighbouring symbols within words, end marker included, and merge the most frequent pair first."""
    texts = ["low low low low low lower lower", "newest newest newest newest newest newest widest widest widest"]
    agrees(candidate, texts, 9, "lowest new")


@check("decode gives the text back", is_shown=True)
def decoding(candidate, rng):
    """decode of tokenize must give the words back, separated by one space and without a space at the end."""
    texts, text = ["the cat sat on the mat", "the hat"], " a  fat\tcat sat \n"
    for n_merges in (0, 3, 50):
        model, merges = fitted(candidate, texts, n_merges)
        same(model.decode(split(text, merges)), "a fat cat sat", what="decode(tokens)")
    same(model.decode(model.tokenize("mat x the")), "mat x the", what="decode(tokenize(text))")
    same(model.decode(split("mat", merges)), "mat", what="decode of one word")
    same(model.decode([]), "", what="decode of no tokens")


@check("pairs count as often as their words occur")
def weighted(candidate, rng):
    """A pair counts once for every occurrence of its words, also in other texts: the distinct words were counted, or only one text."""
    agrees(candidate, ["xy xy xy xy xy ab abc abd"], 4)
    agrees(candidate, ["ab abc abd", "xy xy", "xy xy xy"], 4)


@check("ties go to the smallest pair")
def ties(candidate, rng):
    """Of equally frequent pairs the smallest tuple is taken, compared by the first symbol and then by the second."""
    agrees(candidate, ["ba dc fe"], 9)
    agrees(candidate, ["fe dc ba"], 9)
    agrees(candidate, ["ac ab", "bab aab b aZ Za a~ ~a \u00e9a a\u00e9"], 18)


@check("pairs are counted anew after each merge")
def recounted(candidate, rng):
    """After a merge the pairs around it are new ones and old ones have become rarer: count again, or update the counts, before choosing the next."""
    agrees(candidate, ["abc abc abc abc bcd bcd bcd"], 8)
    agrees(candidate, [babble(rng, "abc", 12) + " xabx xabx yabz"], 20)


@check("pairs never cross words")
def boundaries(candidate, rng):
    """The end of one word and the beginning of the next are no pair: words are separate, in training and in tokenize."""
    agrees(candidate, ["a b a b a b x y x y", "y", "x"], 5, "ab", "a b", "b a y x")


@check("only whole symbols are merged")
def whole_symbols(candidate, rng):
    """A merge joined pieces of symbols: compare symbols as wholes, not text in a joined string."""
    agrees(candidate, ["ab ab ab b aab cab cabd"], 6, "caabb")
    for n_merges in (2, 4, 7):
        agrees(candidate, ["abab abab abc abc abc bcab"], n_merges, "cabc abcab")
    agrees(candidate, ["a.b axb a.b a.b (a) (a) [a a* a*"], 12, "a.b axb a* (a)")


@check("overlapping pairs")
def overlaps(candidate, rng):
    """In runs of one character each position counts, but merges go from left to right and never overlap: aaa becomes aa a."""
    agrees(candidate, ["aaa"], 1, "aaaa", "aaaaa")
    agrees(candidate, ["aaab aaab cd cd cd"], 1)
    agrees(candidate, ["aaaab aaaaa aab baaa ababab babab aba"], 9, "aaaaaaaaab", "aaabaaa", "bababababa")


@check("every occurrence in a word is merged")
def every_occurrence(candidate, rng):
    """A pair that occurs several times in a word must be merged at all places, in fit and in tokenize."""
    agrees(candidate, ["banana banana bandana"], 3, "ananas", "banananana")
    agrees(candidate, ["xyxzxy xyxy"], 4, "xyaxybxy")


@check("training ends when no pair is left")
def exhausted(candidate, rng):
    """Merging goes on, also for pairs that occur once, until n_merges pairs are taken or each word is one symbol; then it stops without an error."""
    agrees(candidate, ["ab cd e"], 100, "abcde")
    agrees(candidate, ["abc de"], 2)
    for texts, n_merges in ([], 5), (["", "  \n "], 5), (["abc abc"], 0):
        model, _ = fitted(candidate, texts, n_merges)
        same(model.tokenize("abc a"), ["a", "b", "c", END, "a", END], what="tokenize(text)")


@check("tokenize applies the merges in the order learned")
def replayed(candidate, rng):
    """The tokens are not those of replaying the merges in order: the longest known symbol, or a merge learned later, was preferred."""
    agrees(candidate, ["bc bc bc bc abd ab ab"], 3, "abc abcd", "abd")
    agrees(candidate, ["cd cd cd cd bcx abc abc abc"], 8, "abcd bcd")
    agrees(candidate, [babble(rng, "abcd", 12)], 20, babble(rng, "abcd", 15, 12))


@check("unseen words are split by the same merges")
def unseen(candidate, rng):
    """Words that did not occur in training are split by the learned merges as well, the end marker included."""
    agrees(candidate, ["low low lower newest newest wider"], 12, "lowest", "slow newer", "w l")


@check("unseen characters stay single tokens")
def unknown(candidate, rng):
    """A character that training never saw must stay a token of its own: it may not be dropped, replaced or raise an error."""
    agrees(candidate, ["hello hello help"], 6, "hello? help!", "\u00e9\u00e8", "\u65e5\u672c hello", "z", "hez")


@check("whitespace of any kind separates words")
def whitespace(candidate, rng):
    """Tabs, newlines and repeated spaces separate words like one space, and a text without words gives no tokens."""
    model = agrees(candidate, ["ab\tab\nab  cd ", "\ncd"], 5, "ab\n\tcd", " ab\u3000cd")
    for text in ("", "\n\t"):
        same(list(model.tokenize(text)), [], what="tokenize of a text without words")


@check("a second fit starts afresh")
def refit(candidate, rng):
    """A second fit kept merges or words of the first: each fit starts anew."""
    model, _ = fitted(candidate, ["ab ab ab"], 2)
    model.tokenize("ab cd")
    model.fit(["cd cd", "ce"])
    merges = learned(["cd cd", "ce"], 2)
    same([tuple(pair) for pair in model.merges_], merges, what="merges_ after a second fit")
    same(model.tokenize("cd ab"), split("cd ab", merges), what="tokenize(text)")


@check("random corpora agree with an independent implementation")
def random_corpora(candidate, rng):
    """merges_ or tokens of a random corpus differ from the description."""
    for letters, words, n_merges in [("aab", 8, 25), ("abcd", 15, 15)]:
        texts = [babble(rng, letters, words), babble(rng, letters, words)]
        agrees(candidate, texts, n_merges, babble(rng, letters + "z", 10, 14))


@probe
def outputs(candidate, rng):
    def told(texts, n_merges, *others):
        model = candidate.BPETokenizer(n_merges)
        is_model = model.fit(texts) == model
        tokens = [list(model.tokenize(text)) for text in (*texts, *others)]
        return [is_model, [list(pair) for pair in model.merges_], tokens, [model.decode(each) for each in tokens]]

    small_texts = ["low low low low low lower lower", "newest newest newest newest newest newest widest widest widest"]
    for n_merges in (0, 1, 6, 40):
        yield lambda: told(small_texts, n_merges, "lowest new", "", "  x ")
    yield lambda: told(["xy xy xy xy xy ab abc abd"], 3)
    yield lambda: told(["fe dc ba"], 5)
    yield lambda: told(["ac ab", "bab aab b"], 9)
    yield lambda: told(["a b a b a b"], 3, "ab", "b a")
    yield lambda: told(["xabx xabx yabz"], 8)
    for n_merges in (2, 5, 7):
        yield lambda: told(["abab abab abc abc abc bcab"], n_merges, "cabc abcab")
    yield lambda: told(["aaa"], 1, "aaaa", "aaaaa")
    yield lambda: told(["aaab aaab cd cd cd"], 1)
    yield lambda: told(["aaaab aaaaa aab baaa"], 6, "aaaaaaaaab", "aaabaaa")
    yield lambda: told(["banana banana bandana"], 3, "ananas", "banananana")
    yield lambda: told(["abc"], 100)
    for texts in ([], [""]):
        yield lambda: told(texts, 5, "ab")
    yield lambda: told(["bc bc bc bc abd ab ab"], 3, "abc abcd", "abd")
    yield lambda: told(["hello hello help"], 6, "hello? help!", "\u00e9\u00e8", "z")
    yield lambda: told(["ab\tab\nab  cd ", "\ncd"], 5, "ab\n\tcd", "\n\t")
    for letters, words, n_merges in [("ab", 8, 10), ("abc", 15, 25), ("aab", 6, 40), ("abcdef", 20, 20)]:
        texts = [babble(rng, letters, words), babble(rng, letters, words)]
        yield lambda: told(texts, n_merges, babble(rng, letters + "z", 10, 14))

    def twice():
        model = candidate.BPETokenizer(2)
        model.fit(["ab ab ab"])
        model.tokenize("ab cd")
        model.fit(["cd cd", "ce"])
        return [[list(pair) for pair in model.merges_], list(model.tokenize("cd ab"))]

    yield twice


@workload("words", sizes=(1_000, 4_000, 16_000), why_slow="training on every occurrence of a word; count the distinct words once and weight their pairs with the counts")
def growing(candidate, rng, n):
    letters = rng.choice(list("abcdefgh"), size=(n // 10, 5))
    made = np.array(["".join(row) for row in letters])
    text = " ".join(made[rng.integers(len(made), size=n)])
    model = candidate.BPETokenizer(20)
    return lambda: model.fit([text])
