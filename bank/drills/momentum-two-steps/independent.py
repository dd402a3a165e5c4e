"""In the heavy-ball form, without a velocity: the last move is repeated, scaled; slopes by central differences."""


def answer(facts):
    def f(w):
        return facts["a"] * (w - facts["c"]) ** 2

    before = now = facts["w"]
    for _ in range(2):
        slope = (f(now + 1e-3) - f(now - 1e-3)) / 2e-3
        before, now = now, now - facts["rate"] * slope + facts["beta"] * (now - before)
    return now
