"""Accepted solutions as a repository: complete, runnable without Hotseat, and never over what its owner wrote."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hotseat.bank.shelf import Bank, load_bank
from hotseat.model.errors import WrongInput
from hotseat.practice.desk import Desk
from hotseat.practice.portfolio import EXPECTATIONS, MARKER, PYTEST, write_portfolio
from hotseat.practice.standalone_tests import module_name, shown_as_tests
from hotseat.practice.worksheet import statement

SLUG = "row-means"
FILES = {
    "README.md", "expectations.py", "pyproject.toml", ".gitignore", "requirements.txt", MARKER,
    "row-means/row_means.py", "row-means/test_row_means.py", "row-means/README.md", "row-means/result.json",
}  # fmt: skip


@pytest.fixture
def solution(bank: Bank) -> str:
    return f"# right measured\n{bank.unit(SLUG).reference.text}\n# ä, no newline at the end"


@pytest.fixture
def folder(desk: Desk, tmp_path: Path, solution: str) -> Path:
    desk.submit(SLUG, "# right but older\n")
    desk.submit(SLUG, solution, seed=11)
    desk.submit(SLUG, "wrong, and later")
    write_portfolio(desk, tmp_path / "portfolio")
    return tmp_path / "portfolio"


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def run_pytest(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """In an interpreter that cannot see Hotseat's source tree."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [sys.executable, "-I", "-m", "pytest", "-q", "-p", "no:cacheprovider", *more]
    return subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=500
    )


def test_the_last_accepted_response_is_there_byte_for_byte(folder: Path, solution: str) -> None:
    assert files(folder) == FILES
    assert (folder / "row-means/row_means.py").read_bytes() == solution.encode()
    result = json.loads((folder / "row-means/result.json").read_text())
    assert (result["verdict"], result["seed"], result["cpu_time_ratio"]) == ("accepted", 11, 1.3)
    assert result["at"].startswith("2026-03-01")


def test_the_table_links_each_problem_with_its_day_and_ratio(folder: Path, bank: Bank) -> None:
    text = (folder / "README.md").read_text()
    assert f"[{bank.unit(SLUG).title}](row-means/)" in text
    assert "| 2026-03-01 | 1.3 x the reference |" in text
    assert statement(bank.unit(SLUG)).strip() in (folder / "row-means/README.md").read_text()


def test_its_tests_pass_and_need_no_hotseat(folder: Path) -> None:
    done = run_pytest(folder)
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout
    assert not [
        path for path in folder.rglob("*.py") if "hotseat" in path.read_text().replace("hotseat run", "")
    ]


def test_its_tests_fail_for_a_wrong_solution(folder: Path, bank: Bank) -> None:
    (folder / "row-means/row_means.py").write_text(bank.unit(SLUG).starter)
    done = run_pytest(folder)
    assert done.returncode == 1
    assert "AssertionError" in done.stdout


def test_requirements_are_pinned_and_no_more_than_needed(folder: Path) -> None:
    lines = (folder / "requirements.txt").read_text().splitlines()
    assert [line.partition("==")[0] for line in lines] == ["pytest", "numpy"]
    assert all("==" in line for line in lines)


def test_written_again_it_follows_the_record(desk: Desk, folder: Path) -> None:
    again = write_portfolio(desk, folder)
    assert (again.written, again.kept) == ([], [])
    desk.submit(SLUG, "# right and newer\n")
    again = write_portfolio(desk, folder)
    assert "row-means/row_means.py" in again.written
    assert (folder / "row-means/row_means.py").read_text() == "# right and newer\n"


def test_what_its_owner_edited_or_added_is_left_and_named(desk: Desk, folder: Path) -> None:
    (folder / "README.md").write_text("mine")
    (folder / "row-means/notes.md").write_text("mine too")
    (folder / "row-means/row_means.py").write_text("improved")
    (folder / "row-means/result.json").unlink()
    desk.submit(SLUG, "# right and newer\n")
    for _ in range(2):
        again = write_portfolio(desk, folder)
        assert again.kept == ["README.md", "row-means/row_means.py"]
    assert (folder / "README.md").read_text() == "mine"
    assert (folder / "row-means/notes.md").read_text() == "mine too"
    assert (folder / "row-means/row_means.py").read_text() == "improved"
    assert (folder / "row-means/result.json").exists()


