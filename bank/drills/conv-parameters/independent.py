"""By listing which output channel reads which input channel."""


def answer(facts):
    """One kernel slice per connected pair of channels, and the biases."""
    import numpy as np

    group_of_input = np.arange(facts["c_in"]) * facts["groups"] // facts["c_in"]
    group_of_output = np.arange(facts["c_out"]) * facts["groups"] // facts["c_out"]
    connected = group_of_output[:, None] == group_of_input[None, :]
    slices = np.broadcast_to(connected[:, :, None, None], (*connected.shape, *facts["kernel"]))
    return int(slices.sum()) + sum(1 for _ in range(facts["c_out"]) if facts["has_bias"])
