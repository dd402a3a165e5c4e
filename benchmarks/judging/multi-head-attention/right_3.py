import torch
import torch.nn.functional as F
from torch import nn


class MultiHeadAttention(nn.Module):
    """One sequence and one head at a time."""

    def __init__(self, d_model, n_heads):
        super().__init__()
        if n_heads not in range(1, d_model + 1) or d_model % n_heads:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.width = d_model // n_heads
        self.q_proj, self.k_proj = nn.Linear(d_model, d_model), nn.Linear(d_model, d_model)
        self.v_proj, self.out_proj = nn.Linear(d_model, d_model), nn.Linear(d_model, d_model)

    def _head(self, q, k, v, allowed):
        scores = torch.mm(q, k.t()).div(self.width ** 0.5)
        if allowed is None:
            weights = F.softmax(scores, dim=1)
            return weights @ v, weights
        sees_any = allowed.any(dim=1, keepdim=True)
        # a query that sees nothing keeps its finite scores here and loses its weights below
        scores = scores.masked_fill(~allowed & sees_any, float("-inf"))
        weights = F.softmax(scores, dim=1) * sees_any
        return weights @ v, weights

    def forward(self, query, key, value, mask=None):
        Q, K, V = self.q_proj(query), self.k_proj(key), self.v_proj(value)
        outputs, all_weights = [], []
        for b in range(query.shape[0]):
            allowed = None if mask is None else mask[b]
            parts = [
                self._head(qh, kh, vh, allowed)
                for qh, kh, vh in zip(Q[b].split(self.width, -1), K[b].split(self.width, -1), V[b].split(self.width, -1))
            ]
            outputs.append(torch.cat([p[0] for p in parts], dim=-1))
            all_weights.append(torch.stack([p[1] for p in parts]))
        return self.out_proj(torch.stack(outputs)), torch.stack(all_weights)
