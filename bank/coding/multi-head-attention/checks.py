import numpy as np
import torch

from hotseat.judge.checks import check, close, expect, gradients, probe, raises, same, workload

LAYERS = ("q_proj", "k_proj", "v_proj", "out_proj")


def state_of(rng, d, spread=1.0):
    """Random weights and biases by name, tensors; q and k projections scaled by spread."""
    state = {}
    for name in LAYERS:
        factor = spread if name in ("q_proj", "k_proj") else 1.0
        state[f"{name}.weight"] = tensor(rng.normal(size=(d, d)) * factor / np.sqrt(d))
        state[f"{name}.bias"] = tensor(rng.normal(size=d) * factor / 2)
    return state


def plain_state(d):
    """Identity projections without bias: what goes in comes out, so that one step can be looked at alone."""
    parts = {f"{name}.weight": torch.eye(d) for name in LAYERS}
    return parts | {f"{name}.bias": torch.zeros(d) for name in LAYERS}


def tensor(values):
    return torch.tensor(np.asarray(values), dtype=torch.float32)


def inputs(rng, batch, n_q, n_k, d):
    return [tensor(rng.normal(size=(batch, n, d))) for n in (n_q, n_k, n_k)]


def some_mask(rng, batch, n_q, n_k):
    """Random, every query may look at one key at least."""
    allowed = rng.random((batch, n_q, n_k)) < 0.6
    allowed[np.arange(batch)[:, None], np.arange(n_q), rng.integers(0, n_k, size=(batch, n_q))] = True
    return torch.tensor(allowed)


def oracle(state, n_heads, query, key, value, mask=None):
    """Output and weights in float64, one example and head at a time."""
    p = {name: part.double().numpy() for name, part in state.items()}
    q, k, v = (
        x.double().numpy() @ p[f"{name}.weight"].T + p[f"{name}.bias"] for x, name in zip((query, key, value), LAYERS)
    )
    batch, n_q, d = q.shape
    size = d // n_heads
    weights = np.zeros((batch, n_heads, n_q, k.shape[1]))
    merged = np.zeros((batch, n_q, d))
    for b in range(batch):
        for h in range(n_heads):
            own = slice(h * size, (h + 1) * size)
            scores = q[b][:, own] @ k[b][:, own].T / np.sqrt(size)
            for i in range(n_q):
                open_keys = np.ones(k.shape[1], dtype=bool) if mask is None else mask[b, i].numpy()
                if open_keys.any():
                    e = np.exp(scores[i, open_keys] - scores[i, open_keys].max())
                    weights[b, h, i, open_keys] = e / e.sum()
            merged[b][:, own] = weights[b, h] @ v[b][:, own]
    return merged @ p["out_proj.weight"].T + p["out_proj.bias"], weights


def built(candidate, state, n_heads):
    """A module of the candidate with these weights."""
    model = candidate.MultiHeadAttention(state["q_proj.bias"].shape[0], n_heads)
    model.load_state_dict(state)
    return model


def attend(candidate, state, n_heads, query, key, value, mask=None):
    """Output and weights as NumPy arrays after a check of form."""
    return paired(built(candidate, state, n_heads), n_heads, (query, key, value), mask)


def paired(model, n_heads, given, mask=None):
    """The same of this module."""
    got = model(*given) if mask is None else model(*given, mask=mask)
    expect(isinstance(got, tuple | list) and len(got) == 2, "forward should return the pair (output, weights).", got=got)
    found = []
    shapes = (tuple(given[0].shape), (given[0].shape[0], n_heads, given[0].shape[1], given[1].shape[1]))
    for part, name, shape in zip(got, ("output", "weights"), shapes):
        expect(isinstance(part, torch.Tensor), f"{name} should be a tensor.", got=part)
        same(list(part.shape), list(shape), what=f"the shape of {name}")
        found.append(part.detach().double().numpy())
    return found


def near(got, expected, what):
    close(got, expected, rtol=1e-4, atol=2e-5, what=what)


@check("the module has four linear layers", is_shown=True)
def layers(candidate, rng):
    """The parameters should be weight and bias of q_proj, k_proj, v_proj and out_proj, each layer nn.Linear(d_model, d_model), and nothing else."""
    state = candidate.MultiHeadAttention(6, 2).state_dict()
    expect(isinstance(state, dict), got=state)
    wanted = {name: list(part.shape) for name, part in plain_state(6).items()}
    found = {name: list(part.shape) for name, part in state.items()}
    expect(found == wanted, got=found, expected=wanted)


