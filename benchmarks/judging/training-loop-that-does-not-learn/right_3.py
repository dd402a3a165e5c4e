from collections import defaultdict

import torch
from torch import nn
from torch.nn import functional as F


class Net(nn.Module):
    def __init__(self, n_features: int, n_hidden: int, n_classes: int, dropout: float = 0.0):
        super().__init__()
        self.hidden = nn.Linear(n_features, n_hidden)
        self.output = nn.Linear(n_hidden, n_classes)
        self.dropout = nn.Dropout(dropout)

    def forward(self, X: torch.Tensor) -> torch.Tensor:
        return self.output(self.dropout(F.relu(self.hidden(X))))


class _Trainer:
    def __init__(self, model, optimiser):
        self.model, self.optimiser = model, optimiser
        self.history = defaultdict(list)
        self.snapshots = []

    def learn(self, X, y, batches):
        self.model.train(True)
        per_row = []
        for rows in batches:
            self.optimiser.zero_grad(set_to_none=True)
            losses = F.cross_entropy(self.model(X[rows]), y[rows], reduction="none")
            losses.mean().backward()
            self.optimiser.step()
            per_row.append(losses.detach())
        self.history["train_loss"].append(float(torch.cat(per_row).mean()))

    def validate(self, X, y):
        self.model.train(False)
        with torch.inference_mode():
            log_p = F.log_softmax(self.model(X), dim=-1)
            self.history["val_loss"].append(float(F.nll_loss(log_p, y)))
            self.history["val_accuracy"].append(int((log_p.max(dim=-1).indices == y).sum()) / len(y))
        self.snapshots.append([p.detach().clone() for p in self.model.parameters()])

    def finish(self):
        if self.snapshots:
            best = min(range(len(self.snapshots)), key=self.history["val_loss"].__getitem__)
            with torch.no_grad():
                for parameter, saved in zip(self.model.parameters(), self.snapshots[best]):
                    parameter.copy_(saved)
        self.model.eval()
        return {key: list(self.history[key]) for key in ("train_loss", "val_loss", "val_accuracy")}


def train(model, X, y, X_val, y_val, epochs=5, lr=0.1, momentum=0.9, batch_size=32, seed=0):
    """A trainer object, snapshots of all epochs; the caller's random state is put back afterwards."""
    trainer = _Trainer(model, torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        for _ in range(epochs):
            order = torch.rand(len(X)).argsort()
            trainer.learn(X, y, order.split(batch_size))
            trainer.validate(X_val, y_val)
    return trainer.finish()
