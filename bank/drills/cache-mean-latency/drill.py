"""Mean latency behind a cache, or the hit ratio that a target mean needs."""

from hotseat.drills import Exercise, number


def _mean_asked(hit, fast, slow):
    value = fast + (1 - hit) * slow
    return Exercise(
        ask=(
            f"A feature service first looks in a cache, which takes {fast} ms. On a miss it then also asks the "
            f"database, which takes another {slow} ms. The hit ratio is **{hit:.0%}**. What is the mean latency in ms? "
            "Give it to one decimal."
        ),
        answer=number(value, within=0.06, unit="ms"),
        steps=[
            f"A hit takes {fast} ms, a miss {fast} + {slow} = {fast + slow} ms.",
            f"Mean: {hit:g} × {fast} + {1 - hit:.2f} × {fast + slow} = **{value:.1f}** ms.",
        ],
        slips={
            "did not count the cache lookup on a miss": hit * fast + (1 - hit) * slow,
            "swapped hits and misses": fast + hit * slow,
            "averaged hits and misses with equal weights": fast + slow / 2,
            "counted the misses' database time only": (1 - hit) * slow,
            "gave the latency of a hit": fast,
        },
        facts={"asked": "mean", "hit": hit, "fast": fast, "slow": slow},
    )


def _hit_asked(hit, fast, slow):
    target = fast + round((1 - hit) * slow)
    value = 1 - (target - fast) / slow
    return Exercise(
        ask=(
            f"A feature service first looks in a cache, which takes {fast} ms. On a miss it then also asks the "
            f"database, which takes another {slow} ms. What **hit ratio** does a mean latency of {target} ms "
            "need at least? "
            "Give it as a fraction to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=[
            f"Mean = {fast} + (1 − h) × {slow}, as every request pays for the lookup.",
            f"1 − h = ({target} − {fast}) / {slow} = {(target - fast) / slow:.4f}.",
            f"h = **{value:.3f}**.",
        ],
        slips={
            "did not count the cache lookup on a miss": (slow - target) / (slow - fast),
            "gave the miss ratio": 1 - value,
            "left the time of the cache out": 1 - target / slow,
            "divided by the whole time of a miss, not by the database's share": 1
            - (target - fast) / (fast + slow),
        },
        facts={"asked": "hit", "target": target, "fast": fast, "slow": slow},
    )


def make(rng):
    """One exercise."""
    hit = int(rng.choice([60, 70, 75, 80, 85, 90, 92, 95, 96, 98])) / 100
    fast = int(rng.integers(1, 9))
    slow = int(rng.integers(4, 25)) * 10
    return _mean_asked(hit, fast, slow) if rng.integers(0, 2) else _hit_asked(hit, fast, slow)
