"""Creating the optimiser anew in each epoch: its velocity starts at zero every time, so momentum never builds up beyond one epoch. Create it once."""

import copy

import torch
from torch import nn
from torch.nn import functional as F


class Net(nn.Module):
    def __init__(self, n_features, n_hidden, n_classes, dropout=0.0):
        super().__init__()
        self.hidden = nn.Linear(n_features, n_hidden)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(n_hidden, n_classes)

    def forward(self, X):
        return self.output(self.dropout(torch.relu(self.hidden(X))))


def train(model, X, y, X_val, y_val, epochs=5, lr=0.1, momentum=0.9, batch_size=32, seed=0):
    torch.manual_seed(seed)
    history = {"train_loss": [], "val_loss": [], "val_accuracy": []}
    best_loss, best_state = float("inf"), None
    for _ in range(epochs):
        model.train()
        optimiser = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)
        total = 0.0
        for rows in torch.randperm(len(X)).split(batch_size):
            optimiser.zero_grad()
            loss = F.cross_entropy(model(X[rows]), y[rows])
            loss.backward()
            optimiser.step()
            total += loss.item() * len(rows)
        history["train_loss"].append(total / len(X))

        model.eval()
        with torch.no_grad():
            logits = model(X_val)
            val_loss = F.cross_entropy(logits, y_val).item()
            accuracy = (logits.argmax(dim=1) == y_val).float().mean().item()
        history["val_loss"].append(val_loss)
        history["val_accuracy"].append(accuracy)
        if val_loss < best_loss:
            best_loss, best_state = val_loss, copy.deepcopy(model.state_dict())
    model.load_state_dict(best_state)
    return history
