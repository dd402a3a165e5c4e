"""Every case as a line of a list; the list is filtered, then the share of the asked ones is taken."""

from fractions import Fraction


def answer(facts):
    log = [
        (i, j) for i, row in enumerate(facts["counts"]) for j, times in enumerate(row) for _ in range(times)
    ]
    asked, given = set(map(tuple, facts["asked"])), set(map(tuple, facts["given"]))
    left = [case for case in log if case in given]
    return float(sum((Fraction(case in asked, len(left)) for case in left), Fraction(0)))
