"""By dealing the parameters out to the GPUs and adding up what the first one holds."""


def answer(facts):
    """A thousandth of the parameters, dealt out one after another, and scaled up again."""
    parameters = 32_000
    mine = len(range(0, parameters, facts["gpus"]))
    held = 0
    for size, is_sharded in facts["states"]:
        held += (mine if is_sharded else parameters) * size
    return held / parameters * facts["billions"]
