import numpy as np


class DecisionTreeClassifier:
    def __init__(self, max_depth=None, min_samples_split=2, min_samples_leaf=1):
        self.max_depth = max_depth
        self.min_samples_split = min_samples_split
        self.min_samples_leaf = min_samples_leaf

    def fit(self, X, y):
        """X: (n, d). y: (n,) labels. Returns self."""
        self.classes_ = np.unique(y)
        return self

    def predict_proba(self, X):
        """X: (m, d). Returns (m, C), rows sum to one."""
        return np.full((len(X), len(self.classes_)), 1 / len(self.classes_))

    def predict(self, X):
        """X: (m, d). Returns (m,) labels."""
        return np.array([self.classes_[0]] * len(X))

    def get_depth(self):
        """Edges on the longest path from the root to a leaf."""
        return 0

    def get_n_leaves(self):
        """Number of leaves."""
        return 1
