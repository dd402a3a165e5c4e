"""The density of the sample mean under the truth, integrated over the region where the test rejects."""

from math import exp, pi, sqrt

from scipy.integrate import quad


def answer(facts):
    error = facts["sigma"] / sqrt(facts["n"])

    def density(mean):
        return exp(-0.5 * ((mean - facts["truth"]) / error) ** 2) / (error * sqrt(2 * pi))

    bound = facts["start"] + facts["critical"] * error
    return quad(density, bound, facts["truth"] + 12 * error)[0]
