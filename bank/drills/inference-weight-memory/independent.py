"""In whole bits: for a block of weights, with exact fractions."""


def answer(facts):
    """Bits of one block of 128 weights, times the number of blocks."""
    from fractions import Fraction

    block = 128
    bits = sum(facts["bits"] for _ in range(block))
    if facts["group"]:
        bits += sum(16 for _ in range(0, block, facts["group"]))
    blocks = Fraction(str(facts["billions"])) * 10**9 / block
    reserve = Fraction(100 + facts["overhead_percent"], 100)
    return float(blocks * bits / 8 * reserve / 10**9)
