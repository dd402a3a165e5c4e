import numpy as np


def pairwise_distances(A, B):
    """Euclidean distances between the rows of A (n, d) and B (m, d). Returns (n, m), float64."""
    D = np.zeros((len(A), len(B)))
    for i in range(len(A)):
        for j in range(len(B)):
            total = 0.0
            for k in range(A.shape[1]):
                difference = float(A[i, k]) - float(B[j, k])
                total += difference * difference
            D[i, j] = np.sqrt(total)
    return D
