"""With scikit-learn's network, its weights set by hand."""


def answer(facts):
    """The prediction of an MLPRegressor that carries these weights."""
    import numpy as np
    from sklearn.neural_network import MLPRegressor

    net = MLPRegressor(hidden_layer_sizes=(3,), activation="relu", max_iter=1, solver="sgd")
    net.partial_fit(np.zeros((2, 2)), np.zeros((2, 2)))
    net.coefs_ = [np.array(facts["w1"], dtype=float).T, np.array(facts["w2"], dtype=float).T]
    net.intercepts_ = [np.array(facts["b1"], dtype=float), np.array(facts["b2"], dtype=float)]
    return net.predict(np.array([facts["x"]], dtype=float))[0]