@check("weights are given per head", is_shown=True)
def per_head(candidate, rng):
    """weights must have the shape (B, n_heads, n_q, n_k): one matrix per head, not their mean."""
    paired(candidate.MultiHeadAttention(8, 4), 4, inputs(rng, 2, 3, 5, 8))


@check("the weights of a query sum to one", is_shown=True)
def sums(candidate, rng):
    """Over the keys, the last axis, the weights of each query and head must sum to one."""
    weights = paired(candidate.MultiHeadAttention(8, 2), 2, inputs(rng, 2, 3, 5, 8))[1]
    near(weights.sum(axis=-1), np.ones((2, 2, 3)), "the sums over the keys")


@check("each head has its own block of features")
def blocks(candidate, rng):
    """The weights of a head depend on features of other heads or positions: view (B, n, d) as (B, n, heads, d_h) first, then transpose to (B, heads, n, d_h)."""
    d, n_heads = 6, 3
    state, (query, key, _) = plain_state(d), inputs(rng, 2, 3, 4, d)
    weights = attend(candidate, state, n_heads, query, key, key)[1]
    wanted = oracle(state, n_heads, query, key, key)[1]
    near(centred_logs(weights), centred_logs(wanted), "the logarithms of the weights, up to a common factor,")


def centred_logs(weights):
    """What the scores are proportional to: logarithms less their mean over the keys, of unit length."""
    logs = np.log(np.maximum(weights, 1e-300))
    logs = logs - logs.mean(axis=-1, keepdims=True)
    return logs / (np.linalg.norm(logs) or 1.0)


@check("scores are divided by the root of the head size")
def scale(candidate, rng):
    """The weights are too sharp or too flat: divide the scores by the square root of d_model / n_heads, the length of the vectors that are multiplied in one head."""
    d, n_heads = 12, 2
    state, (query, key, _) = plain_state(d), inputs(rng, 2, 3, 4, d)
    weights = attend(candidate, state, n_heads, query, key, key)[1]
    near(weights, oracle(state, n_heads, query, key, key)[1], "weights")


@check("head outputs stand side by side")
def merged(candidate, rng):
    """The values were mixed up when the heads were put together, or something was added to them: transpose (B, heads, n_q, d_h) back to (B, n_q, heads, d_h), then flatten."""
    d, n_heads = 6, 3
    state, (query, key, _) = plain_state(d), inputs(rng, 2, 3, 4, d)
    output, weights = attend(candidate, state, n_heads, query, key, key)
    for h in range(n_heads):
        own = slice(2 * h, 2 * h + 2)
        near(output[..., own], weights[:, h] @ key.double().numpy()[..., own], f"features {2 * h} and {2 * h + 1} of output")


@check("the output is projected")
def projected(candidate, rng):
    """The output is not out_proj of the joined heads, bias included."""
    d = 6
    state = plain_state(d) | {"out_proj.weight": tensor(rng.normal(size=(d, d))), "out_proj.bias": tensor(rng.normal(size=d))}
    query, key, _ = inputs(rng, 1, 3, 4, d)
    near(attend(candidate, state, 2, query, key, key)[0], oracle(state, 2, query, key, key)[0], "output")


@check("queries, keys and values may differ")
def cross_attention(candidate, rng):
    """With different query, key and value, or more keys than queries, the result is not that of torch.nn.MultiheadAttention: each goes through its own layer."""
    d, n_heads = 8, 4
    state = state_of(rng, d)
    given = [part.transpose(0, 1) for part in (tensor(rng.normal(size=(n, 2, d))) for n in (3, 5, 5))]
    for got, wanted, what in zip(attend(candidate, state, n_heads, *given), library(state, n_heads, given), ("output", "weights")):
        near(got, wanted, what)


def library(state, n_heads, given):
    """Output and weights of PyTorch's own module."""
    module = torch.nn.MultiheadAttention(given[0].shape[2], n_heads, batch_first=True)
    module.load_state_dict(
        {
            "in_proj_weight": torch.cat([state[f"{name}.weight"] for name in LAYERS[:3]]),
            "in_proj_bias": torch.cat([state[f"{name}.bias"] for name in LAYERS[:3]]),
            "out_proj.weight": state["out_proj.weight"],
            "out_proj.bias": state["out_proj.bias"],
        }
    )
    with torch.no_grad():
        return [part.double().numpy() for part in module(*given, average_attn_weights=False)]


