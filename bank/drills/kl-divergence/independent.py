"""As bits wasted: the mean length of a code made for Q on words from P, less that of the code made for P."""


def answer(facts):
    def code_length(share):
        bits = 0
        while share < 1:
            share, bits = share * 2, bits + 1
        return bits

    return sum(a * (code_length(b) - code_length(a)) for a, b in zip(facts["p"], facts["q"], strict=True))
