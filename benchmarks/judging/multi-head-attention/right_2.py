import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    """einsum on five-index tensors; the softmax by hand."""

    def __init__(self, d_model: int, n_heads: int) -> None:
        if n_heads <= 0 or d_model % n_heads:
            raise ValueError(f"{n_heads} heads do not divide {d_model} features")
        super().__init__()
        self.n_heads = n_heads
        for name in ("q_proj", "k_proj", "v_proj", "out_proj"):
            self.add_module(name, nn.Linear(d_model, d_model, bias=True))

    def forward(self, query, key, value, mask=None):
        heads = (self.n_heads, -1)
        q = self.q_proj(query).unflatten(-1, heads)
        k = self.k_proj(key).unflatten(-1, heads)
        v = self.v_proj(value).unflatten(-1, heads)
        scores = torch.einsum("bihc,bjhc->bhij", q, k) * q.shape[-1] ** -0.5
        if mask is None:
            allowed = torch.ones_like(scores, dtype=torch.bool)
        else:
            allowed = mask[:, None].expand_as(scores)
        safe = torch.where(allowed, scores, torch.full_like(scores, -1e30))
        peak = safe.detach().max(dim=-1, keepdim=True).values
        e = torch.exp(safe - peak) * allowed
        total = e.sum(dim=-1, keepdim=True)
        weights = e / torch.where(total > 0, total, torch.ones_like(total))
        mixed = torch.einsum("bhij,bjhc->bihc", weights, v)
        return self.out_proj(mixed.flatten(2)), weights
