"""By the recursion from the end: each return is the reward plus the discounted next return."""


def answer(facts):
    """The answer, another way."""
    following = facts["tail"]
    for reward in reversed(facts["rewards"]):
        following = reward + facts["gamma"] * following
    return following
