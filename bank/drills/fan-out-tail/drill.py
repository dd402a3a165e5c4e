"""The chance that a request which waits for n servers waits for a slow one."""

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    while True:
        chance = float(rng.choice([0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.08, 0.1]))
        leaves = int(rng.choice([4, 5, 8, 10, 16, 20, 32, 50]))
        is_hedged = bool(rng.integers(0, 2))
        each = chance**2 if is_hedged else chance
        value = 1 - (1 - each) ** leaves
        if value > 0.002:
            break
    if is_hedged:
        setup = (
            f"Every leaf exists in two copies; both are asked, and the faster answer counts. Each copy is slow with "
            f"probability **{chance:g}**, independently of all others; a leaf is slow only if both its copies are"
        )
    else:
        setup = f"Each leaf is slow with probability **{chance:g}**, independently of the others"
    first = [f"Both copies of a leaf are slow: {chance:g}² = {round(each, 6)}."] if is_hedged else []
    slips = {
        "added the probabilities of the leaves, which counts overlaps twice": 100 * leaves * each,
        "gave the probability that no leaf is slow": 100 * (1 - each) ** leaves,
        "gave the probability for one leaf": 100 * each,
        "asked that all leaves be slow": 100 * each**leaves,
    }
    if is_hedged:
        slips["left out the second copies"] = 100 * (1 - (1 - chance) ** leaves)
        slips["took the copies for further leaves that all must be fast"] = 100 * (
            1 - (1 - chance) ** (2 * leaves)
        )
    return Exercise(
        ask=(
            f"A search request is sent to **{leaves}** leaf servers in parallel and waits for all of them. {setup}. "
            "The request is slow if at least one leaf is. What is the probability, in percent, that it is slow? "
            "Give it to two decimals, or as a formula such as `100*(1 - 0.9^3)`."
        ),
        answer=number(100 * value, within=0.02, unit="%"),
        steps=[
            *first,
            f"One leaf is fast with probability 1 − {each:g} = {1 - each:g}.",
            f"All {leaves} are fast with probability {1 - each:g}^{leaves} = {(1 - each) ** leaves:.5f}.",
            f"At least one is slow: 1 − {(1 - each) ** leaves:.5f} = **{100 * value:.2f} %**.",
        ],
        slips=slips,
        facts={"chance": chance, "leaves": leaves, "copies": 2 if is_hedged else 1},
    )
