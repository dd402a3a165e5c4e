from dataclasses import dataclass

import numpy as np


@dataclass
class GibbsRow:
    """Weights exp(-b * energy); safeguarded Newton steps on t = ln b."""

    energy: np.ndarray

    def at(self, t):
        x = np.minimum(np.exp(t) * self.energy, 745.0)
        w = np.exp(-x)
        z = w.sum()
        p = w / z
        mean = float(p @ x)
        slope = -float(p @ (x - mean) ** 2)  # dH/dt
        return p, float(np.log(z)) + mean, slope

    def solve(self, target):
        t, low, high = 0.0, -110.0, 110.0
        best, miss = None, np.inf
        for _ in range(300):
            p, h, slope = self.at(t)
            if abs(h - target) < miss:
                best, miss = p, abs(h - target)
            if miss < 1e-13:
                break
            if h > target:
                low = t
            else:
                high = t
            step = t - (h - target) / slope if slope < 0 else np.inf
            t = step if low < step < high else (low + high) / 2
            if high - low < 1e-15 * max(1.0, abs(t)):
                break
        return best


def conditional_affinities(X, perplexity=30.0):
    points = np.asarray(X, dtype=np.float64)
    n = len(points)
    P = np.zeros((n, n))
    for i, point in enumerate(points):
        gaps = np.delete(points, i, axis=0) - point
        square = np.einsum("jk,jk->j", gaps, gaps)
        energy = square - square.min()
        unit = np.mean(energy)
        row = GibbsRow(energy / unit if unit > 0 else energy).solve(np.log(perplexity))
        P[i] = np.insert(row, i, 0.0)
    return P


def joint_affinities(X, perplexity=30.0):
    P = conditional_affinities(X, perplexity)
    P += P.T.copy()
    P /= 2
    return P
