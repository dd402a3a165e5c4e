"""Whether this machine can do what Hotseat needs, and what it cannot enforce."""

import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

import hotseat
from hotseat.bank.shelf import Bank
from hotseat.model.errors import HotseatError
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


def examine_machine(home: Path, store: Store, bank: Bank) -> Report:
    """Look at the program, the data, the bank and the sandbox."""
    return Report((*_program(), _encoder(), _space(home), _record(home, store), *_bank(bank), *_sandbox()))


def examine_without_desk(error: HotseatError) -> Report:
    """Look at what there is to see where the record or the bank cannot be opened. error: why not."""
    what = f"{error.where}: {error.what}" if error.where else error.what
    return Report((*_program(), Inspection("record", "failed", what, error.fix), *_sandbox()))


def _program() -> Iterator[Inspection]:
    python = platform.python_version()
    yield Inspection("hotseat", "ok", f"{hotseat.__version__}, Python {python}, {sys.platform}")
    yield from _libraries()


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


def _encoder() -> Inspection:
    from hotseat.practice import encoder_install  # late: it needs NumPy

    if encoder_install.is_installed():
        return Inspection("encoder", "ok", "Prose is compared by meaning too.")
    detail = "Not installed: prose is graded by claims and words alone, and more points cannot be told."
    return Inspection("encoder", "limited", detail, "hotseat encoder install (90 MB)")


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


def _sandbox() -> Iterator[Inspection]:
    """What the sandbox enforces, found by trying the forbidden thing in it."""
    from hotseat.sandbox import doctor

    try:
        report = doctor.examine()
    except HotseatError as error:
        yield Inspection("sandbox", "failed", error.what, error.fix)
        return
    is_whole = all(each.is_contained for each in report.protections)
    kernel = f"{report.kernel}, {report.architecture}"
    obstacles = "".join(f"; {each}" for each in report.obstacles)
    yield Inspection(
        "sandbox",
        "ok" if is_whole and report.how_to_raise is None else "limited",
        f"tier {report.tier} on {kernel}{obstacles}",
        report.how_to_raise or "",
    )
    for each in report.protections:
        yield Inspection(f"  {each.name}", "ok" if each.is_contained else "limited", each.sentence)
