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
    torch.manual_seed(seed)
    for _ in range(epochs):
        model.train()
        order = torch.randperm(len(X))
        total = 0.0
        for start in range(0, len(X), batch_size):
            batch = order[start : start + batch_size]
            optimiser.zero_grad()
            loss = F.cross_entropy(model(X[batch]), y[batch])
            loss.backward()
            optimiser.step()
            total += loss.item() * len(batch)
        history["train_loss"].append(total / len(X))

        model.eval()
        with torch.no_grad():
            scores = model(X_val)
            val_loss = F.cross_entropy(scores, y_val).item()
            correct = scores.argmax(dim=1) == y_val
        history["val_loss"].append(val_loss)
        history["val_accuracy"].append(correct.float().mean().item())
        if best_state is None or val_loss < best_loss:
            best_loss = val_loss
            best_state = {name: value.clone() for name, value in model.state_dict().items()}
    if best_state is not None:
        model.load_state_dict(best_state)
    model.eval()
    return history
