"""The training part's statistics are computed by hand in NumPy and applied to both parts."""

import numpy as np
from sklearn.feature_selection import f_classif
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold


def make_model():
    return LogisticRegression(solver="newton-cholesky", tol=1e-10)


def f1(y, predicted):
    hits = np.sum((y == 1) & (predicted == 1))
    total = np.sum(y == 1) + np.sum(predicted == 1)
    return 2 * hits / total if total else 0.0


def best_threshold(y, probabilities):
    best, best_score = None, -1.0
    for threshold in np.sort(probabilities):
        score = f1(y, probabilities >= threshold)
        if score > best_score:
            best, best_score = threshold, score
    return best


def cross_validate(X, y, groups, n_splits=5, n_features=5):
    probabilities, predictions, scores = np.zeros(len(y)), np.zeros(len(y)), []
    for train, test in GroupKFold(n_splits).split(X, groups=groups):
        medians = np.nanmedian(X[train], axis=0)
        filled = np.where(np.isnan(X), medians, X)
        scaled = (filled - filled[train].mean(axis=0)) / filled[train].std(axis=0)
        strength, _ = f_classif(scaled[train], y[train])
        kept = np.argsort(-strength)[:n_features]
        model = make_model().fit(scaled[train][:, kept], y[train])
        fold_probabilities = model.predict_proba(scaled[:, kept])[:, 1]
        threshold = best_threshold(y[train], fold_probabilities[train])
        probabilities[test] = fold_probabilities[test]
        predictions[test] = fold_probabilities[test] >= threshold
        scores.append(f1(y[test], predictions[test]))
    return {"probabilities": probabilities, "predictions": predictions.astype(int), "scores": scores}
