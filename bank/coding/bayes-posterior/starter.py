import numpy as np


def posterior(prior, likelihood, observations):
    """P(hypothesis | observations), (hypotheses,).

    prior: (hypotheses,) weights. likelihood: (hypotheses, outcomes), rows sum to 1. observations: (n,) outcome numbers.
    """
    return np.zeros(len(prior))


def predictive(prior, likelihood, observations):
    """Distribution of the next outcome, (outcomes,). Arguments as in posterior."""
    return np.zeros(likelihood.shape[1])
