import os
import shutil
import time
from pathlib import Path

import pytest

from hotseat.bank.shelf import find_bank, load_bank
from hotseat.bank.syllabus import load_syllabus
from hotseat.model.errors import HotseatError

UNITS = Path(__file__).parent.parent / "units"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(
        UNITS / "sound", tmp_path / "coding" / "row-means", ignore=shutil.ignore_patterns("expected.txt")
    )
    shutil.copy(UNITS / "syllabus.yaml", tmp_path)
    return tmp_path


def test_the_bank_of_the_checkout_is_found() -> None:
    assert (find_bank() / "syllabus.yaml").exists()


def test_the_environment_names_another_bank(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTSEAT_BANK", str(root))
    assert load_bank().slugs() == ["row-means"]


def test_a_missing_bank_says_how_to_name_one(tmp_path: Path) -> None:
    with pytest.raises(HotseatError) as caught:
        load_bank(tmp_path)
    assert "HOTSEAT_BANK" in caught.value.fix


def test_an_unknown_problem_is_answered_with_the_nearest(root: Path) -> None:
    with pytest.raises(HotseatError) as caught:
        load_bank(root).unit("row-meens")
    assert caught.value.fix == "Did you mean: row-means"


@pytest.mark.parametrize("slug", ["../coding/row-means", "/etc", "", ".", "row-means/"])
def test_a_slug_is_never_a_path(root: Path, slug: str) -> None:
    with pytest.raises(HotseatError):
        load_bank(root).unit(slug)


def test_a_broken_unit_leaves_the_others_in_the_list(root: Path) -> None:
    (root / "coding" / "worse").mkdir()
    (root / "coding" / "worse" / "unit.toml").write_text("title = 3")
    bank = load_bank(root)
    assert [facts.slug for facts in bank.facts()] == ["row-means"]
    assert list(bank.broken) == ["worse"]


def test_a_changed_file_is_read_again(root: Path) -> None:
    bank = load_bank(root)
    assert bank.unit("row-means") is bank.unit("row-means")
    prompt = root / "coding" / "row-means" / "prompt.md"
    prompt.write_text("Another one.")
    later = time.time_ns() + 10**9
    os.utime(prompt, ns=(later, later))
    assert bank.unit("row-means").prompt == "Another one."


def test_the_syllabus_has_every_area_and_topic_in_order() -> None:
    syllabus = load_syllabus(find_bank() / "syllabus.yaml")
    assert len(syllabus.areas) == 22
    assert sum(len(area.topics) for area in syllabus.areas) == 220
    topic = syllabus.topic("math.numerics")
    assert topic is not None
    assert (topic.area, topic.asked) == ("math", "high")


@pytest.mark.parametrize(
    "text",
    [
        "areas: [",
        "areas: 3",
        "- a",
        "areas: [{area: x}]",
        "areas: [{area: x, name: y, topics: [{id: 1}]}]",
        "",
    ],
)
def test_a_broken_syllabus_is_an_error_with_its_place(tmp_path: Path, text: str) -> None:
    path = tmp_path / "syllabus.yaml"
    path.write_text(text)
    with pytest.raises(HotseatError) as caught:
        load_syllabus(path)
    assert caught.value.where.startswith(str(path))
