from fractions import Fraction

import numpy as np

from hotseat.judge.checks import array, check, close, expect, probe, raises, workload


def oracle(prior, likelihood, observations):
    """Bayes' rule in exact rational arithmetic: nothing underflows. None when nothing is possible."""
    counts = np.bincount(observations, minlength=np.shape(likelihood)[1]).tolist()
    weights = []
    for weight, row in zip(np.asarray(prior).tolist(), np.asarray(likelihood).tolist(), strict=True):
        product = Fraction(weight)
        for p, count in zip(row, counts, strict=True):
            product *= Fraction(p) ** count
        weights.append(product)
    total = sum(weights)
    return np.array([float(w / total) for w in weights]) if total else None


def logs(prior, likelihood, counts):
    """The same for many observations and no zeros, through the differences of log-weights to each hypothesis."""
    scores = np.log(prior) + np.log(likelihood) @ counts
    return np.array([1 / np.exp(np.minimum(scores - s, 700)).sum() for s in scores])


def sample(rng, hypotheses, outcomes, n):
    prior = rng.uniform(0.2, 3.0, size=hypotheses)
    likelihood = rng.dirichlet(np.full(outcomes, 2.0), size=hypotheses)
    return prior, likelihood, rng.integers(0, outcomes, size=n)


def agrees(candidate, prior, likelihood, observations):
    expected = oracle(prior, likelihood, observations)
    found = array(candidate.posterior(prior, likelihood, observations), shape=expected.shape, kind="float", what="the posterior")
    close(found, expected, atol=1e-9, what="the posterior")
    return found


@check("the posterior follows Bayes' rule", is_shown=True)
def bayes_rule(candidate, rng):
    """The posterior is off for a few observations: multiply the prior of each hypothesis by the column of likelihoods of each observation, likelihood[:, outcome], and divide by the sum."""
    test = np.array([[0.01, 0.99], [0.95, 0.05]])
    agrees(candidate, np.array([0.001, 0.999]), test, np.array([1]))
    agrees(candidate, np.array([0.001, 0.999]), test, np.array([1, 1, 0]))
    for hypotheses, outcomes, n in [(3, 3, 2), (2, 5, 4), (5, 2, 6)]:
        agrees(candidate, *sample(rng, hypotheses, outcomes, n))


@check("the posterior is a distribution", is_shown=True)
def distribution(candidate, rng):
    """The posterior must be non-negative and sum to one, also when the prior weights do not: divide by the total at the end."""
    for n in (0, 3):
        prior, likelihood, observations = sample(rng, 4, 3, n)
        found = agrees(candidate, 7 * prior, likelihood, observations)
        close(found.sum(), 1.0, rtol=1e-9, what="the sum of the posterior")
        expect(found.dtype == np.float64, "The posterior should be a float64 array.", got=str(found.dtype), expected="float64")


@check("the prior counts once")
def prior_once(candidate, rng):
    """The prior has the wrong weight: it enters the product exactly once, whatever the number of observations."""
    likelihood = np.array([[0.5, 0.5], [0.25, 0.75]])
    for prior in ([0.9, 0.1], [1.0, 3.0]):
        for n in (0, 1, 5):
            agrees(candidate, np.array(prior), likelihood, rng.integers(0, 2, size=n))


@check("every observation counts")
def every_observation(candidate, rng):
    """Each observation multiplies the weights once: repetitions count as often as they occur, and the order does not matter."""
    prior, likelihood, _ = sample(rng, 3, 4, 0)
    observations = np.array([2, 2, 0, 2, 1, 1, 2, 3])
    agrees(candidate, prior, likelihood, observations)
    agrees(candidate, prior, likelihood, rng.permutation(observations))
    agrees(candidate, prior, likelihood, np.array([1, 1, 1]))


@check("thousands of observations")
def many_observations(candidate, rng):
    """With many observations the result broke: products of probabilities underflow to 0, and a hypothesis that was rounded to 0 on the way cannot come back. Add logarithms and subtract the largest sum before exponentiating."""
    likelihood = np.array([[0.5, 0.3, 0.2], [0.3, 0.5, 0.2], [0.2, 0.2, 0.6]])
    prior = np.array([1.0, 2.0, 5.0])
    for first, second in [(3000, 3000), (3001, 2999), (2999, 3000)]:
        found = array(candidate.posterior(prior, likelihood, np.repeat([0, 1], [first, second])), shape=(3,), what="the posterior")
        close(found, logs(prior, likelihood, np.array([first, second, 0])), rtol=0, atol=1e-6, what="the posterior")
    near = np.array([[0.5, 0.5], [0.501, 0.499]])
    counts = rng.multinomial(20_000, [0.5, 0.5])
    found = array(candidate.posterior(prior[:2], near, rng.permutation(np.repeat([0, 1], counts))), shape=(2,), what="the posterior")
    close(found, logs(prior[:2], near, counts), rtol=0, atol=1e-6, what="the posterior")


