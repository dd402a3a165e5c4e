"""By adding one GPU after another until the fleet keeps up, then paying it hour by hour."""


def answer(facts):
    """The sum of the hourly bills."""
    gpus = 0
    while gpus * facts["speed"] * facts["load"] < 100 * facts["requests"] * facts["tokens"]:
        gpus += 1
    return sum(facts["price"] for _ in range(24) for _ in range(gpus))
