"""The chance of being ill after a positive test, from base rate, sensitivity and false-positive rate."""

from hotseat.drills import Exercise, number


def make(rng):
    base = float(rng.choice([0.001, 0.002, 0.005, 0.01, 0.02, 0.05]))
    sensitivity = float(rng.choice([0.8, 0.9, 0.95, 0.99]))
    false_positives = float(rng.choice([0.01, 0.02, 0.05, 0.1]))
    ill, well = base * sensitivity, (1 - base) * false_positives
    posterior = ill / (ill + well)
    return Exercise(
        ask=(
            f"A disease has a prevalence of **{base:.1%}**. A test finds **{sensitivity:.0%}** of the ill and is falsely "
            f"positive for **{false_positives:.0%}** of the well. A person picked at random tests positive. "
            "What is the probability that this person is ill? Give it to three decimals."
        ),
        answer=number(posterior, within=0.001),
        steps=[
            f"Ill and positive: {base} × {sensitivity} = {ill:.6f}.",
            f"Well and positive: (1 − {base}) × {false_positives} = {well:.6f}.",
            f"Positive in all: {ill + well:.6f}. Of these, ill: {ill:.6f} / {ill + well:.6f} = **{posterior:.3f}**.",
        ],
        slips={
            "forgot the base rate: that is P(positive | ill), not P(ill | positive)": sensitivity,
            "forgot the base rate: ill and well were weighted alike": sensitivity / (sensitivity + false_positives),
            "took 1 minus the false-positive rate for the answer": 1 - false_positives,
            "did not divide by the probability of a positive test": ill,
        },
        facts={"base": base, "sensitivity": sensitivity, "false_positives": false_positives},
    )
