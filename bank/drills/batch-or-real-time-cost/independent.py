"""By prices per single user and per single server hour, added up exactly."""

from fractions import Fraction


def answer(facts):
    """The answer, another way."""
    per_user = Fraction(facts["batch_price"], 3600 * facts["per_second"])
    bill = Fraction(0)
    for _ in range(24):
        for _ in range(facts["servers"]):
            bill += Fraction(facts["server_price"])
    return float(bill - facts["users"] * per_user)
