"""By sliding the kernel along each axis and counting where it fits."""


def answer(facts):
    """The places at which every tap of the kernel lies within the padded image."""
    batch, _, *sizes = facts["input"]
    counts = []
    for size in sizes:
        padded = range(-facts["padding"], size + facts["padding"])
        count, start = 0, padded.start
        while all(start + tap * facts["dilation"] in padded for tap in range(facts["kernel"])):
            count, start = count + 1, start + facts["stride"]
        counts.append(count)
    return [batch, facts["c_out"], *counts]
