from dataclasses import dataclass

import numpy as np
from sklearn.feature_selection import f_classif
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold


def make_model():
    """The classifier. Correct: leave it as it is."""
    return LogisticRegression(solver="newton-cholesky", tol=1e-10)


def best_threshold(y, probabilities):
    """The smallest of the given probabilities whose predictions `probabilities >= threshold` have the largest F1. Correct."""
    candidates = np.unique(probabilities)
    predicted = probabilities >= candidates[:, np.newaxis]  # (candidates, rows)
    hits = (predicted & (y == 1)).sum(axis=1)
    scores = 2 * hits / (predicted.sum(axis=1) + (y == 1).sum())
    return candidates[int(np.argmax(scores))]


@dataclass
class Preparation:
    """What is learned from training rows: medians, means, deviations and the columns that stay."""

    medians: np.ndarray
    means: np.ndarray
    deviations: np.ndarray
    columns: np.ndarray

    @classmethod
    def learn(cls, X, y, n_features):
        medians = np.array([np.median(column[~np.isnan(column)]) for column in X.T])
        filled = cls.fill(X, medians)
        means, deviations = filled.mean(axis=0), filled.std(axis=0)
        strength, _ = f_classif((filled - means) / deviations, y)
        columns = np.sort(np.argsort(strength, kind="stable")[::-1][:n_features])
        return cls(medians, means, deviations, columns)

    @staticmethod
    def fill(X, medians):
        filled = np.array(X, dtype=float)
        for j, median in enumerate(medians):
            filled[np.isnan(filled[:, j]), j] = median
        return filled

    def __call__(self, X):
        standard = (self.fill(X, self.medians) - self.means) / self.deviations
        return standard[:, self.columns]


def f1(y, predicted):
    hits = int(np.sum((y == 1) & (predicted == 1)))
    total = int(np.sum(y == 1)) + int(np.sum(predicted == 1))
    return 2 * hits / total if total else 0.0


def one_fold(X, y, train, test, n_features):
    prepare = Preparation.learn(X[train], y[train], n_features)
    model = make_model()
    model.fit(prepare(X[train]), y[train])
    chance_train, chance_test = (model.predict_proba(prepare(X[rows]))[:, 1] for rows in (train, test))
    return chance_test, np.where(chance_test >= best_threshold(y[train], chance_train), 1, 0)


def cross_validate(X, y, groups, n_splits=3, n_features=5):
    probabilities, predictions, scores = np.full(len(y), np.nan), np.full(len(y), -1), []
    for train, test in GroupKFold(n_splits).split(X, y, groups):
        probabilities[test], predictions[test] = one_fold(X, y, train, test, n_features)
        scores.append(f1(y[test], predictions[test]))
    return dict(probabilities=probabilities, predictions=predictions, scores=np.asarray(scores, dtype=float))
