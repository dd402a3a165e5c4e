"""One step of tabular Q-learning; the next state may be terminal."""

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    alpha = float(rng.choice([0.1, 0.2, 0.25, 0.5]))
    gamma = float(rng.choice([0.5, 0.8, 0.9, 0.95]))
    reward = int(rng.choice([-5, -2, -1, 0, 1, 2, 5, 10]))
    is_terminal = bool(rng.random() < 0.2)
    action = int(rng.integers(0, 2))
    while True:
        here = [int(value) for value in rng.integers(-4, 11, size=2)]
        there = [int(value) for value in rng.integers(-4, 11, size=2)]
        best = max(there)
        target = reward if is_terminal else reward + gamma * best
        if (
            there[0] != there[1]
            and here[0] != here[1]
            and abs(target - here[action]) > 0.5
            and best
            and here[action]
        ):
            break
    names = ("left", "right")
    old = here[action]
    taken = there.index(min(there))
    value = old + alpha * (target - old)
    if is_terminal:
        end = "s2 is terminal: the episode ends there."
        second, listed = f"s2 is terminal, so nothing follows: target = {reward}.", ""
    else:
        end = f"In s2 the agent then happens to choose {names[taken]}."
        second = f"Target: {reward} + {gamma:g} × max({there[0]}, {there[1]}) = {target:g}."
        listed = f"\n|s2|{there[0]}|{there[1]}|"
    slips = {
        "replaced the old value by the target, without the learning rate": target,
        "left out the old value: that is α times the target": alpha * target,
        "added α times the whole target, without subtracting the old value": old + alpha * target,
        "weighted the old value by α and the target by 1 − α": alpha * old + (1 - alpha) * target,
    }
    if is_terminal:
        slips["bootstrapped from s1 although s2 is terminal"] = old + alpha * (
            reward + gamma * max(here) - old
        )
    else:
        chosen = reward + gamma * there[taken]
        slips["used the action chosen in s2, not the best one: that is SARSA"] = old + alpha * (chosen - old)
        wrong_state = reward + gamma * max(here)
        slips["took the maximum over the actions of s1, not of s2"] = old + alpha * (wrong_state - old)
    return Exercise(
        ask=(
            f"Q table:\n\n|state|left|right|\n|---|---|---|\n|s1|{here[0]}|{here[1]}|{listed}\n\n"
            f"In s1 the agent takes **{names[action]}**, receives reward {reward} and arrives in s2. {end} "
            f"With learning rate $\\alpha = {alpha:g}$ and discount $\\gamma = {gamma:g}$: what is "
            f"Q(s1, {names[action]}) after one **Q-learning** update? Give it to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=[
            f"Old value: {old}.",
            second,
            f"Temporal-difference error: {target:g} − {f'({old})' if old < 0 else old} = {target - old:g}.",
            f"New value: {old} + {alpha:g} × ({target - old:g}) = **{value:.3f}**.",
        ],
        slips=slips,
        facts={
            "old": old,
            "there": [] if is_terminal else there,
            "reward": reward,
            "alpha": alpha,
            "gamma": gamma,
        },
    )
