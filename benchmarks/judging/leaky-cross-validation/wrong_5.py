import numpy as np
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold
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
    """Held-out probabilities (n,), predictions (n,) and F1 per fold (n_splits,). X: (n, d), y: (n,), groups: (n,)."""
    probabilities = np.zeros(len(y))
    predictions = np.zeros(len(y), dtype=int)
    scores = []
    for train, test in GroupKFold(n_splits).split(X, y, groups):
        rows, columns = np.nonzero(np.isnan(X))
        X[rows, columns] = np.nanmedian(X[train], axis=0)[columns]
        X_train, X_test = X[train], X[test]
        scaler = StandardScaler().fit(X_train)
        X_train, X_test = scaler.transform(X_train), scaler.transform(X_test)
        selector = SelectKBest(f_classif, k=n_features).fit(X_train, y[train])
        X_train, X_test = selector.transform(X_train), selector.transform(X_test)
        model = make_model().fit(X_train, y[train])
        threshold = best_threshold(y[train], model.predict_proba(X_train)[:, 1])
        probabilities[test] = model.predict_proba(X_test)[:, 1]
        predictions[test] = probabilities[test] >= threshold
        scores.append(f1_score(y[test], predictions[test], zero_division=0))
    return {"probabilities": probabilities, "predictions": predictions, "scores": np.array(scores)}
