"""The discounted return of a short episode, or an n-step return with a bootstrap."""

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    gamma = float(rng.choice([0.5, 0.8, 0.9]))
    size = int(rng.integers(3, 5))
    while True:
        rewards = [int(value) for value in rng.integers(-3, 8, size=size)]
        if rewards[0] and rewards[-1] and sum(value != 0 for value in rewards) > 2:
            break
    tail = int(rng.integers(2, 15)) if rng.integers(0, 2) else 0
    weights = [gamma**place for place in range(size)]
    inner = sum(weight * reward for weight, reward in zip(weights, rewards, strict=True))
    value = inner + gamma**size * tail
    names = ", ".join(f"$R_{place + 1} = {reward}$" for place, reward in enumerate(rewards))
    if tail:
        what = (
            f"The episode goes on; the state then reached, $S_{size}$, has the estimated value {tail}. What is the "
            f"{size}-step return $G_0$ that bootstraps from it?"
        )
    else:
        what = "Then the episode ends. What is the discounted return $G_0$ from the start?"
    terms = " + ".join(
        f"{weight:g} × {f'({reward})' if reward < 0 else reward}"
        for weight, reward in zip(weights, rewards, strict=True)
    )
    more = f" + {gamma**size:g} × {tail}" if tail else ""
    slips = {
        "discounted the first reward already": gamma * value,
        "did not discount": sum(rewards) + tail,
        "discounted every reward after the first by the same factor": rewards[0]
        + gamma * (sum(rewards[1:]) + tail),
        "began at the last reward and discounted backwards": sum(
            weight * reward for weight, reward in zip(weights, reversed(rewards), strict=True)
        )
        + gamma**size * tail,
    }
    if tail:
        slips["left out the value of the state reached"] = inner
        slips["discounted the value of the state reached once too little"] = (
            inner + gamma ** (size - 1) * tail
        )
    return Exercise(
        ask=(
            f"An agent starts in $S_0$ and receives the rewards {names}. The discount is $\\gamma = {gamma:g}$; $R_1$ "
            f"is not discounted in $G_0$. {what} Give it to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=[
            "Weights of the rewards: 1, γ, γ², ... = " + ", ".join(f"{weight:g}" for weight in weights) + ".",
            f"{terms}{more}" + (f" (the value of the state reached counts with γ^{size})." if tail else "."),
            f"Sum: **{value:.3f}**.",
        ],
        slips=slips,
        facts={"gamma": gamma, "rewards": rewards, "tail": tail},
    )
