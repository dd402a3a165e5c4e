"""Whether this machine can do what Hotseat needs, and what it cannot enforce."""

import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

import hotseat
from hotseat.bank.shelf import Bank
from hotseat.model.errors import HotseatError
from hotseat.practice.submission import Judging
from hotseat.store.record import Store

LIBRARIES = {
    "numpy": "numpy",
    "scikit-learn": "sklearn",
    "pandas": "sklearn",
    "scipy": "sklearn",
    "torch": "torch",
}
LEAST_FREE_BYTES = 200_000_000


@dataclass(frozen=True)
class Inspection:
    """One thing that was looked at. state "limited": works, but less is enforced or possible."""

    name: str
    state: Literal["ok", "limited", "failed"]
    detail: str
    fix: str = ""


@dataclass(frozen=True)
class Report:
    """Everything that was looked at, in order."""

    inspections: tuple[Inspection, ...]

    @property
    def is_sound(self) -> bool:
        """Nothing failed; limits may remain."""
        return all(each.state != "failed" for each in self.inspections)


def examine_machine(home: Path, store: Store, bank: Bank, judge: Callable[[], Judging]) -> Report:
    """Look at the program, the data, the bank and the sandbox."""
    found: list[Inspection] = [
        Inspection(
            "hotseat", "ok", f"{hotseat.__version__}, Python {platform.python_version()}, {sys.platform}"
        )
    ]
    found += _libraries()
    found.append(_space(home))
    found.append(_record(home, store))
    found += _bank(bank)
    found.append(_sandbox(judge))
    return Report(tuple(found))


def _libraries() -> Iterator[Inspection]:
    for name, runtime in LIBRARIES.items():
        try:
            yield Inspection(name, "ok", version(name))
        except PackageNotFoundError:
            state: Literal["limited", "failed"] = "limited" if name == "torch" else "failed"
            fix = "pip install 'hotseat[torch]'" if name == "torch" else "Install hotseat again."
            yield Inspection(
                name, state, f"Not installed: problems of the {runtime} runtime cannot be judged.", fix
            )


def _space(home: Path) -> Inspection:
    try:
        free = shutil.disk_usage(home).free
    except OSError as error:
        return Inspection("disk", "failed", f"{home} cannot be read: {error.strerror}.")
    if free < LEAST_FREE_BYTES:
        return Inspection("disk", "limited", f"{free / 1e6:.0f} MB free at {home}.", "Free some space.")
    return Inspection("disk", "ok", f"{free / 1e9:.1f} GB free at {home}")


def _record(home: Path, store: Store) -> Inspection:
    try:
        problems = store.problems()
        count = store.count()
    except HotseatError as error:
        return Inspection("record", "failed", error.what, error.fix)
    if problems:
        fix = "Save what can be read: hotseat export attempts.jsonl. Then move the file aside and import."
        return Inspection("record", "failed", f"{problems[0]} ({len(problems)} in all)", fix)
    return Inspection("record", "ok", f"{count} attempt{'s' * (count != 1)} in {home}")


def _bank(bank: Bank) -> Iterator[Inspection]:
    count = len(list(bank.facts()))
    yield Inspection("bank", "ok" if count else "failed", f"{count} problems in {bank.root}")
    for slug, error in bank.broken.items():
        yield Inspection("bank", "limited", f"{slug} cannot be read.", error.fix or f"hotseat check {slug}")


def _sandbox(judge: Callable[[], Judging]) -> Inspection:
    try:
        tier = judge().tier
    except HotseatError as error:
        return Inspection("sandbox", "failed", error.what, error.fix)
    if tier == "A":
        return Inspection("sandbox", "ok", "Tier A: everything is enforced.")
    return Inspection("sandbox", "limited", f"Tier {tier}: this machine cannot enforce everything.")
