"""What a fleet of GPUs costs per day that has to keep up with a peak of generated tokens."""

from hotseat.drills import Exercise, number


def make(rng):
    """A peak of requests, tokens per answer, tokens per second and GPU, a load limit, a price."""
    while True:
        requests = int(rng.choice([20, 30, 40, 50, 60, 80, 120, 150, 200]))
        tokens = int(rng.choice([150, 200, 250, 300, 400, 500]))
        speed = int(rng.choice([800, 1000, 1200, 1500, 2000, 2500]))
        load = int(rng.choice([50, 60, 70, 75, 80]))
        price = float(rng.choice([1.5, 2, 2.5, 3, 4]))
        needed = requests * tokens
        usable = speed * load // 100
        gpus = -(-needed // usable)
        if 5 <= gpus <= 60 and needed % usable:
            break
    cost = gpus * 24 * price

    def daily(count):
        return count * 24 * price

    return Exercise(
        ask=(
            "A chat service must keep up with its peak at all times; the fleet is not scaled down at night.\n\n"
            "| | |\n|---|---|\n"
            f"| requests per second at the peak | {requests} |\n"
            f"| generated tokens per request | {tokens} |\n"
            f"| tokens per second that one GPU generates at full load | {speed} |\n"
            f"| each GPU is planned to be loaded to at most | {load}% |\n"
            f"| price per GPU and hour | {price:g} USD |\n\n"
            "Only generated tokens count. What does the smallest sufficient fleet of whole GPUs cost per day of "
            "24 hours, in USD? Give the exact amount."
        ),
        answer=number(cost, within=0.5, unit="USD"),
        steps=[
            f"Needed at the peak: {requests} × {tokens} = {needed} tokens per second.",
            f"Usable per GPU: {load}% of {speed} = {usable} tokens per second.",
            f"GPUs: {needed} / {usable} = {needed / usable:.2f}, rounded up to {gpus}.",
            f"Cost: {gpus} × 24 × {price:g} USD = **{cost:g} USD** per day.",
        ],
        slips={
            "did not round up to whole GPUs": daily(needed / usable),
            "rounded the number of GPUs down": daily(gpus - 1),
            "planned with GPUs at full load": daily(-(-needed // speed)),
            "multiplied the need by the planned load instead of dividing": daily(
                -(-needed * load // (100 * speed))
            ),
            "gave the cost per hour": gpus * price,
            "gave the number of GPUs": gpus,
        },
        facts={
            "requests": requests,
            "tokens": tokens,
            "speed": speed,
            "load": load,
            "price": price,
        },
    )
