"""Each probability from its odds against the others."""


def answer(facts):
    """One over the sum of the odds, with the odds as powers of one base."""
    from decimal import Decimal

    base = Decimal(1).exp() ** (Decimal(1) / Decimal(str(facts["temperature"])))
    logits = facts["logits"]
    return [float(1 / sum(base ** (other - own) for other in logits)) for own in logits]