@check("masked keys get no weight")
def masked(candidate, rng):
    """Forbidden keys got weight, or the others do not sum to one: where the mask is False the score must be minus infinity before the softmax."""
    d, n_heads = 8, 2
    state, given = state_of(rng, d, 2.0), inputs(rng, n_heads, 7, 5, d)
    causal, everything = np.tril(np.ones((2, 5), dtype=bool), 1), np.ones((1, 5), dtype=bool)
    some = some_mask(rng, 1, 4, 5)[0].numpy()
    some[0, 0], some[0, 1] = True, False
    mask = torch.tensor(np.stack([np.concatenate([some, causal, everything])] * n_heads))  # the same in all examples
    output, weights = attend(candidate, state, n_heads, *given, mask=mask)
    wanted = oracle(state, n_heads, *given, mask=mask)
    expect(bool(np.all(weights[wanted[1] == 0] == 0)), got="a positive weight for a forbidden key", expected="exactly 0")
    near(weights, wanted[1], "weights")
    near(output, wanted[0], "output")


@check("each example has its own mask")
def own_mask(candidate, rng):
    """The masks of the examples were mixed up: a mask (B, n_q, n_k) needs an axis for the heads, mask.unsqueeze(1), or it is broadcast over the heads when B equals n_heads."""
    state, given = state_of(rng, 6), inputs(rng, 3, 3, 4, 6)
    mask = some_mask(rng, 3, 3, 4)
    mask[0], mask[1] = True, torch.eye(4, dtype=torch.bool)[:3]
    near(attend(candidate, state, 3, *given, mask=mask)[1], oracle(state, 3, *given, mask=mask)[1], "weights")


@check("a query that may look at nothing")
def closed(candidate, rng):
    """A query whose mask is all False must get zero weights and the output out_proj(0), not NaN and not a mean over forbidden keys."""
    state, given = state_of(rng, 8), inputs(rng, 3, 3, 4, 8)
    mask = some_mask(rng, 3, 3, 4)
    mask[0, 1] = False
    mask[1] = False
    output, weights = attend(candidate, state, 2, *given, mask=mask)
    wanted = oracle(state, 2, *given, mask=mask)
    near(weights, wanted[1], "weights")
    near(output, wanted[0], "output")


@check("large scores stay finite")
def large(candidate, rng):
    """Scores near 1e4 gave NaN or wrong weights: let torch's softmax do the shifting, and mask with minus infinity rather than with a moderate number such as -1e4."""
    state, (query, key, value), mask = far_apart(rng)
    output, weights = attend(candidate, state, 2, query, key, value, mask)
    wanted = oracle(state, 2, query, key, value, mask)
    near(weights, wanted[1], "weights")
    near(output, wanted[0], "output")


def far_apart(rng):
    """Scores that are whole numbers next to 1e4 for the first three keys, next to -1e4 for the others; queries with all keys and with either half."""
    key = np.zeros((2, 6, 2, 4))
    for example in range(2):
        for head in range(2):
            steps = np.concatenate([rng.permutation(3), rng.permutation(3)])
            key[example, :, head, 0] = np.repeat([200.0, -200.0], 3)
            key[example, :, head, 1] = 2.0 * steps * np.repeat([-1.0, 1.0], 3)
    query = np.tile([100.0, 1.0, 0.0, 0.0], (2, 3, 2))
    mask = np.ones((2, 3, 6), dtype=bool)
    mask[:, 1, :3] = mask[:, 2, 3:] = False
    given = [tensor(query), tensor(key.reshape(2, 6, 8)), tensor(rng.normal(size=(2, 6, 8)))]
    return plain_state(8), given, torch.tensor(mask)


@check("gradients reach parameters and inputs")
def trained(candidate, rng):
    """The gradients of output are off: the layer cannot be trained if a projection or an input is cut off (torch.no_grad, detach, .data, NumPy or .item inside forward), or if an operation passes on a wrong gradient."""
    state, given, mask = state_of(rng, 4), inputs(rng, 2, 2, 3, 4), some_mask(rng, 2, 2, 3)
    mask[1, 0] = False
    got, wanted = gradients(built(candidate, state, 2), *given, mask), slopes(state, 2, given, mask)
    pairs = list(zip(("query", "key", "value"), got[0], wanted[0]))
    pairs += [(name, got[1].get(name), part) for name, part in wanted[1].items()]
    for name, found, right in pairs:
        what = f"the gradient of {name}"
        expect(isinstance(found, torch.Tensor), got=f"{what} is missing", expected="a gradient")
        because = CLOSED_ROW if found.isnan().any() else None
        close(found.double().numpy(), right.numpy(), rtol=1e-3, atol=1e-4, what=what, because=because)


CLOSED_ROW = "A query that may look at nothing made the gradients NaN: the softmax of a row of minus infinities has none, and nan_to_num afterwards mends the output alone. Give such rows finite scores before the softmax, and set their weights to 0 after it."


