"""Detaching the weights before they multiply the values: the output still has a gradient, but q_proj and k_proj get none, so what to look at is never learned."""

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
            scores = scores.masked_fill(~allowed, torch.finfo(scores.dtype).min)
        weights = scores.softmax(dim=-1)
        if mask is not None:
            weights = weights * allowed
        heads = weights.detach() @ v  # (B, heads, n_q, d_h)
        return self.out_proj(heads.transpose(1, 2).flatten(2)), weights
