"""KL divergence in bits between two distributions on powers of one half."""

from math import log, log2

from hotseat.drills import Exercise, number

KINDS = {
    4: [(4, 2, 1, 1), (2, 2, 2, 2), (1, 4, 1, 2), (1, 1, 2, 4), (2, 1, 4, 1), (2, 4, 1, 1), (1, 2, 1, 4)],
    5: [(8, 4, 2, 1, 1), (1, 1, 2, 4, 8), (4, 4, 4, 2, 2), (2, 2, 4, 4, 4), (8, 2, 2, 2, 2), (4, 2, 4, 2, 4)],
}


def make(rng):
    while True:
        size = int(rng.choice([4, 4, 5, 5]))
        p, q = (rng.permutation(KINDS[size][rng.integers(len(KINDS[size]))]) for _ in range(2))
        p, q = [float(each / p.sum()) for each in p], [float(each / q.sum()) for each in q]
        value = sum(a * log2(a / b) for a, b in zip(p, q, strict=True))
        swapped = sum(b * log2(b / a) for a, b in zip(p, q, strict=True))
        if abs(value - swapped) > 0.01:
            break

    def fraction(x):
        return f"1/{round(1 / x)}"

    return Exercise(
        ask=(
            f"Two distributions over {size} words:\n\n| | {' | '.join('ABCDE'[:size])} |\n|{'---|' * (size + 1)}\n"
            f"| $P$ | {' | '.join(map(fraction, p))} |\n| $Q$ | {' | '.join(map(fraction, q))} |\n\n"
            "What is $D_{KL}(P \\,\\|\\, Q)$, where $P$ is the true distribution, in **bits** (logarithm to "
            "base 2)? Give it to three decimals, or as a fraction."
        ),
        answer=number(value, within=0.001, unit="bits"),
        steps=[
            "D(P‖Q) = Σ P · log2(P/Q).",
            "log2 of the ratios P/Q: "
            + ", ".join(f"{log2(a / b):g}" for a, b in zip(p, q, strict=True))
            + ".",
            "Weighted with P: "
            + " + ".join(
                f"{fraction(a)} × {log2(a / b):g}" if a > b else f"{fraction(a)} × ({log2(a / b):g})"
                for a, b in zip(p, q, strict=True)
                if a != b
            )
            + f" = **{value:.3f} bits**.",
        ],
        slips={
            "exchanged P and Q: the divergence is not symmetric": swapped,
            "weighted the logarithms of P/Q with Q instead of P": sum(
                b * log2(a / b) for a, b in zip(p, q, strict=True)
            ),
            "gave the cross-entropy: the entropy of P was not subtracted": -sum(
                a * log2(b) for a, b in zip(p, q, strict=True)
            ),
            "used natural logarithms: that is the divergence in nats": value * log(2),
            "subtracted the entropy of P from that of Q": sum(
                a * log2(a) - b * log2(b) for a, b in zip(p, q, strict=True)
            ),
            "left out the weights P": sum(log2(a / b) for a, b in zip(p, q, strict=True)),
        },
        facts={"p": p, "q": q},
    )
