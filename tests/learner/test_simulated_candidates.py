"""Candidates whose truth is known, made by benchmarks/readiness.py: a small run of it, on an invented syllabus."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from hotseat.model.evidence import Item
from hotseat.model.unit import Area, Syllabus, Topic

SOURCE = Path(__file__).parents[2] / "benchmarks" / "readiness.py"
CANDIDATES, ANSWERS = 40, 40


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("readiness_benchmark", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def invented() -> tuple[Syllabus, list[Item]]:
    asked = ("high", "medium", "low")
    areas = tuple(
        Area(
            f"a{a}",
            f"Area {a}",
            tuple(
                Topic(f"a{a}.t{t}", f"Topic {t}", f"a{a}", asked[t % 3], ("concept", "coding"))
                for t in range(5)
            ),
        )
        for a in range(8)
    )
    items = []
    for place, topic in enumerate(topic for area in areas for topic in area.topics):
        level = float(place % 3 - 1)
        items.append(Item(f"q-{topic.id}", "concept", (topic.id,), level, 4.0))
        items.append(Item(f"d-{topic.id}", "drill", (topic.id,), -1.0, 3.0))
        if place % 2:
            items.append(Item(f"p-{topic.id}", "coding", (topic.id,), 0.0, 20.0))
    return Syllabus(areas), items


@pytest.fixture(scope="module")
def looks(bench: ModuleType) -> list:
    syllabus, items = invented()
    labs = [bench.Lab(bench.World.of(syllabus, items, np.random.default_rng([5, n]))) for n in range(2)]
    return bench.by_checkpoint(labs, CANDIDATES, 5, (ANSWERS,))[ANSWERS]


def test_forty_answers_rank_candidates_nearly_as_their_true_ability_does(
    bench: ModuleType, looks: list
) -> None:
    rank, low, _ = bench.ranked(looks)
    assert rank >= 0.75
    assert low >= 0.5


def pooled(bench: ModuleType, looks: list, *kinds: str) -> list[np.ndarray]:
    """What was said, what happened and the share right, over these kinds of round, now and later."""
    found = [bench.rounds(looks, kind, away=away) for kind in kinds for away in (False, True)]
    return [
        np.concatenate([getattr(each, name) for each in found])
        for name in ("said", "happened", "share_right")
    ]


def test_chances_of_rounds_beat_the_base_rate_and_the_share_right(bench: ModuleType, looks: list) -> None:
    for kinds, margin in ((["concept"], 0.03), (["coding"], 0.0), (["concept", "coding"], 0.03)):
        said, happened, share = pooled(bench, looks, *kinds)
        ours = bench.brier(said, happened)
        assert ours < bench.brier(np.full(len(said), happened.mean()), happened) - margin
        assert ours < bench.brier(share, happened)


def test_chances_come_true_about_as_often_as_they_say(bench: ModuleType, looks: list) -> None:
    said, happened, _ = pooled(bench, looks, "concept", "coding")
    assert len(said) == 2 * 4 * CANDIDATES
    assert bench.calibration_error(bench.reliability(said, happened, 5)) < 0.1


def test_the_same_seed_gives_the_same_candidates(bench: ModuleType, looks: list) -> None:
    syllabus, items = invented()
    lab = bench.Lab(bench.World.of(syllabus, items, np.random.default_rng([5, 0])))
    again = bench.by_checkpoint([lab], 1, 5, (ANSWERS,))[ANSWERS][0]
    assert again == looks[0]
