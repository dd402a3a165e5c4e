import numpy as np


class PCA:
    """Eigenvectors of the smaller of the two Gram matrices' triangular factor, by one-sided Jacobi rotations."""

    def __init__(self, n_components=None):
        self.n_components = n_components

    def fit(self, X):
        X = np.array(X, dtype=np.float64)
        n, d = X.shape
        k = self.n_components or min(n, d)
        base = X[0].copy()
        X -= base
        step = X.mean(axis=0)
        X -= step
        self.mean_ = base + step
        # reduce to a square problem
        if n >= d:
            square, back = np.linalg.qr(X)[1], np.eye(d)
        else:
            q, r = np.linalg.qr(X.T)
            square, back = r.T, q.T
        lengths, V = self._jacobi(square)
        order = np.argsort(-lengths, kind="stable")[:k]
        self.components_ = V.T[order] @ back
        every = lengths ** 2 / (n - 1)
        self.explained_variance_ = every[order]
        total = float(every.sum())
        self.explained_variance_ratio_ = every[order] / (total or 1.0)
        return self

    @staticmethod
    def _jacobi(A):
        A = A.copy()
        m = A.shape[1]
        V = np.eye(m)
        for _ in range(60):
            rotated = False
            for p in range(m - 1):
                for q in range(p + 1, m):
                    a, b, c = A[:, p] @ A[:, p], A[:, q] @ A[:, q], A[:, p] @ A[:, q]
                    if abs(c) <= 1e-15 * np.sqrt(a * b) or c == 0:
                        continue
                    rotated = True
                    zeta = (b - a) / (2 * c)
                    t = np.copysign(1.0, zeta) / (abs(zeta) + np.hypot(1.0, zeta))
                    cos = 1 / np.hypot(1.0, t)
                    sin = cos * t
                    turn = np.array([[cos, sin], [-sin, cos]])
                    A[:, [p, q]] = A[:, [p, q]] @ turn
                    V[:, [p, q]] = V[:, [p, q]] @ turn
            if not rotated:
                break
        return np.sqrt((A ** 2).sum(axis=0)), V

    def transform(self, X):
        return np.einsum("md,kd->mk", np.array(X, dtype=np.float64) - self.mean_, self.components_)

    def inverse_transform(self, Z):
        return np.einsum("mk,kd->md", np.array(Z, dtype=np.float64), self.components_) + self.mean_
