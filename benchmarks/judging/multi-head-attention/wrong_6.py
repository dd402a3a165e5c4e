import math

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        assert d_model % n_heads == 0, "d_model must be divisible by n_heads"
        self.d_model = d_model
        self.n_heads = n_heads
        self.d_head = d_model // n_heads
        self.q_proj = nn.Linear(d_model, d_model)
        self.k_proj = nn.Linear(d_model, d_model)
        self.v_proj = nn.Linear(d_model, d_model)
        self.out_proj = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        B, n_q, d = query.shape
        n_k = key.shape[1]
        q = self.q_proj(query).view(B, n_q, self.n_heads, self.d_head).transpose(1, 2)
        k = self.k_proj(key).view(B, n_k, self.n_heads, self.d_head).transpose(1, 2)
        v = self.v_proj(value).view(B, n_k, self.n_heads, self.d_head).transpose(1, 2)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.d_head)
        if mask is not None:
            scores = scores.masked_fill(~mask[:, None], torch.finfo(scores.dtype).min)
        weights = torch.softmax(scores, dim=-1)
        if mask is not None:
            weights = weights * mask[:, None]
        context = (weights @ v).transpose(1, 2).contiguous().view(B, n_q, d)
        output = self.out_proj(context)
        return output, weights
