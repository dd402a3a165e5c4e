"""Payment by payment: every score's decision and what it costs."""


def answer(facts):
    """The answer, another way."""
    payments = [(band, True) for band, count in enumerate(facts["fraud"]) for _ in range(count)]
    payments += [(band, False) for band, count in enumerate(facts["legit"]) for _ in range(count)]
    best, cheapest = None, None
    for first_flagged, option in enumerate(facts["options"], start=1):
        cost = 0
        for band, is_fraud in payments:
            is_flagged = band >= first_flagged
            if is_flagged != is_fraud:
                cost += facts["alarm"] if is_flagged else facts["miss"]
        if cheapest is None or cost < cheapest:
            best, cheapest = option, cost
    return best