@check("what is impossible gets probability zero")
def zeros(candidate, rng):
    """A prior of 0, or a likelihood of 0 for something observed, must give exactly 0; a likelihood of 0 for an outcome that was not observed must change nothing (0 * log 0 is NaN)."""
    likelihood = np.array([[0.5, 0.5, 0.0], [0.2, 0.3, 0.5], [0.0, 0.4, 0.6], [0.3, 0.3, 0.4]])
    for prior in ([1.0, 2.0, 3.0, 0.0], [1.0, 1e-11, 4.0, 0.0], [1.0, 0.0, 2.0, 3.0]):
        for observations in ([], [0, 1, 1], [2, 2]):
            outcomes = np.array(observations, dtype=int)
            expected = oracle(prior, likelihood, outcomes)
            found = agrees(candidate, np.array(prior), likelihood, outcomes)
            expect(bool(np.all(found[expected == 0] == 0)), got=found, expected=expected)
    certain = np.array([[1.0, 0.0], [0.999, 0.001]])
    agrees(candidate, np.array([1.0, 1e-9]), certain, np.array([0, 0, 1]))


@check("the next outcome is predicted from the posterior")
def next_outcome(candidate, rng):
    """The predictive distribution is off: average the rows of the likelihood with the posterior as weights, posterior @ likelihood."""
    for hypotheses, outcomes, n in [(3, 4, 3), (4, 2, 6), (2, 3, 0), (1, 3, 2)]:
        prior, likelihood, observations = sample(rng, hypotheses, outcomes, n)
        found = array(candidate.predictive(prior, likelihood, observations), shape=(outcomes,), kind="float", what="the predictive")
        close(found, oracle(prior, likelihood, observations) @ likelihood, atol=1e-9, what="the predictive")
        expect(found.dtype == np.float64, "The predictive should be a float64 array.", got=str(found.dtype), expected="float64")
    counts = np.array([3000, 3000])
    likelihood = np.array([[0.4, 0.6], [0.6, 0.4], [0.1, 0.9]])
    found = candidate.predictive(np.array([1.0, 3.0, 1.0]), likelihood, np.repeat([0, 1], counts))
    close(found, [0.55, 0.45], atol=1e-9, what="the predictive")


@check("impossible evidence raises ValueError")
def impossible(candidate, rng):
    """When no hypothesis with a positive prior can explain the observations, both functions must raise ValueError instead of returning NaN or a guess."""
    likelihood = np.array([[1.0, 0.0, 0.0], [0.0, 0.4, 0.6], [0.3, 0.3, 0.4]])
    for observations in ([0, 1], [0, 0, 2]):
        for name in ("posterior", "predictive"):
            raises(lambda o=observations, f=name: getattr(candidate, f)(np.array([1.0, 2.0, 0.0]), likelihood, np.array(o)), "ValueError")
    raises(lambda: candidate.posterior(np.array([0.0, 1.0, 0.0]), likelihood, np.array([0])), "ValueError")
    agrees(candidate, np.array([1.0, 2.0, 0.0]), likelihood, np.array([1, 2]))
    rare = np.array([[1 - 1e-300, 1e-300], [1.0, 0.0]])
    agrees(candidate, np.array([1e-300, 1.0]), rare, np.array([1, 1, 1]))


@check("no observations, one hypothesis, any dtype and layout")
def awkward(candidate, rng):
    """An awkward but legal input failed: no observations, one hypothesis, one outcome, integer priors, float32, Fortran order or a strided view."""
    empty = np.zeros(0, dtype=int)
    prior, likelihood, observations = sample(rng, 4, 3, 5)
    agrees(candidate, prior, likelihood, empty)
    agrees(candidate, np.array([2.0]), likelihood[:1], observations)
    agrees(candidate, prior, np.ones((4, 1)), np.array([0, 0]))
    agrees(candidate, np.array([3, 1, 0, 2]), likelihood, observations)
    agrees(candidate, np.array([3, 1, 0, 2]), likelihood, empty)
    certain = np.array([[1, 0], [0, 1], [1, 0]])
    agrees(candidate, np.array([1, 1, 3]), certain, np.array([0, 0]))
    close(candidate.predictive(np.array([1, 1, 3]), certain, empty), [0.8, 0.2], what="the predictive")
    agrees(candidate, prior, np.asfortranarray(likelihood), observations.astype(np.int32))
    agrees(candidate, np.repeat(prior, 2)[::2], np.repeat(likelihood, 2, axis=1)[:, ::2], np.repeat(observations, 3)[::3])
    half = np.array([[0.5, 0.25, 0.25], [0.125, 0.5, 0.375], [0.25, 0.5, 0.25]], dtype=np.float32)
    found = agrees(candidate, np.array([1, 2, 4], dtype=np.float32), half, np.array([0, 1, 1, 2]))
    expect(found.dtype == np.float64, "The posterior should be a float64 array.", got=str(found.dtype), expected="float64")


