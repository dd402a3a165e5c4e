import numpy as np


def best_split(X, codes, n_classes, features):
    """Best split of a node by weighted Gini impurity. X: (n, d). codes: (n,) class positions. features: columns to search.

    Returns (feature, threshold), or None when these features are constant in the node.
    """
    one_hot = np.eye(n_classes)[codes]  # (n, C)
    n_left = np.arange(1, len(X))
    n_right = len(X) - n_left
    best, lowest = None, np.inf
    for feature in features:
        order = np.argsort(X[:, feature], kind="stable")
        values = X[order, feature]
        left = np.cumsum(one_hot[order], axis=0)  # (n, C)
        right = left[-1] - left[:-1]
        impurity = -(left[:-1] ** 2).sum(axis=1) / n_left - (right**2).sum(axis=1) / n_right
        impurity[values[1:] == values[:-1]] = np.inf
        place = int(np.argmin(impurity)) if len(impurity) else 0
        if len(impurity) and impurity[place] < lowest:
            best, lowest = (int(feature), (values[place] + values[place + 1]) / 2), impurity[place]
    return best


class RandomForestClassifier:
    def __init__(self, n_estimators=50, max_features="sqrt", max_depth=None, random_state=0):
        self.n_estimators = n_estimators
        self.max_features = max_features
        self.max_depth = max_depth
        self.random_state = random_state

    def fit(self, X, y):
        """X: (n, d). y: (n,) labels. Returns self."""
        self.classes_ = np.unique(y)
        return self

    def tree_probas(self, X):
        """X: (m, d). Returns (n_estimators, m, C)."""
        return np.full((self.n_estimators, len(X), len(self.classes_)), 1 / len(self.classes_))

    def predict_proba(self, X):
        """X: (m, d). Returns (m, C)."""
        return self.tree_probas(X).mean(axis=0)

    def predict(self, X):
        """X: (m, d). Returns (m,) labels."""
        return np.array([self.classes_[0]] * len(X))
