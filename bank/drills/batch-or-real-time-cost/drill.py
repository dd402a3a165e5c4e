"""The daily cost of always-on servers against a nightly batch job."""

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    while True:
        users = int(rng.integers(2, 41)) * 900_000
        per_second = int(rng.choice([100, 125, 200, 250, 500]))
        batch_price = int(rng.choice([2, 3, 4]))
        servers = int(rng.integers(2, 9))
        server_price = int(rng.choice([1, 2, 3])) / 2
        active = int(rng.choice([5, 10, 20, 25]))
        hours = users / per_second / 3600
        batch, online = hours * batch_price, 24 * servers * server_price
        if 2 < hours < 60 and abs(online - batch) > 5:
            break
    value = online - batch
    cheaper = "batch" if value > 0 else "real-time"
    return Exercise(
        ask=(
            f"**Batch**: every night all {users:,} users are scored once; one machine scores {per_second} users "
            f"per second and costs {batch_price} dollars per hour, paid only while it works. Several may work in "
            "parallel. "
            f"**Real time**: {servers} servers run around the clock at {server_price:g} dollars per hour each and "
            f"score the {active} % of users who visit. By how many dollars per day is real time dearer than batch? "
            "Negative if it is cheaper. Give it to two decimals."
        ),
        answer=number(value, within=0.01, unit="dollars"),
        steps=[
            f"Batch: {users:,} / {per_second} = {users / per_second:,.0f} machine seconds = {hours:g} machine hours; "
            f"parallel machines share them. {hours:g} × {batch_price} = {batch:g} dollars.",
            f"Real time: {servers} × 24 h × {server_price:g} = {online:g} dollars, however many users visit.",
            f"{online:g} − {batch:g} = **{value:.2f}** dollars: {cheaper} is cheaper.",
        ],
        slips={
            "subtracted the other way round": -value,
            "let the batch score the visiting users only": online - batch * active / 100,
            "paid the real-time servers for the share of visiting users only": online * active / 100 - batch,
            "counted one server only": online / servers - batch,
            "forgot that the servers run for 24 hours": online / 24 - batch,
            "divided the machine seconds by 60 only, which gives minutes": online - 60 * batch,
        },
        facts={
            "users": users,
            "per_second": per_second,
            "batch_price": batch_price,
            "servers": servers,
            "server_price": server_price,
        },
    )
