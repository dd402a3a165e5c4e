import numpy as np


def loss_and_grads(weights, biases, X, y, l2=0.0):
    n = len(X)
    activations, zs = [X], []
    for k, (W, b) in enumerate(zip(weights, biases)):
        z = activations[-1] @ W + b
        zs.append(z)
        if k < len(weights) - 1:
            activations.append(np.maximum(z, 0.0))
    logits = zs[-1] - zs[-1].max(axis=1, keepdims=True)
    log_sum = np.log(np.exp(logits).sum(axis=1))
    rows = np.arange(n)
    loss = (log_sum - logits[rows, y]).mean() + 0.5 * l2 * sum((W ** 2).sum() for W in weights)
    delta = np.exp(logits - log_sum[:, None])
    delta[rows, y] -= 1.0
    delta /= n
    weight_grads, bias_grads = list(weights), [None] * len(weights)
    for k in reversed(range(len(weights))):
        back = delta @ weights[k].T
        weight_grads[k] *= l2
        weight_grads[k] += activations[k].T @ delta
        bias_grads[k] = delta.sum(axis=0)
        if k > 0:
            delta = back * (zs[k - 1] > 0)
    return float(loss), weight_grads, bias_grads
