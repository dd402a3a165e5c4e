"""The learned parameters of a fully connected network."""

import itertools

from hotseat.drills import Exercise, number


def make(rng):
    """Two hidden layers, biases, perhaps batch normalisation after the hidden layers."""
    sizes = [
        int(rng.choice([10, 20, 28, 50, 100])),
        *(int(v) for v in rng.choice([16, 32, 40, 64, 80], size=2)),
    ]
    sizes.append(int(rng.choice([1, 3, 5, 10])))
    has_norm = bool(rng.random() < 0.5)
    pairs = list(itertools.pairwise(sizes))
    weights = [a * b for a, b in pairs]
    biases = sum(sizes[1:])
    norm = 2 * sum(sizes[1:-1]) if has_norm else 0
    count = sum(weights) + biases + norm
    words = "Every layer of weights has biases."
    if has_norm:
        words += (
            " Each of the two hidden layers is followed by batch normalisation with a learned scale and shift per "
            "unit; the running statistics do not count as learned."
        )
    slips = {
        "left out the biases": count - biases,
        "counted biases for the input as well": count + sizes[0],
        "left out the biases of the output layer": count - sizes[-1],
        "left out the weights into the output layer": count - weights[-1],
    }
    if has_norm:
        slips["left out the scale and shift of the batch normalisation"] = count - norm
        slips["counted the running mean and variance as learned"] = count + norm
    return Exercise(
        ask=(
            f"A fully connected network has {sizes[0]} inputs, hidden layers of {sizes[1]} and {sizes[2]} units, and "
            f"{sizes[3]} output{'s' if sizes[3] > 1 else ''}. {words}\n\n"
            "How many learned parameters has it in all? Give the exact whole number."
        ),
        answer=number(count, within=0.4),
        steps=[
            f"Weights: {' + '.join(f'{a} × {b}' for a, b in pairs)} = {sum(weights)}.",
            f"Biases: {' + '.join(map(str, sizes[1:]))} = {biases}.",
            f"Batch normalisation: 2 × ({sizes[1]} + {sizes[2]}) = {norm}."
            if has_norm
            else "There is nothing else to learn: the activations have no parameters.",
            f"In all: **{count}**.",
        ],
        slips=slips,
        facts={"sizes": sizes, "has_norm": has_norm},
    )
