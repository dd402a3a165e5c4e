"""A desk over a small bank, with a judge that says what it is told."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hotseat.bank.shelf import Bank
from hotseat.model.event import Event
from hotseat.model.unit import CodingUnit
from hotseat.model.verdict import CheckResult, Efficiency, Judgement, NamedMistake, Outcome, Verdict
from hotseat.practice.desk import Desk
from hotseat.store.sqlite import SqliteStore

UNITS = Path(__file__).parent.parent / "units"
EFFICIENCY = Efficiency(
    (1, 2, 4), (0.1, 0.2, 0.4), (0.1, 0.2, 0.3), 1.3, 1.2, 1.4, "about linear", 1.0, 0.9, 1.1
)


class Clock:
    """A clock that moves when it is told."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


class Judge:
    """Accepts responses that say "right", measures those that say "measured", breaks on "broken"."""

    def __init__(self) -> None:
        self.tier = "A"
        self.seen: list[tuple[str, int | None, bool]] = []
        self.is_closed = False
        self.at_verdict: Callable[[], None] = lambda: None

    def judge(
        self,
        unit: CodingUnit,
        source: str,
        *,
        seed: int | None = None,
        is_shown_only: bool = False,
        on_event: Callable[[Event], None] | None = None,
    ) -> Judgement:
        self.seen.append((source, seed, is_shown_only))
        is_right = "right" in source
        verdict = Verdict.ACCEPTED if is_right else Verdict.WRONG_ANSWER
        outcome = Outcome.PASSED if is_right else Outcome.WRONG_ANSWER
        check = CheckResult("the means are right", outcome, "" if is_right else "Off.", is_shown=True)
        mistake = None if is_right else NamedMistake("sums", "Never divided.")
        judgement = Judgement(unit.slug, verdict, (check,), mistake, None, seed or 7, 0.5, "A")
        emit = on_event or (lambda event: None)
        emit(Event("check", check))
        if mistake:
            emit(Event("mistake", mistake))
        self.at_verdict()
        if "raced" in source:
            emit(Event("efficiency", EFFICIENCY))
            judgement = replace(judgement, efficiency=EFFICIENCY)
        if "silent" not in source:
            emit(Event("verdict", judgement))
        if "measured" in source:
            emit(Event("efficiency", EFFICIENCY))
            judgement = replace(judgement, efficiency=EFFICIENCY)
        return judgement

    def prepare(self, unit: CodingUnit) -> None:
        """Nothing to load."""

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def judge() -> Judge:
    return Judge()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    root = tmp_path / "bank"
    shutil.copytree(
        UNITS / "sound", root / "coding" / "row-means", ignore=shutil.ignore_patterns("expected.txt")
    )
    shutil.copy(UNITS / "syllabus.yaml", root)
    return Bank(root)


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "hotseat.sqlite3")


@pytest.fixture
def desk(tmp_path: Path, store: SqliteStore, bank: Bank, judge: Judge, clock: Clock) -> Iterator[Desk]:
    opened = Desk(tmp_path, store, bank, judge=lambda: judge, now=clock)
    yield opened
    opened.close()
