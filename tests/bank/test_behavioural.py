"""Behavioural units: what their folders lack is found at its line, and their own answers prove them."""

import shutil
from pathlib import Path

import pytest

from hotseat.bank.behavioural import examine_behavioural, load_behavioural
from hotseat.bank.jargon import load_jargon, syllabus_terms
from hotseat.bank.shelf import Bank
from hotseat.bank.syllabus import load_syllabus
from hotseat.grader.patterns import compiled
from hotseat.grader.telling_proof import prove_behavioural
from hotseat.model.errors import HotseatError
from hotseat.model.finding import Refused
from hotseat.practice.prove import prove_unit, unit_folders

REAL = Path(__file__).parents[2] / "bank"
SLUGS = sorted(path.name for path in (REAL / "behavioural").iterdir())
STORY, PLAIN = "two-deadlines", "explain-decision-tree"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    for slug in (STORY, PLAIN):
        shutil.copytree(REAL / "behavioural" / slug, tmp_path / "behavioural" / slug)
    (tmp_path / "coding").mkdir()
    (tmp_path / "loops").mkdir()
    shutil.copy(REAL / "loops" / "jargon.txt", tmp_path / "loops")
    shutil.copy(REAL / "syllabus.yaml", tmp_path)
    tags = '[story_tags]\nprioritising = "a"\ndeadline = "b"\npushback = "c"\n'
    (tmp_path / "loops" / "competencies.toml").write_text(tags)
    return tmp_path


def found(bank: Path, slug: str) -> list[str]:
    return [" ".join(each.lines()[:1]).replace(f"{bank}/behavioural/{slug}/", "") for each in prove_unit(bank / "behavioural" / slug, 1)]


def change(bank: Path, name: str, before: str, after: str) -> None:
    path = bank / "behavioural" / name
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))


@pytest.mark.parametrize(
    ("name", "before", "after", "finding"),
    [
        (f"{STORY}/unit.toml", "minutes      = 3", "minutes      = 9", "unit.toml:6  minutes does not fit"),
        (f"{STORY}/unit.toml", "minutes ", "minute ", "unit.toml:6  minute is not a known key"),
        (f"{STORY}/unit.toml", "beh.ownership", "mlf.ensembles", "mlf.ensembles is not a topic of stories"),
        (f"{STORY}/unit.toml", '"deadline"', '"deadlines"', "deadlines is no story tag"),
        (f"{STORY}/followups.toml", '"no-action"', '"no-analogy"', "No story gets the flag no-analogy"),
        (f"{STORY}/followups.toml", '"no-action"', '"sometimes"', "followup does not fit"),
        (f"{STORY}/levels.toml", "4 = ", "5 = ", "levels.toml:4  5 is not a known key"),
        (f"{STORY}/answers/we.md", '"we-not-i"', "", "answers/we.md  Flags raised: we-not-i, expected: none"),
        (f"{STORY}/answers/strong.md", ', "reflection"', "", "answers/strong.md  Parts found:"),
        (f"{STORY}/answers/strong.md", "---\nparts", "parts", "answers/strong.md:1  What must be found is missing"),
        (f"{STORY}/example.md", "I learned that people can live with bad news when it comes on Monday. Since then", "It was a great experience and", "In the example reflection gets"),
        (f"{PLAIN}/unit.toml", 'audience = "a shop owner"', "", "There is no audience"),
        (f"{PLAIN}/answers/good-plain.md", "Think of the game", "We prune with cross-validation to avoid overfitting of the classifier. Think of the game", "Its level is 2"),
    ],
)  # fmt: skip
def test_a_fault_is_found_where_it_is(bank: Path, name: str, before: str, after: str, finding: str) -> None:
    change(bank, name, before, after)
    assert any(finding in each for each in found(bank, name.split("/")[0])), found(bank, name.split("/")[0])


def test_missing_and_strange_files_are_found(bank: Path) -> None:
    (bank / "behavioural" / STORY / "answers" / "we.md").unlink()
    (bank / "behavioural" / STORY / "answer.md").write_text("What?")
    assert found(bank, STORY) == [
        "answer.md  The file is not part of this kind of unit.",
        "answers/we.md  The example answer is missing.",
    ]


def test_a_unit_with_findings_is_not_asked(bank: Path) -> None:
    (bank / "behavioural" / STORY / "prompt.md").unlink()
    with pytest.raises(Refused):
        load_behavioural(bank / "behavioural" / STORY)
    shelf = Bank(bank)
    assert [each.slug for each in shelf.behavioural()] == [PLAIN]
    assert STORY in shelf.broken


def test_the_shelf_keeps_a_unit_until_its_files_change(bank: Path) -> None:
    shelf = Bank(bank)
    assert [each.slug for each in shelf.stories()] == [STORY]
    assert shelf.told(STORY) is shelf.told(STORY)
    change(bank, f"{STORY}/prompt.md", "two deadlines", "three deadlines")
    assert "three deadlines" in shelf.told(STORY).prompt
    with pytest.raises(HotseatError, match="no prompt"):
        shelf.told("two-dedlines")


def test_check_finds_the_folder_of_all_units() -> None:
    assert [path.name for path in unit_folders([REAL / "behavioural"])] == SLUGS


def test_every_pattern_of_the_vocabulary_can_be_read() -> None:
    vocabulary = load_jargon(REAL)
    assert all(compiled(each) for each in (*vocabulary.terms, *vocabulary.allowed))
    derived = syllabus_terms(load_syllabus(REAL / "syllabus.yaml"))
    assert {"gradient boosting", "shap", "cold start"} <= set(derived)
    assert len(vocabulary.terms) > 500


def test_followups_depend_on_what_was_not_said() -> None:
    unit = load_behavioural(REAL / "behavioural" / STORY)
    assert [each.when for each in unit.asked_next(("no-numbers",))] == ["no-numbers", "always"]
    assert [each.when for each in unit.asked_next(())] == ["always"]


def test_an_unreadable_unit_is_not_proven(bank: Path) -> None:
    (bank / "behavioural" / STORY / "unit.toml").write_text("title = ")
    unit, findings = examine_behavioural(bank / "behavioural" / STORY)
    assert unit is None
    assert "not TOML" in findings[0].what


def test_proof_runs_the_model_explanation_too() -> None:
    unit = load_behavioural(REAL / "behavioural" / PLAIN)
    from dataclasses import replace

    findings = prove_behavioural(replace(unit, model="It is a good program, you can believe me."), load_jargon(REAL))
    assert any(each.file.endswith("answer.md") for each in findings)
