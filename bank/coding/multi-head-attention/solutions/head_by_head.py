"""One head after the other on slices of the projections, with einsum; the results are concatenated and stacked."""

import math

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        if d_model % n_heads:
            raise ValueError("d_model must be a multiple of n_heads")
        self.blocks = torch.arange(d_model).chunk(n_heads)
        for name in ("q_proj", "k_proj", "v_proj", "out_proj"):
            setattr(self, name, nn.Linear(d_model, d_model))

    def forward(self, query, key, value, mask=None):
        queries, keys, values = self.q_proj(query), self.k_proj(key), self.v_proj(value)
        outputs, weights = [], []
        for block in self.blocks:
            scores = torch.einsum("bqd,bkd->bqk", queries[..., block], keys[..., block]) / math.sqrt(len(block))
            if mask is not None:
                scores = torch.where(mask, scores, -torch.inf)
            top = scores.amax(dim=-1, keepdim=True)
            weight = torch.exp(scores - torch.where(top.isfinite(), top, 0.0))
            total = weight.sum(dim=-1, keepdim=True)
            weight = weight / torch.where(total > 0, total, 1.0)
            weights.append(weight)
            outputs.append(weight @ values[..., block])
        return self.out_proj(torch.cat(outputs, dim=-1)), torch.stack(weights, dim=1)
