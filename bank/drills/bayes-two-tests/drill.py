"""Bayes' rule applied twice: two conditionally independent signals, both positive."""

from hotseat.drills import Exercise, number

STORIES = [
    ("of the parts on a line are defective", "defective parts", "good parts", "A part", "is defective"),
    (
        "of the payments are fraudulent",
        "fraudulent payments",
        "genuine payments",
        "A payment",
        "is fraudulent",
    ),
    ("of the leaves in a trial are infected", "infected leaves", "sound leaves", "A leaf", "is infected"),
    ("of the messages are spam", "spam messages", "other messages", "A message", "is spam"),
]


def make(rng):
    share, bad, good, one, says = STORIES[rng.integers(len(STORIES))]
    prior = float(rng.choice([0.01, 0.02, 0.04, 0.05, 0.1, 0.2]))
    hit_a, hit_b = (float(each) for each in rng.choice([0.6, 0.7, 0.8, 0.9], size=2))
    false_a, false_b = (float(each) for each in rng.choice([0.05, 0.1, 0.2], size=2))

    def updated(before, hit, false):
        return before * hit / (before * hit + (1 - before) * false)

    after_a = updated(prior, hit_a, false_a)
    after_b = updated(prior, hit_b, false_b)
    value = updated(after_a, hit_b, false_b)
    up, down = prior * hit_a * hit_b, (1 - prior) * false_a * false_b
    return Exercise(
        ask=(
            f"**{prior:.0%}** {share}. Two detectors raise alarms:\n\n"
            f"| | alarm among {bad} | alarm among {good} |\n|---|---|---|\n"
            f"| A | {hit_a:.0%} | {false_a:.0%} |\n| B | {hit_b:.0%} | {false_b:.0%} |\n\n"
            f"Within each of the two groups the detectors err independently. {one} sets off **both**. What is the "
            f"probability that it {says}? Give it to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=[
            f"After A: {prior} × {hit_a} / ({prior} × {hit_a} + {1 - prior:.2f} × {false_a}) = {after_a:.4f}; "
            "this is the prior for B.",
            f"After B: {after_a:.4f} × {hit_b} / ({after_a:.4f} × {hit_b} + {1 - after_a:.4f} × {false_b}) = "
            f"**{value:.3f}**.",
            f"In one go: {up:.6f} / ({up:.6f} + {down:.6f}) = {value:.3f}.",
        ],
        slips={
            "stopped after detector A": after_a,
            "updated with detector B from the original share, without what A had said": after_b,
            "left out the share: both groups were weighted alike": updated(
                0.5, hit_a * hit_b, false_a * false_b
            ),
            f"took the share of both alarms among {bad} for the answer": hit_a * hit_b,
            "did not divide by the probability of both alarms": up,
            "took 1 minus the product of the false-alarm rates for the answer": 1 - false_a * false_b,
        },
        facts={"prior": prior, "hits": [hit_a, hit_b], "false_alarms": [false_a, false_b]},
    )
