"""The encoder's arithmetic on small random weights: nothing here needs the real ones."""

import json
import struct
from pathlib import Path

import numpy as np
import pytest

from hotseat.grader import encoder
from hotseat.grader.chance import weights
from hotseat.grader.encoder import Encoder
from hotseat.grader.wordpiece import WordPiece

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "forest", "over", "##fit", "##s", ".", "naive", "un"]
WIDTH = 24


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rng = np.random.default_rng(3)
    shapes = {
        "embeddings.word_embeddings.weight": (len(PIECES), WIDTH), "embeddings.position_embeddings.weight": (32, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH), "embeddings.LayerNorm.weight": (WIDTH,),
        "embeddings.LayerNorm.bias": (WIDTH,),
    }  # fmt: skip
    for layer in range(encoder.LAYERS):
        name = f"encoder.layer.{layer}."
        for part in (
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
        ):
            shapes |= {f"{name}{part}.weight": (WIDTH, WIDTH), f"{name}{part}.bias": (WIDTH,)}
        shapes |= {f"{name}intermediate.dense.weight": (48, WIDTH), f"{name}intermediate.dense.bias": (48,)}
        shapes |= {f"{name}output.dense.weight": (WIDTH, 48), f"{name}output.dense.bias": (WIDTH,)}
        for part in ("attention.output", "output"):
            shapes |= {f"{name}{part}.LayerNorm.weight": (WIDTH,), f"{name}{part}.LayerNorm.bias": (WIDTH,)}
    head, body = {}, b""
    for name, shape in shapes.items():
        raw = rng.normal(size=shape).astype("<f4").tobytes()
        head[name] = {"dtype": "F32", "shape": shape, "data_offsets": [len(body), len(body) + len(raw)]}
        body += raw
    text = json.dumps(head).encode()
    (tmp_path / "model.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + body)
    (tmp_path / "vocab.txt").write_text("\n".join(PIECES))
    return tmp_path


def test_a_vector_does_not_depend_on_what_it_is_computed_with(folder: Path) -> None:
    texts = ["a forest overfits.", "a", "a forest a forest a forest overfit."]
    together = Encoder(folder).vectors(texts)
    alone = np.stack([Encoder(folder).vectors([text])[0] for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_vectors_are_kept_and_can_be_handed_on(folder: Path) -> None:
    first, second = Encoder(folder), Encoder(folder)
    vector = first.vectors(["a forest"])
    second.remember(first.remembered())
    assert second.vectors(["a forest"])[0] is not None
    np.testing.assert_array_equal(second.vectors(["a forest"]), vector)
    assert first.vectors([]).shape == (0, 384)


def test_words_are_cut_into_the_longest_known_pieces() -> None:
    pieces = WordPiece(PIECES)
    names = [PIECES[number] for number in pieces.numbers("A forest OVERFITS. Naïve!")]
    assert names == ["[CLS]", "a", "forest", "over", "##fit", "##s", ".", "naive", "[UNK]", "[SEP]"]


def test_without_its_weights_there_is_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(encoder.OFF, "1")
    assert encoder.weights_folder() is None


@pytest.mark.parametrize("has_encoder", [False, True])
def test_coefficients_credit_only_what_is_likely(has_encoder: bool) -> None:
    known = weights(has_encoder=has_encoder)
    assert known.missing < 0.5 < known.covered <= known.covered_in_doubt
    assert not any("length" in name or name == "words" for name in known.of)
    assert known.of["denial"] < 0 < known.of["share"]
    assert ("like" in known.of) == has_encoder
    assert 0 < known.chance(dict.fromkeys(known.of, 0.0)) < 1
