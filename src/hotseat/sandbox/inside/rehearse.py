"""A child's rehearsal while it waits for its program.

What a forked process touches first has to be copied or mapped, which makes the first request several times slower
than the second. A child that waits anyway does it before: the request loop, the codec, the compiler, the random
generators, and a few NumPy functions that most programs call.
"""

from typing import Any

import numpy as np

from hotseat.sandbox import codec
from hotseat.sandbox.inside.program import Objects, Report
from hotseat.sandbox.inside.serve import Service

_PROGRAM = """
import numpy as np

class Model:
    def __init__(self, k=3):
        self.k = k

    def fit(self, X, y=None):
        X = np.asarray(X, dtype=float)
        self.mean_ = X.mean(axis=0)
        order = np.argsort(X[:, 0], kind="stable")
        gaps = ((X[:, None, :] - X[None, :, :]) ** 2).sum(axis=2)
        self.best_ = gaps.argmin(axis=1)[order]
        self.top_ = np.exp(X - X.max(axis=1, keepdims=True)) @ X.T
        self.table_ = {int(v): float(np.log1p(abs(v))) for v in np.unique(self.best_)}
        self.norm_ = np.sqrt(np.where(X > 0, X, 0.0).sum()) + np.zeros_like(X).std()
        return self

def f(values, scale=1.0):
    out = [max(0.0, float(v)) * scale for v in np.ravel(values)]
    return np.array(out), sorted(out), sum(out) / max(len(out), 1)
"""


_TABLES = """
import numpy as np
import pandas as pd

def tables():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({"n": rng.normal(size=12), "g": list("abc") * 4, "t": pd.date_range("2024-01-01", periods=12)})
    frame.loc[3, "n"] = np.nan
    joined = frame.merge(frame.groupby("g", as_index=False)["n"].mean(), on="g", suffixes=("", "_mean"))
    joined["n"] = joined["n"].fillna(joined["n"].median()).astype(float)
    counts = np.bincount(pd.Categorical(frame["g"]).codes, minlength=4)
    folds = np.split(rng.permutation(12), [4, 8])
    parts = [frame.iloc[np.sort(fold)].sort_values("t").reset_index(drop=True) for fold in folds]
    series = pd.Series(frame["g"].to_numpy(), index=np.arange(12)[::-1])
    return joined, counts, parts, series.map({"a": 1.0}).isna().to_numpy(), np.unique(series, return_inverse=True)
"""
_MODELS = """
import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

def models():
    X, y = np.random.default_rng(0).normal(size=(12, 2)), np.arange(12) // 3 % 2
    (train, test), *_ = GroupKFold(2).split(X, groups=np.arange(12))
    model = make_pipeline(SimpleImputer(strategy="median"), StandardScaler(), LogisticRegression())
    return model.fit(X[train], y[train]).predict_proba(X[test])
"""
_TENSORS = """
import torch
from torch import nn

def tensors():
    layers = nn.Sequential(nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 2))
    layers.load_state_dict(layers.state_dict())
    x = torch.randn(3, 4, requires_grad=True)
    scores = (layers(x).unsqueeze(1) @ layers(x).unsqueeze(2)).masked_fill(torch.zeros(3, 1, 1, dtype=torch.bool), -1.0)
    weights = torch.softmax(scores.view(3, 1, 1).transpose(1, 2), dim=-1)
    loss = nn.functional.cross_entropy(layers(x), torch.tensor([0, 1, 0])) + weights.sum()
    loss.backward()
    with torch.no_grad():
        best = layers(x).argmax(dim=1).tolist()
    return weights.detach().numpy(), best, loss.item()
"""
_MORE = {"sklearn": ((_TABLES, "tables"), (_MODELS, "models")), "torch": ((_TENSORS, "tensors"),)}


def rehearse_runtime(runtime: str) -> None:
    """Call what programs of this runtime mostly call; in a child only: torch must not run on both sides of a fork."""
    for source, name in _MORE.get(runtime, ()):
        space: dict[str, Any] = {}
        exec(compile(source, "rehearsal.py", "exec", dont_inherit=True), space)
        objects = Objects()
        for _ in range(2):
            tree, buffers = codec.dump(space[name](), objects.keep)
            body = [memoryview(bytearray(buffer)) for buffer in buffers]
            codec.load(memoryview(tree), body, objects.resolve, is_copied=True)


def rehearse(service: Service, near_fd: int, far_fd: int) -> None:
    """Serve a small program as a submission would be served, over a socket pair, and forget it."""
    points = np.arange(12.0).reshape(4, 3) / 7
    calls: list[tuple[object, ...]] = [
        ("has", 0, "f"),
        ("call", 0, "f", (points, 0.5), {}, 1),
        ("call", 0, "f", ([1.0, 2, "3"],), {"scale": 2}, 2),
        ("enter",),
        ("call", 0, "Model", (), {"k": 2}, 3),
        ("call", 1, "fit", (points,), {"y": np.arange(4)}, 4),
        ("get", 1, "table_"),
        ("get", 1, "missing"),
    ]
    service.rehearse(near_fd, far_fd, _PROGRAM, calls * 2)
    Report("rehearsal.py")
