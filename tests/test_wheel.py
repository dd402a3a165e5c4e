"""The wheel works alone: unpacked somewhere else, without the checkout, it has its bank and its pages."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    [wheel] = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def _run(unpacked: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from hotseat.cli.main import main; sys.exit(main())"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HOTSEAT")}
    environment |= {"PYTHONPATH": str(unpacked), "HOTSEAT_HOME": str(home)}
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)


def test_the_wheel_holds_what_it_needs(unpacked: Path) -> None:
    assert len(list((unpacked / "hotseat/_bank/coding").glob("*/unit.toml"))) == len(
        list((ROOT / "bank/coding").glob("*/unit.toml"))
    )
    for part in (
        "web/static/vendor",
        "web/templates",
        "store/migrations",
        "sandbox/filters",
        "_bank/syllabus.yaml",
    ):
        assert (unpacked / "hotseat" / part).exists(), part


def test_a_problem_is_opened_and_judged_from_the_wheel_alone(unpacked: Path, tmp_path: Path) -> None:
    opened = _run(unpacked, tmp_path, "open", "stable-softmax")
    assert opened.returncode == 0, opened.stderr
    assert "softmax" in (tmp_path / "stable-softmax.py").read_text()
    judged = _run(unpacked, tmp_path, "submit", "stable-softmax", "--json")
    assert judged.returncode == 1, judged.stderr
    assert '"wrong-answer"' in judged.stdout