def test_a_file_of_ones_own_in_a_new_problems_place_is_left(desk: Desk, folder: Path) -> None:
    marker = json.loads((folder / MARKER).read_text())
    del marker["files"]["row-means/README.md"]
    (folder / MARKER).write_text(json.dumps(marker))
    (folder / "row-means/README.md").write_text("mine")
    assert write_portfolio(desk, folder).kept == ["row-means/README.md"]


def test_a_link_is_never_written_through(desk: Desk, folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.move(folder / "row-means", elsewhere)
    (folder / "row-means").symlink_to(elsewhere)
    before = (elsewhere / "row_means.py").read_text()
    desk.submit(SLUG, "# right and newer\n")
    assert "row-means/row_means.py" in write_portfolio(desk, folder).kept
    assert (elsewhere / "row_means.py").read_text() == before


@pytest.mark.parametrize("marker", ["", "[]", "{", '{"files": 7}', "[" * 100_000])
def test_a_spoiled_marker_stops_before_anything_is_written(desk: Desk, folder: Path, marker: str) -> None:
    (folder / MARKER).write_text(marker)
    (folder / "README.md").write_text("mine")
    with pytest.raises(WrongInput):
        write_portfolio(desk, folder)
    assert (folder / "README.md").read_text() == "mine"


def test_a_folder_of_something_else_is_refused(desk: Desk, tmp_path: Path, solution: str) -> None:
    desk.submit(SLUG, solution)
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.tex").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for place in (other, tmp_path / "file"):
        with pytest.raises(WrongInput):
            write_portfolio(desk, place)
    assert files(other) == {"thesis.tex"}


def test_without_an_accepted_attempt_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    desk.submit(SLUG, "wrong")
    with pytest.raises(WrongInput, match="No problem is solved"):
        write_portfolio(desk, tmp_path / "portfolio")
    assert not (tmp_path / "portfolio").exists()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_is_begun_only_when_it_is_asked_for(desk: Desk, folder: Path) -> None:
    assert not (folder / ".git").exists()
    write_portfolio(desk, folder, with_git=True)
    assert (folder / ".git" / "HEAD").is_file()
    write_portfolio(desk, folder, with_git=True)


def test_an_empty_clone_is_taken(desk: Desk, tmp_path: Path, solution: str) -> None:
    desk.submit(SLUG, solution)
    (tmp_path / "clone" / ".git").mkdir(parents=True)
    assert write_portfolio(desk, tmp_path / "clone").problems == 1


@pytest.mark.parametrize("slug", load_bank().slugs())
def test_no_hidden_check_is_given_away(slug: str) -> None:
    unit = load_bank().unit(slug)
    text = shown_as_tests(unit, 1)
    written = {node.name: node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
    hidden = 0
    for node in ast.parse(unit.checks.text).body:
        marks = [ast.unparse(each) for each in getattr(node, "decorator_list", [])]
        if any(
            mark.startswith(("check(", "probe", "workload(")) and "is_shown=True" not in mark
            for mark in marks
        ):
            hidden += 1
            assert not {node.name, f"test_{node.name}"} & set(written)
            assert ast.unparse(node.body[1:] if len(node.body) > 1 else node.body) not in ast.unparse(
                ast.parse(text)
            )
    assert hidden >= 2


def test_every_problems_tests_accept_its_reference_without_hotseat(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    bank = load_bank()
    (tmp_path / "expectations.py").write_text(EXPECTATIONS.read_text())
    (tmp_path / "pyproject.toml").write_text(PYTEST)
    for slug in bank.slugs():
        unit, name = bank.unit(slug), module_name(slug)
        (tmp_path / slug).mkdir()
        (tmp_path / slug / f"{name}.py").write_text(unit.reference.text)
        (tmp_path / slug / f"test_{name}.py").write_text(shown_as_tests(unit, 5))
    done = run_pytest(tmp_path)
    assert done.returncode == 0, done.stdout[-3000:]
