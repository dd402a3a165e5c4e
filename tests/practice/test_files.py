"""Files that come in and go out: responses, worksheets, templates."""

import ast
import os
from pathlib import Path

import pytest

from hotseat.bank.coding import examine
from hotseat.bank.concepts import examine_question
from hotseat.bank.shelf import Bank, find_bank, load_bank
from hotseat.model.errors import WrongInput
from hotseat.practice.prove import prove_unit, unit_folders
from hotseat.practice.response import check_response, read_response
from hotseat.practice.template import write_template
from hotseat.practice.worksheet import worksheet, write_worksheet

BAD_FILES = {
    "empty": b"",
    "blank": b" \n\t\n",
    "nul": b"x = 1\ny = '\0'\n",
    "latin-1": "x = 'ä'".encode("latin-1"),
    "utf-16": "x = 1".encode("utf-16"),
    "large": b"#" * 50_000_000,
}


@pytest.mark.parametrize("content", BAD_FILES.values(), ids=list(BAD_FILES))
def test_a_file_that_is_no_program_is_refused_with_its_place(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.py"
    path.write_bytes(content)
    with pytest.raises(WrongInput) as caught:
        read_response(path)
    assert caught.value.where == str(path)
    assert caught.value.fix


def test_a_large_file_says_how_large_it_is_and_may_be(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_bytes(BAD_FILES["large"])
    with pytest.raises(WrongInput, match=r"50\.0 MB") as caught:
        read_response(path)
    assert "1 MB" in caught.value.fix


def test_missing_files_directories_and_pipes_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "missing.py", tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(WrongInput):
            read_response(path)


def test_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_bytes(b"\xef\xbb\xbfx = 1\r\ny = 2\r\n")
    assert read_response(path) == "x = 1\ny = 2\n"
    assert check_response("x = 1\ry = 2") == "x = 1\ny = 2"


@pytest.mark.parametrize("slug", load_bank().slugs())
def test_every_worksheet_is_a_program_with_its_statement(slug: str) -> None:
    unit = load_bank().unit(slug)
    tree = ast.parse(worksheet(unit))
    doc = ast.get_docstring(tree) or ""
    assert unit.title in doc
    assert unit.prompt.strip()[:40] in doc


def test_a_worksheet_is_never_overwritten_unless_forced(tmp_path: Path, bank: Bank) -> None:
    unit = bank.unit("row-means")
    path = write_worksheet(unit, tmp_path)
    path.write_text("mine")
    with pytest.raises(WrongInput, match="already") as caught:
        write_worksheet(unit, tmp_path)
    assert "--force" in caught.value.fix
    assert path.read_text() == "mine"
    write_worksheet(unit, tmp_path, is_forced=True)
    assert path.read_text() != "mine"
    assert sorted(each.name for each in tmp_path.glob("*row*")) == ["row-means.py"]


def test_a_worksheet_goes_into_a_folder_that_exists(tmp_path: Path, bank: Bank) -> None:
    with pytest.raises(WrongInput, match="no such folder"):
        write_worksheet(bank.unit("row-means"), tmp_path / "missing")


def test_a_template_lacks_only_what_its_author_must_write(bank: Bank) -> None:
    unit, findings = examine(write_template("coding", "new-idea", bank.root))
    assert unit is None
    said = {finding.what for finding in findings}
    assert said == {
        "'area.topic' is not a topic of the syllabus.",
        "There are fewer than three follow-ups.",
        "There are fewer than two solutions.",
        "mistakes/ has 1 of at least 5 files.",
        "sources does not fit: [].",
    }


def found_in(folder: Path) -> set[str]:
    return {f"{Path(finding.file).name}: {finding.what}" for finding in prove_unit(folder, seeds=1)}


def test_a_drills_template_lacks_only_what_its_author_must_write(bank: Bank) -> None:
    folder = write_template("drill", "new-idea", bank.root)
    assert folder == bank.root / "drills" / "new-idea"
    assert found_in(folder) == {
        "unit.toml: The source '?' cannot be looked up.",
        "unit.toml: area.topic is not in bank/syllabus.yaml.",
        "drill.py: The worked solution has fewer than two steps. (seed 0)",
        "drill.py: independent.py does not run: NotImplementedError: compute the answer by another way than drill.py does. (seed 0)",
    }
    filled(folder / "unit.toml", '"?"', '"Euclid, Elements, book I"')
    filled(folder / "unit.toml", "area.topic", "math.means")
    filled(folder / "drill.py", "steps=[", 'steps=["Look at both sides.", ')
    filled(
        folder / "independent.py", "raise NotImplementedError", 'return facts["width"] * facts["height"]  # '
    )
    assert found_in(folder) == {"drill.py: No exercise has a known slip."}
    filled(folder / "drill.py", "slips={}", 'slips={"added the sides": width + height}')
    assert found_in(folder) == set()


def test_a_questions_template_lacks_only_what_its_author_must_write(bank: Bank) -> None:
    folder = write_template("concept", "new-idea", bank.root)
    assert folder == bank.root / "concepts" / "new-idea"
    said = found_in(folder)
    assert {
        "unit.toml: The source '?' cannot be looked up.",
        "unit.toml: area.topic is not in bank/syllabus.yaml.",
        "rubric.toml: There are 1 points; 3 to 6 are usual.",
        "followups.toml: There are fewer than two follow-ups.",
    } < said
    for name in ("good-terse", "good-plain", "refuting", "partial", "swapped", "negated", "mixed"):
        assert f"{name}.md: The answer is empty." in said
        assert f"{name}.md: No mark is given for first-point." in said
        assert (folder / "answers" / f"{name}.md").is_file()


def test_every_line_of_a_template_can_be_read(bank: Bank) -> None:
    unit, findings = examine_question(write_template("concept", "new-idea", bank.root))
    assert unit is not None
    assert unit.title == "New idea"
    assert not [
        finding for finding in findings if "not a known key" in finding.what or "TOML" in finding.what
    ]


def filled(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize("kind", ["coding", "drill", "concept"])
@pytest.mark.parametrize("slug", ["Upper", "../up", ""])
def test_no_kind_of_template_leaves_its_folder(bank: Bank, kind: str, slug: str) -> None:
    with pytest.raises(WrongInput):
        write_template(kind, slug, bank.root)


@pytest.mark.parametrize("slug", ["row-means", "Upper", "a b", "../up", "", "-x", "a--b", "ä"])
def test_a_template_needs_a_name_of_its_own(bank: Bank, slug: str) -> None:
    with pytest.raises(WrongInput):
        write_template("coding", slug, bank.root)


def test_units_to_check_are_folders_names_or_banks(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = bank.root / "coding" / "row-means"
    for path in (folder, folder.parent, bank.root):
        assert unit_folders([path]) == [folder]
    assert unit_folders([folder, bank.root]) == [folder]
    monkeypatch.setenv("HOTSEAT_BANK", str(bank.root))
    assert unit_folders([Path("row-means")]) == [folder]
    assert unit_folders([]) == [folder]
    with pytest.raises(WrongInput) as caught:
        unit_folders([Path("row-meens")])
    assert caught.value.fix == "Did you mean: row-means"
    assert find_bank() == bank.root
