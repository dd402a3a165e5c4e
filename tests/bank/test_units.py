"""Broken folders and what is found in them. A case holds the files that differ from units/sound; absent.txt lists
those that it lacks; expected.txt is what `hotseat check` says about it."""

import shutil
from pathlib import Path

import pytest

from hotseat.bank.coding import examine, load_coding, load_facts
from hotseat.model.finding import Refused

UNITS = Path(__file__).parent.parent / "units"
CASES = sorted(path for path in UNITS.iterdir() if path.is_dir())
NOT_FILES = {"expected.txt", "absent.txt"}


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The case laid over the sound unit, in a bank of its own."""
    made = tmp_path / "coding" / "row-means"
    shutil.copytree(UNITS / "sound", made, ignore=shutil.ignore_patterns(*NOT_FILES))
    shutil.copy(UNITS / "syllabus.yaml", tmp_path)
    case: Path = request.param
    shutil.copytree(case, made, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*NOT_FILES))
    absent = case / "absent.txt"
    for name in absent.read_text().split() if absent.exists() else []:
        (made / name).unlink()
    return made


@pytest.mark.parametrize("folder", CASES, indirect=True, ids=lambda path: path.name)
def test_findings_are_the_expected_ones(folder: Path, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    _, findings = examine(folder)
    said = (
        "".join(line + "\n" for each in findings for line in each.lines())
        .replace(f"{folder}/", "")
        .replace(str(folder), ".")
    )
    expected = (
        CASES[[str(c) for c in CASES].index(str(request.node.callspec.params["folder"]))] / "expected.txt"
    )
    if request.config.getoption("--update-golden"):
        expected.write_text(said)
    assert said == expected.read_text()


@pytest.mark.parametrize("folder", [UNITS / "sound"], indirect=True)
def test_a_sound_unit_loads_with_everything_in_it(folder: Path) -> None:
    unit = load_coding(folder)
    assert (unit.slug, unit.title, unit.area) == ("row-means", "Row means", "math")
    assert [code.name for code in unit.solutions] == ["loop", "sums"]
    assert unit.mistake_checks["sums"] == "the means are right"
    assert [hint.splitlines()[0] for hint in unit.hints] == [
        "## What is a mean?",
        "## Which axis?",
        "## The awkward row",
    ]
    assert unit.mistakes[0].doc.startswith("Means of columns")


@pytest.mark.parametrize("folder", [UNITS / "unknown-keys"], indirect=True)
def test_a_broken_sheet_is_refused_with_all_its_findings(folder: Path) -> None:
    with pytest.raises(Refused) as caught:
        load_facts(folder)
    assert len(caught.value.findings) >= 7


@pytest.mark.parametrize("folder", [UNITS / "thin"], indirect=True)
def test_a_thin_unit_can_still_be_practised(folder: Path) -> None:
    assert load_coding(folder).slug == "row-means"


def test_every_finding_names_its_line_in_the_sheet(tmp_path: Path) -> None:
    _, findings = examine(UNITS / "unknown-keys")
    text = (UNITS / "unknown-keys" / "unit.toml").read_text().splitlines()
    for finding in findings:
        if finding.file.endswith("unit.toml") and "not a known key" in finding.what:
            key = finding.what.split(" ")[0].split(".")[-1]
            assert key in text[finding.line - 1]


def test_a_missing_folder_is_a_finding(tmp_path: Path) -> None:
    unit, findings = examine(tmp_path / "nowhere")
    assert unit is None
    assert findings[0].what == "There is no such folder."
