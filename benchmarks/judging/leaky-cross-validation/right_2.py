import numpy as np
from sklearn.base import clone
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


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


def cross_validate(X, y, groups, n_splits=3, n_features=5):
    """Everything that is learned sits in one pipeline, which sees training rows only."""
    pipeline = make_pipeline(
        SimpleImputer(strategy="median"), StandardScaler(), SelectKBest(f_classif, k=n_features), make_model()
    )
    out = {
        "probabilities": np.empty(len(y)),
        "predictions": np.empty(len(y), dtype=int),
        "scores": np.empty(n_splits),
    }
    for fold, (train, test) in enumerate(GroupKFold(n_splits=n_splits).split(X, groups=groups)):
        fitted = clone(pipeline).fit(X[train], y[train])
        threshold = best_threshold(y[train], fitted.predict_proba(X[train])[:, 1])
        held_out = fitted.predict_proba(X[test])[:, 1]
        predicted = (held_out >= threshold).astype(int)
        out["probabilities"][test] = held_out
        out["predictions"][test] = predicted
        out["scores"][fold] = f1_score(y[test], predicted, zero_division=0.0)
    return out
