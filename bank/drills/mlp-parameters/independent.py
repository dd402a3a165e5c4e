"""By adding up what belongs to each single unit."""


def answer(facts):
    """Unit by unit: its incoming weights, its bias, its scale and shift."""
    count = 0
    layers = facts["sizes"]
    for depth in range(1, len(layers)):
        is_hidden = depth < len(layers) - 1
        for _ in range(layers[depth]):
            count += sum(1 for _ in range(layers[depth - 1])) + 1
            count += 2 if is_hidden and facts["has_norm"] else 0
    return count
