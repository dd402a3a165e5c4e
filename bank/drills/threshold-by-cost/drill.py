"""The threshold with the lowest cost from a table of score bands, a false alarm and a miss costing differently."""

from hotseat.drills import Exercise, choice

EDGES = (0.2, 0.4, 0.6, 0.8)


def make(rng):
    """One exercise."""
    wanted = int(rng.integers(0, 4))
    while True:
        fraud = sorted(int(count) for count in rng.choice(range(1, 30), size=5, replace=False))
        legit = sorted(
            (int(count) * 5 for count in rng.choice(range(1, 60), size=5, replace=False)), reverse=True
        )
        alarm = int(rng.choice([2, 3, 4, 5, 10]))
        miss = alarm * int(rng.choice([2, 3, 4, 5, 6, 8, 10, 15, 20]))
        misses = [sum(fraud[: place + 1]) for place in range(4)]
        alarms = [sum(legit[place + 1 :]) for place in range(4)]
        costs = [alarm * alarms[place] + miss * misses[place] for place in range(4)]
        low = sorted(costs)
        errors = [alarms[place] + misses[place] for place in range(4)]
        right = costs.index(low[0])
        is_plain = errors.index(min(errors)) == right and wanted < 3
        if low[1] - low[0] > 0.05 * low[0] and right == wanted and not is_plain:
            break
    swapped = [miss * alarms[place] + alarm * misses[place] for place in range(4)]
    f1 = [
        2 * (sum(fraud) - misses[place]) / (2 * (sum(fraud) - misses[place]) + errors[place])
        for place in range(4)
    ]
    names = ["0 to 0.2", "0.2 to 0.4", "0.4 to 0.6", "0.6 to 0.8", "0.8 to 1"]
    rows = "\n".join(f"|{name}|{bad}|{good}|" for name, bad, good in zip(names, fraud, legit, strict=True))
    options = [f"flag scores of {edge} and more" for edge in EDGES]
    return Exercise(
        ask=(
            f"Scores of a fraud model on a validation set (each band without its upper edge):\n\n"
            f"|score|fraud|legitimate|\n|---|---|---|\n{rows}\n\n"
            f"Flagging a legitimate payment costs {alarm} euros, letting a fraud pass costs {miss} euros, right "
            "decisions cost nothing. Which threshold has the lowest total cost on this set?"
        ),
        answer=choice(options, right),
        steps=[
            *(
                f"From {edge}: {alarms[place]} false alarms, {misses[place]} missed frauds, "
                f"cost {alarm} × {alarms[place]} + {miss} × {misses[place]} = {costs[place]} euros."
                for place, edge in enumerate(EDGES)
            ),
            f"The lowest is {low[0]} euros: **{options[right]}**.",
        ],
        slips={
            "counted errors, without their costs": errors.index(min(errors)),
            "swapped the two costs": swapped.index(min(swapped)),
            "took the highest F1, which knows nothing of the costs": f1.index(max(f1)),
            "took the threshold with the fewest missed frauds, whatever the false alarms cost": 0,
        },
        facts={"fraud": fraud, "legit": legit, "alarm": alarm, "miss": miss, "options": options},
    )
