"""The availability of a chain of services, one of them replicated."""

from math import prod

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    names = ["the gateway", "the feature store", "the model server"]
    single = [float(rng.choice([0.95, 0.98, 0.99, 0.995, 0.999])) for _ in names]
    place = int(rng.integers(0, 3))
    single[place] = float(rng.choice([0.8, 0.9, 0.95, 0.97]))
    copies = int(rng.integers(2, 4))
    group = 1 - (1 - single[place]) ** copies
    parts = [group if k == place else share for k, share in enumerate(single)]
    others = prod(share for k, share in enumerate(single) if k != place)
    value = prod(parts)
    listed = ", ".join(f"{name} {100 * share:g} %" for name, share in zip(names, single, strict=True))
    return Exercise(
        ask=(
            f"A prediction needs all of: {', '.join(names)}. Availability of one instance: {listed}. There are "
            f"**{copies}** instances of {names[place]}, any one of which is enough; the others have a single instance. "
            "All instances fail independently. What is the availability of the whole, in percent to two decimals?"
        ),
        answer=number(100 * value, within=0.011, unit="%"),
        steps=[
            f"All {copies} instances of {names[place]} are down with probability (1 − {single[place]:g})^{copies} = "
            f"{(1 - single[place]) ** copies:.6f}".rstrip("0")
            + ".",
            f"So {names[place]} as a group is up with probability {group:.6g}.",
            f"All three: {' × '.join(f'{share:.6g}' for share in parts)} = **{100 * value:.2f} %**.",
        ],
        slips={
            "left out the further instances": 100 * prod(single),
            f"asked that all instances of {names[place]} be up": 100 * others * single[place] ** copies,
            "took the weakest part for the whole": 100 * min(parts),
            "averaged the parts": 100 * sum(parts) / 3,
            "replicated the whole chain": 100 * (1 - (1 - prod(single)) ** copies),
            "treated the chain as if one working part were enough": 100
            * (1 - prod(1 - share for share in parts)),
        },
        facts={"single": single, "place": place, "copies": copies},
    )
