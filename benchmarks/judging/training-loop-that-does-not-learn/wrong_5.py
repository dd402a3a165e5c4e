import copy

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Net(nn.Module):
    """One hidden layer. X: (n, n_features) to (n, n_classes)."""

    def __init__(self, n_features, n_hidden, n_classes, dropout=0.0):
        super().__init__()
        self.hidden = nn.Linear(n_features, n_hidden)
        self.activation = nn.ReLU()
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(n_hidden, n_classes)

    def forward(self, X):
        X = self.activation(self.hidden(X))
        X = self.dropout(X)
        return self.output(X)


@torch.no_grad()
def evaluate(model, X, y):
    model.eval()
    logits = model(X)
    return nn.CrossEntropyLoss()(logits, y).item(), (logits.argmax(1) == y).double().mean().item()


def train_epoch(model, loader, optimiser):
    criterion = nn.CrossEntropyLoss()
    model.train()
    losses = 0.0
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        model.zero_grad()
        loss.backward()
        optimiser.step()
        losses += float(loss.detach())
    return losses / len(loader)


def train(model, X, y, X_val, y_val, epochs=5, lr=0.1, momentum=0.9, batch_size=32, seed=0):
    """With a DataLoader that has a generator of its own; dropout draws from the global one, seeded here."""
    torch.manual_seed(seed)
    shuffler = torch.Generator().manual_seed(seed)
    loader = DataLoader(TensorDataset(X, y), batch_size=batch_size, shuffle=True, generator=shuffler)
    optimiser = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)
    history = {"train_loss": [], "val_loss": [], "val_accuracy": []}
    best = copy.deepcopy(model.state_dict())
    for _ in range(epochs):
        history["train_loss"].append(train_epoch(model, loader, optimiser))
        val_loss, val_accuracy = evaluate(model, X_val, y_val)
        if val_loss < min(history["val_loss"], default=float("inf")):
            best = copy.deepcopy(model.state_dict())
        history["val_loss"].append(val_loss)
        history["val_accuracy"].append(val_accuracy)
    model.load_state_dict(best)
    model.eval()
    return history
