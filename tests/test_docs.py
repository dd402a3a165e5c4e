"""What README and docs tell people to type exists."""

import re
from pathlib import Path

import pytest

from hotseat.cli.main import main

ROOT = Path(__file__).parent.parent
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXT = "\n".join(path.read_text() for path in DOCS)


def _known() -> set[str]:
    listing = _help()
    return set(re.findall(r"^  ([a-z-]+)  +\S", listing, flags=re.MULTILINE))


def _help(*words: str) -> str:
    import subprocess
    import sys

    script = Path(sys.executable).parent / "hotseat"
    return subprocess.run([script, *words, "--help"], capture_output=True, text=True, check=True).stdout


def test_every_command_in_the_docs_exists() -> None:
    assert callable(main)
    used = set(re.findall(r"(?:`|^ {4})hotseat ([a-z]+(?:-[a-z]+)*)", TEXT, flags=re.MULTILINE))
    assert {"list", "open", "submit", "doctor"} <= used
    assert used <= _known()


@pytest.mark.parametrize(
    ("command", "option"), sorted(set(re.findall(r"hotseat ([a-z]+(?:-[a-z]+)*)[^\n`#]*?(--[a-z-]+)", TEXT)))
)
def test_every_option_in_the_docs_exists(command: str, option: str) -> None:
    assert option in _help(command)


def test_every_file_that_the_docs_link_to_exists() -> None:
    for path in DOCS:
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", path.read_text()):
            assert (path.parent / target).exists(), f"{path}: {target}"


def test_every_make_target_in_the_docs_exists() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"`make ([a-z]+)`|^ {4}make ([a-z]+)", TEXT, flags=re.MULTILINE):
        name = target[0] or target[1]
        assert re.search(rf"^{name}:", makefile, flags=re.MULTILINE), name


def test_the_example_of_the_authors_guide_is_a_unit() -> None:
    assert (ROOT / "bank/coding/stable-softmax/unit.toml").exists()
