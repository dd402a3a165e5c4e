import numpy as np


class LinearRegression:
    def __init__(self, fit_intercept=True):
        self.fit_intercept = fit_intercept

    def fit(self, X, y):
        columns = [np.array(c, dtype=float) for c in np.asarray(X).T]
        target = np.array(y, dtype=float)
        shifts = [0.0] * len(columns)
        level = 0.0
        sizes = [float(np.abs(c).max()) for c in columns]
        if self.fit_intercept:
            for j, c in enumerate(columns):
                shifts[j] = c[0] + float(np.mean(c - c[0]))
                columns[j] = (c - c[0]) - np.mean(c - c[0])
            level = target[0] + float(np.mean(target - target[0]))
            target = (target - target[0]) - np.mean(target - target[0])
        Q = self._basis(columns, sizes)
        self.coef_ = self._shortest(Q, columns, target)
        self.intercept_ = level - sum(w * s for w, s in zip(self.coef_.tolist(), shifts))
        return self

    @staticmethod
    def _basis(columns, sizes):
        """Gram-Schmidt with pivoting on the relative length that is left, orthogonalised twice."""
        n, d = len(columns[0]), len(columns)
        length = [float(np.linalg.norm(c)) for c in columns]
        rest = [c / l if l else c.copy() for c, l in zip(columns, length)]
        eps = np.finfo(float).eps
        floor = [eps * max(10 * max(n, d), 8 * n ** 0.5 * (s / l if l else 0)) for s, l in zip(sizes, length)]
        common = max(floor)
        Q, left = [], [j for j in range(d) if length[j] > 0]
        while left and len(Q) < n:
            j = max(left, key=lambda k: np.linalg.norm(rest[k]))
            if np.linalg.norm(rest[j]) <= common:
                break
            q = rest[j]
            for _ in range(2):
                for p in Q:
                    q = q - (p @ q) * p
            q = q / np.linalg.norm(q)
            Q.append(q)
            left.remove(j)
            for k in left:
                rest[k] = rest[k] - (q @ rest[k]) * q
        return Q

    @staticmethod
    def _shortest(Q, columns, target):
        if not Q:
            return np.zeros(len(columns))
        Q, X = np.array(Q), np.array(columns).T
        R = Q @ X  # (r, d), full row rank: w is the shortest solution of R w = Q y
        P, T = np.linalg.qr(R.T)
        return P @ np.linalg.solve(T.T, Q @ target)

    def predict(self, X):
        return np.asarray(X).astype(float) @ self.coef_ + self.intercept_

    def score(self, X, y):
        y = np.asarray(y).astype(float)
        shifted = y - y[0]
        return float(1 - ((y - self.predict(X)) ** 2).sum() / ((shifted - shifted.mean()) ** 2).sum())
