"""The probability of spam by multinomial naive Bayes with add-one smoothing."""

from math import prod

from hotseat.drills import Exercise, number

WORDS = ("win", "free", "meeting", "offer")


def _posterior(spam, ham):
    return spam / (spam + ham)


def make(rng):
    """One exercise."""
    while True:
        spam_counts = [int(count) for count in rng.integers(0, 8, size=4)]
        ham_counts = [int(count) for count in rng.integers(0, 8, size=4)]
        picked = sorted(int(place) for place in rng.choice(4, size=2, replace=False))
        has_zero = 0 in (
            spam_counts[picked[0]],
            spam_counts[picked[1]],
            ham_counts[picked[0]],
            ham_counts[picked[1]],
        )
        if has_zero and min(sum(spam_counts), sum(ham_counts)) >= 6:
            break
    spam_mails = int(rng.integers(1, 5)) * 10
    ham_mails = 100 - spam_mails
    prior = spam_mails / 100
    totals = (sum(spam_counts), sum(ham_counts))

    def score(counts, total, added, per_class):
        return per_class * prod((counts[place] + added) / total for place in picked)

    spam = score(spam_counts, totals[0] + 4, 1, prior)
    ham = score(ham_counts, totals[1] + 4, 1, 1 - prior)
    value = _posterior(spam, ham)
    slips = {
        "left out the prior": _posterior(spam / prior, ham / (1 - prior)),
        "added 1 to the counts, but not the size of the vocabulary to the totals": _posterior(
            score(spam_counts, totals[0], 1, prior), score(ham_counts, totals[1], 1, 1 - prior)
        ),
        "added 1 instead of the size of the vocabulary to the totals": _posterior(
            score(spam_counts, totals[0] + 1, 1, prior), score(ham_counts, totals[1] + 1, 1, 1 - prior)
        ),
        "added 2 to the totals, as if the vocabulary had only the two words of the mail": _posterior(
            score(spam_counts, totals[0] + 2, 1, prior), score(ham_counts, totals[1] + 2, 1, 1 - prior)
        ),
        "did not normalise by the sum over both classes": spam,
    }
    raw = (score(spam_counts, totals[0], 0, prior), score(ham_counts, totals[1], 0, 1 - prior))
    if sum(raw):
        slips["did not smooth: a word that was never seen rules a class out"] = _posterior(*raw)
    rows = "\n".join(
        f"|{word}|{bad}|{good}|" for word, bad, good in zip(WORDS, spam_counts, ham_counts, strict=True)
    )
    mail = " ".join(WORDS[place] for place in picked)
    fractions = [
        " × ".join(f"{counts[place] + 1}/{total + 4}" for place in picked)
        for counts, total in zip((spam_counts, ham_counts), totals, strict=True)
    ]
    return Exercise(
        ask=(
            f"Word counts in {spam_mails} spam and {ham_mails} ham mails; these four words are the whole "
            f"vocabulary:\n\n|word|in spam|in ham|\n|---|---|---|\n{rows}\n\n"
            f"A new mail reads “{mail}”. What is P(spam) by **multinomial naive Bayes** with Laplace (add-one) "
            "smoothing and the classes' shares of the mails as priors? Give it to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=[
            f"Totals with smoothing: spam {totals[0]} + 4 = {totals[0] + 4}, ham {totals[1]} + 4 = {totals[1] + 4}.",
            f"Spam: {prior:g} × {fractions[0]} = {spam:.6f}.",
            f"Ham: {1 - prior:g} × {fractions[1]} = {ham:.6f}.",
            f"P(spam) = {spam:.6f} / ({spam:.6f} + {ham:.6f}) = **{value:.3f}**.",
        ],
        slips=slips,
        facts={"spam": spam_counts, "ham": ham_counts, "prior": prior, "picked": picked},
    )
