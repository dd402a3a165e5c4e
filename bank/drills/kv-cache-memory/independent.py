"""By asking NumPy for the size of arrays of these shapes."""


def answer(facts):
    """Layer by layer, keys and values."""
    import numpy as np

    kind = {1: np.int8, 2: np.float16}[facts["size"]]
    shape = (facts["batch"], facts["kv_heads"], facts["length"], facts["width"])
    total = 0
    for _ in range(facts["layers"]):
        keys, values = (np.broadcast_to(np.zeros((), dtype=kind), shape) for _ in range(2))
        total += keys.nbytes + values.nbytes
    return total / 1024 / 1024 / 1024
