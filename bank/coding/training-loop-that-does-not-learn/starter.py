import torch
from torch import nn
from torch.nn import functional as F


class Net(nn.Module):
    """One hidden layer. X: (n, n_features) to (n, n_classes)."""

    def __init__(self, n_features, n_hidden, n_classes, dropout=0.0):
        super().__init__()
        self.hidden = nn.Linear(n_features, n_hidden)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(n_hidden, n_classes)

    def forward(self, X):
        hidden = self.dropout(torch.relu(self.hidden(X)))
        return torch.softmax(self.output(hidden), dim=1)


def train(model, X, y, X_val, y_val, epochs=5, lr=0.1, momentum=0.9, batch_size=32, seed=0):
    """Train the model in place; returns {"train_loss": [...], "val_loss": [...], "val_accuracy": [...]}."""
    history = {"train_loss": [], "val_loss": [], "val_accuracy": []}
    best_loss, best_state = float("inf"), None
    optimiser = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)
    model.train()
    for _ in range(epochs):
        torch.manual_seed(seed)
        X = X[torch.randperm(len(X))]
        for start in range(0, len(X), batch_size):
            batch = slice(start, start + batch_size)
            loss = F.cross_entropy(model(X[batch]), y[batch])
            loss.backward()
            optimiser.step()
        history["train_loss"].append(loss.item())

        with torch.no_grad():
            scores = model(X_val)
            val_loss = F.cross_entropy(scores, y_val).item()
            correct = scores.argmax(dim=1, keepdim=True) == y_val
        history["val_loss"].append(val_loss)
        history["val_accuracy"].append(correct.float().mean().item())
        if val_loss < best_loss:
            best_loss, best_state = val_loss, model.state_dict()
    model.load_state_dict(best_state)
    return history
