"""Fractional logistic regression with a Gaussian prior on its coefficients: the mode, and the covariance there.

Rows have few entries that are not zero, so they are kept as (columns, values) of equal width.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Array = NDArray[np.float64]
Places = NDArray[np.intp]
MOST_STEPS = 25
SMALL_STEP = 1e-6


@dataclass(frozen=True)
class Answers:
    """Answers as arrays. columns, values: (cells, width), a cell for each set of topics and round.

    cell: (answers,), the row of each answer. practice: (answers,), what the last coefficient is multiplied by.
    difficulty: logits, score: in [0, 1], weight: >= 0, all (answers,).
    """

    columns: Places
    values: Array
    cell: Places
    practice: Array
    difficulty: Array
    score: Array
    weight: Array


def posterior(answers: Answers, prior_mean: Array, prior_variance: Array) -> tuple[Array, Array]:
    """Mean (size,) and covariance (size, size) of the coefficients, by Newton's method; the objective is concave.

    Coefficients that no answer bears on keep their prior and are left out of the work.
    """
    size = len(prior_mean)
    is_active = np.bincount(answers.columns[answers.values != 0.0], minlength=size) > 0
    is_active[-1] = True
    active = np.flatnonzero(is_active)
    narrow = np.zeros(size, dtype=np.intp)
    narrow[active] = np.arange(len(active))
    problem = _Problem(answers, narrow[answers.columns], prior_mean[active], prior_variance[active])
    mean, cov = prior_mean.copy(), np.diag(prior_variance)
    mean[active], cov[np.ix_(active, active)] = problem.solved()
    return mean, cov


@dataclass(frozen=True)
class _Problem:
    """The objective over the coefficients that answers bear on. columns: places among these."""

    answers: Answers
    columns: Places
    mean: Array
    variance: Array

    def solved(self) -> tuple[Array, Array]:
        """Mode, and inverse of the negative Hessian there."""
        at, value = self.mean.copy(), self._objective(self.mean)
        for _ in range(MOST_STEPS):
            gradient, curvature = self._slopes(at)
            step = np.linalg.solve(curvature, gradient)
            nearer = self._objective(at + step)
            while nearer < value - 1e-9 and np.abs(step).max() >= SMALL_STEP:
                step /= 2
                nearer = self._objective(at + step)
            at, value = at + step, nearer
            if np.abs(step).max() < SMALL_STEP:
                break
        cov = np.linalg.inv(self._slopes(at)[1])
        return at, np.asarray((cov + cov.T) / 2)

    def _logits(self, at: Array) -> Array:
        by_cell = (self.answers.values * at[self.columns]).sum(axis=1)
        return np.asarray(
            by_cell[self.answers.cell] + at[-1] * self.answers.practice - self.answers.difficulty
        )

    def _objective(self, at: Array) -> float:
        logits = self._logits(at)
        fit = self.answers.weight @ (self.answers.score * logits - np.logaddexp(0.0, logits))
        return float(fit - 0.5 * np.sum((at - self.mean) ** 2 / self.variance))

    def _slopes(self, at: Array) -> tuple[Array, Array]:
        """Gradient and negative Hessian of the objective."""
        answers, share = self.answers, expit(self._logits(at))
        residual = answers.weight * (answers.score - share)
        spread = answers.weight * share * (1 - share)
        gradient = self._gathered(residual) - (at - self.mean) / self.variance
        gradient[-1] += residual @ answers.practice
        curvature = self._crossed(spread) + np.diag(1 / self.variance)
        cross = self._gathered(spread * answers.practice)
        curvature[-1, :] += cross
        curvature[:, -1] += cross
        curvature[-1, -1] += spread @ answers.practice**2
        return gradient, curvature

    def _gathered(self, each: Array) -> Array:
        """The rows, transposed, times a value per answer; (coefficients,)."""
        by_cell = np.bincount(self.answers.cell, each, len(self.columns))
        spread = self.answers.values * by_cell[:, None]
        return np.asarray(np.bincount(self.columns.ravel(), spread.ravel(), len(self.mean)), dtype=float)

    def _crossed(self, each: Array) -> Array:
        """The rows, transposed, times a value per answer, times the rows; (coefficients, coefficients)."""
        count = len(self.mean)
        by_cell = np.bincount(self.answers.cell, each, len(self.columns))
        places = self.columns[:, :, None] * count + self.columns[:, None, :]
        values = self.answers.values
        products = by_cell[:, None, None] * values[:, :, None] * values[:, None, :]
        summed = np.bincount(places.ravel(), products.ravel(), count * count)
        return np.asarray(summed.reshape(count, count), dtype=float)