def slopes(state, n_heads, given, mask):
    """What gradients() should give, in float64, by autograd of sums, products and exp alone."""
    p = {name: part.double().requires_grad_() for name, part in state.items()}
    own = [part.double().requires_grad_() for part in given]
    q, k, v = ((x @ p[f"{name}.weight"].T + p[f"{name}.bias"]).unflatten(-1, (n_heads, -1)) for x, name in zip(own, LAYERS))
    raised = torch.exp(torch.einsum("bqhd,bkhd->bhqk", q, k) / q.shape[-1] ** 0.5) * mask[:, None]
    total = raised.sum(dim=-1, keepdim=True)
    mixed = torch.einsum("bhqk,bkhd->bqhd", raised / (total + (total == 0)), v)
    output = mixed.flatten(2) @ p["out_proj.weight"].T + p["out_proj.bias"]
    found = torch.autograd.grad((output**2).sum() / 2, [*own, *p.values()])
    return found[:3], dict(zip(p, found[3:]))


def attachments(model, given):
    """Whether the output depends on query, key and value alone, with the parameters frozen."""
    model.requires_grad_(False)
    outputs = [model(*(part.clone().requires_grad_(i == k) for k, part in enumerate(given)))[0] for i in range(3)]
    return [isinstance(output, torch.Tensor) and output.requires_grad for output in outputs]


@check("one example, query, key, head and feature")
def extremes(candidate, rng):
    """The smallest legal sizes failed: no axis may be squeezed away or guessed from a length of 1."""
    state, given = state_of(rng, 1), inputs(rng, 1, 1, 1, 1)
    for got, wanted, what in zip(attend(candidate, state, 1, *given), oracle(state, 1, *given), ("output", "weights")):
        near(got, wanted, what)


@check("heads that do not divide are refused")
def refused(candidate, rng):
    """n_heads must divide d_model; otherwise the constructor raises ValueError."""
    for d, n_heads in [(9, 6), (2, 4)]:
        raises(lambda: candidate.MultiHeadAttention(d, n_heads), "ValueError")


@probe
def outputs(candidate, rng):
    def parts(state, n_heads, given, mask=None):
        model = built(candidate, state, n_heads).double()  # in float64, so that right answers agree to 1e-6
        given = [part.double() for part in given]
        got = model(*given) if mask is None else model(*given, mask)
        return [part.detach().double().numpy() for part in got] + [got[0].requires_grad]

    for batch, n_q, n_k, d, n_heads in [(1, 1, 1, 1, 1), (2, 3, 5, 8, 4), (3, 4, 4, 6, 1), (2, 3, 4, 6, 6), (2, 5, 2, 6, 2), (3, 3, 3, 6, 3)]:
        for spread in (1.0, 4.0):
            state, given = state_of(rng, d, spread), inputs(rng, batch, n_q, n_k, d)
            yield lambda: parts(state, n_heads, given)
            mask = some_mask(rng, batch, n_q, n_k)
            yield lambda: parts(state, n_heads, given, mask)
            mask = mask.clone()
            mask[0, 0] = False
            yield lambda: parts(state, n_heads, given, mask)

    def all_gradients():
        local = np.random.default_rng(5)
        model = built(candidate, state_of(local, 4), 2).double()
        closed = torch.tensor([[[True, False, True], [False, False, False]]])
        found, named = gradients(model, *(part.double() for part in inputs(local, 1, 2, 3, 4)), closed)
        return [None if part is None else part.numpy() for part in (*found[:3], *(named[name] for name in sorted(named)))]

    yield all_gradients
    state, given, mask = far_apart(rng)
    yield lambda: parts(state, 2, given)
    yield lambda: parts(state, 2, given, mask)
    yield lambda: attachments(candidate.MultiHeadAttention(4, 2), inputs(np.random.default_rng(7), 1, 2, 3, 4))
    strided = [part.transpose(0, 1) for part in inputs(rng, 3, 2, 2, 4)]
    yield lambda: parts(plain_state(4), 2, strided)
    for d, n_heads in [(6, 4), (5, 2), (2, 4), (9, 6)]:
        yield lambda: candidate.MultiHeadAttention(d, n_heads).type_name
    yield lambda: sorted(candidate.MultiHeadAttention(6, 3).state_dict())
    yield lambda: [list(part.shape) for _, part in sorted(candidate.MultiHeadAttention(6, 3).state_dict().items())]


@workload("positions", sizes=(64, 128, 256), why_slow="a Python loop over examples, heads or queries multiplies small matrices one by one; make the heads a dimension and multiply once")
def growing(candidate, rng, n):
    model = candidate.MultiHeadAttention(64, 4)
    given = inputs(rng, 4, n, n, 64)
    return lambda: model(*given)
