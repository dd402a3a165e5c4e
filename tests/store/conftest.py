"""Attempts to store, made of generated judgements."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from hotseat.model.attempt import Attempt
from hotseat.model.verdict import (
    CheckResult,
    Counterexample,
    Efficiency,
    Judgement,
    NamedMistake,
    Outcome,
    Picture,
    Shown,
    Verdict,
)
from hotseat.store.sqlite import SqliteStore

START = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)


def judgement(unit: str = "kmeans", verdict: Verdict = Verdict.WRONG_ANSWER) -> Judgement:
    example = Counterexample(
        ("f(x)",), (Shown("x", "list of 1", "[1]"),), Shown("got", "float", "nan"), None, float("inf"), "[0]"
    )
    picture = Picture(
        "lines",
        "t",
        points=((0.0,), (1.0,)),
        got=(1.0, float("nan")),
        expected=(1.0, 2.0),
        extent=(0.0, 1.0, 0.0, 1.0),
    )
    checks = (
        CheckResult("one", Outcome.PASSED, "", is_shown=True, wall_seconds=0.25),
        CheckResult(
            "two",
            Outcome.WRONG_ANSWER,
            "Off.",
            is_shown=False,
            counterexample=example,
            picture=picture,
            line=3,
        ),
    )
    mistake = None if verdict is Verdict.ACCEPTED else NamedMistake("sums", "Never divided.")
    return Judgement(unit, verdict, checks, mistake, None, 7, 1.5, "A", stdout="ä\x00\n")


def efficiency() -> Efficiency:
    return Efficiency(
        (1, 2, 4), (0.1, 0.2, 0.4), (0.1, 0.2, 0.3), 1.3, 1.2, 1.4, "about linear", 1.0, 0.9, None
    )


def attempt(number: int = 0, unit: str = "kmeans", verdict: Verdict = Verdict.WRONG_ANSWER) -> Attempt:
    return Attempt(
        id=str(UUID(int=number)),
        unit=unit,
        round="coding",
        at=START + timedelta(seconds=number),
        response=f"x = {number}\n",
        verdict=verdict,
        judgement=judgement(unit, verdict),
        seconds=12.5,
        hints=1,
    )


@pytest.fixture
def make() -> Callable[..., Attempt]:
    return attempt


@pytest.fixture
def measured() -> Efficiency:
    return efficiency()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "hotseat.sqlite3", busy_seconds=0.3)
    yield opened
    opened.close()
