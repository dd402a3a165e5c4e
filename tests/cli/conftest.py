"""The command line in a home, a bank and a folder of its own."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from hotseat.cli.main import run
from hotseat.model.event import Event
from hotseat.model.unit import CodingUnit
from hotseat.model.verdict import (
    CheckResult,
    Counterexample,
    Efficiency,
    Judgement,
    NamedMistake,
    Outcome,
    Shown,
    Verdict,
)

ROOT = Path(__file__).parent.parent.parent
UNITS = ROOT / "tests" / "units"
HOTSEAT = [sys.executable, "-c", "from hotseat.cli.main import main; main()"]
EFFICIENCY = Efficiency(
    (1, 2, 4_000), (0.1, 0.2, 0.4), (0.1, 0.2, 0.3), 1.3, 1.2, 1.4, "about n", 1.0, 0.9, 1.1, size_name="rows"
)
EXAMPLE = Counterexample(
    ("row_means(values)",),
    (Shown("values", "float64 array of shape (1, 2)", "[[1., 2.]]"),),
    Shown("got", "float", "3.0"),
    Shown("expected", "float", "1.5"),
    1.5,
    "[0]",
)


@dataclass
class Said:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


class Judge:
    """Says what the first line of the response names: a verdict."""

    tier = "A"

    def judge(
        self,
        unit: CodingUnit,
        source: str,
        *,
        seed: int | None = None,
        is_shown_only: bool = False,
        is_timed: bool = True,
        on_event: Any = None,
    ) -> Judgement:
        verdict = Verdict(source.splitlines()[0].removeprefix("# "))
        good = CheckResult("shapes are kept", Outcome.PASSED, "", is_shown=True)
        outcome = Outcome.PASSED if verdict is Verdict.ACCEPTED else Outcome(verdict.value)
        bad = CheckResult(
            "the means are right",
            outcome,
            "A mean is off: divide.",
            is_shown=True,
            counterexample=EXAMPLE,
            cpu_seconds=0.25,
        )
        checks = (good, good if verdict is Verdict.ACCEPTED else bad)
        mistake = (
            NamedMistake("divides_less", "Divided by one less.") if verdict is Verdict.WRONG_ANSWER else None
        )
        judgement = Judgement(
            unit.slug, verdict, checks, mistake, None, seed or 7, 0.5, "A", stdout="debug \x1b[31mred\n"
        )
        emit = on_event or (lambda event: None)
        emit(Event("verdict", judgement))
        if verdict is Verdict.ACCEPTED and not is_shown_only:
            emit(Event("efficiency", EFFICIENCY))
            judgement = replace(judgement, efficiency=EFFICIENCY)
        return judgement

    def close(self) -> None:
        pass


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with HOTSEAT_HOME and HOTSEAT_BANK beside it."""
    bank = tmp_path / "bank"
    shutil.copytree(
        UNITS / "sound", bank / "coding" / "row-means", ignore=shutil.ignore_patterns("expected.txt")
    )
    shutil.copy(UNITS / "syllabus.yaml", bank)
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOTSEAT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOTSEAT_BANK", str(bank))
    monkeypatch.setenv("COLUMNS", "80")
    return folder


@pytest.fixture
def hotseat(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Said]:
    """Run a command line in this process, with a judge that says what the response asks for."""
    monkeypatch.setattr("hotseat.judge.service.Judge", Judge)

    def use(*args: str) -> Said:
        capsys.readouterr()
        code = run(args)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return use


@pytest.fixture
def program(place: Path) -> Callable[..., Said]:
    """Run a command line as a program of its own."""

    def use(*args: str, **more: Any) -> Said:
        env = {**os.environ, **more.pop("env", {})}
        done = subprocess.run(
            [*HOTSEAT, *args], capture_output=True, text=True, check=False, env=env, timeout=100, **more
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return use


@pytest.fixture
def learning(hotseat: Callable[..., Any], place: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """The command line over a bank with a drill and a question; typed: what stdin says."""
    bank = place.parent / "bank"
    shutil.copy(ROOT / "bank" / "syllabus.yaml", bank)
    shutil.copytree(ROOT / "bank" / "drills" / "bayes-base-rate", bank / "drills" / "bayes-base-rate")
    shutil.copytree(
        ROOT / "bank" / "concepts" / "forest-against-boosting", bank / "concepts" / "forest-against-boosting"
    )

    def use(*args: str, typed: str = "") -> Any:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return hotseat(*args)

    return use
