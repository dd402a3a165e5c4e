"""The first number of replicas whose slots have enough milliseconds per second, by trying."""


def answer(facts):
    """The answer, another way."""
    replicas = 1
    while replicas * facts["slots"] * 1000 * facts["percent"] < 100 * facts["rate"] * facts["milliseconds"]:
        replicas += 1
    return replicas