@check("the inputs are left alone")
def untouched(candidate, rng):
    """The result on ordinary arrays was off, although they were left alone."""
    arguments = sample(rng, 3, 3, 6)
    candidate.posterior(*arguments)
    candidate.predictive(*arguments)
    agrees(candidate, *arguments)


@probe
def outputs(candidate, rng):
    for hypotheses, outcomes, n in [(2, 2, 1), (3, 3, 2), (2, 5, 4), (5, 2, 6), (4, 3, 0), (1, 3, 2), (3, 1, 2)]:
        arguments = sample(rng, hypotheses, outcomes, n)
        yield lambda: both(candidate, *arguments)
    likelihood = np.array([[0.5, 0.3, 0.2], [0.3, 0.5, 0.2], [0.2, 0.2, 0.6]])
    for n in (3000, 2999):
        yield lambda: both(candidate, np.array([1.0, 2.0, 5.0]), likelihood, np.repeat([0, 1], [n, 3000]))
    observations = rng.permutation(np.repeat([0, 1], rng.multinomial(20_000, [0.5, 0.5])))
    yield lambda: both(candidate, np.array([1.0, 2.0]), np.array([[0.5, 0.5], [0.501, 0.499]]), observations)
    likelihood = np.array([[0.5, 0.5, 0.0], [0.2, 0.3, 0.5], [0.0, 0.4, 0.6], [0.3, 0.3, 0.4]])
    for prior in ([1.0, 2.0, 3.0, 0.0], [1.0, 1e-11, 4.0, 0.0], [1.0, 0.0, 2.0, 3.0]):
        for chosen in ([], [1], [0, 1], [2, 2]):
            yield lambda: both(candidate, np.array(prior), likelihood, np.array(chosen, dtype=int))
    yield lambda: both(candidate, np.array([1.0, 1e-9]), np.array([[1.0, 0.0], [0.999, 0.001]]), np.array([0, 0, 1]))
    likelihood = np.array([[1.0, 0.0, 0.0], [0.0, 0.4, 0.6], [0.3, 0.3, 0.4]])
    for chosen in ([0, 1], [0, 0, 2], [1, 2]):
        yield lambda: both(candidate, np.array([1.0, 2.0, 0.0]), likelihood, np.array(chosen))
        yield lambda: candidate.predictive(np.array([1.0, 2.0, 0.0]), likelihood, np.array(chosen))
    yield lambda: both(candidate, np.array([1e-300, 1.0]), np.array([[1 - 1e-300, 1e-300], [1.0, 0.0]]), np.array([1, 1, 1]))
    yield lambda: both(candidate, np.array([3, 1, 0, 2]), likelihood[[0, 1, 2, 1]], np.array([1, 2]))
    yield lambda: both(candidate, np.array([1, 1, 3]), np.array([[1, 0], [0, 1], [1, 0]]), np.array([0, 0]))
    half = np.array([[0.5, 0.25, 0.25], [0.125, 0.5, 0.375], [0.25, 0.5, 0.25]], dtype=np.float32)
    yield lambda: both(candidate, np.array([1, 2, 4], dtype=np.float32), half, np.array([0, 1, 1, 2]))


def both(candidate, *arguments):
    found = np.asarray(candidate.posterior(*arguments))
    return [found, (found == 0).tolist(), str(found.dtype), np.asarray(candidate.predictive(*arguments))]


@workload("observations", sizes=(50_000, 200_000, 800_000), why_slow="a Python loop over observations, or a hypotheses x observations array; count each outcome with np.bincount and multiply the log-likelihoods by the counts")
def growing(candidate, rng, n):
    prior, likelihood, observations = sample(rng, 5, 6, n)
    return lambda: candidate.posterior(prior, likelihood, observations)
