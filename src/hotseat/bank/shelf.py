"""The bank as a whole: where it is, and its units by slug, each read when it is first asked for."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import hotseat
from hotseat.bank.behavioural import load_behavioural
from hotseat.bank.coding import load_coding, load_facts
from hotseat.bank.concepts import load_question
from hotseat.bank.drills import load_drill
from hotseat.bank.jargon import load_jargon
from hotseat.bank.loops import LoopBank, load_loops
from hotseat.bank.syllabus import load_syllabus
from hotseat.model.behavioural import BehaviouralUnit, Vocabulary
from hotseat.model.drill import DrillUnit
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.names import did_you_mean
from hotseat.model.question import QuestionUnit
from hotseat.model.unit import CodingUnit, Syllabus, UnitFacts

Stamp = tuple[int, ...]
Unit = TypeVar("Unit")


def find_bank() -> Path:
    """HOTSEAT_BANK, else the bank inside an installed package, else the one beside src/ in a checkout."""
    if named := os.environ.get("HOTSEAT_BANK"):
        return Path(named).expanduser()
    package = Path(hotseat.__file__).resolve().parent
    installed = package / "_bank"
    return installed if installed.is_dir() else package.parents[1] / "bank"


class Bank:
    """The units of one folder. What was read is kept until a file changes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._facts: dict[str, tuple[Stamp, UnitFacts]] = {}
        self._units: dict[str, tuple[Stamp, CodingUnit]] = {}
        self._drills: dict[str, tuple[Stamp, DrillUnit]] = {}
        self._questions: dict[str, tuple[Stamp, QuestionUnit]] = {}
        self._told: dict[str, tuple[Stamp, BehaviouralUnit]] = {}
        self._vocabulary: tuple[Stamp, Vocabulary] | None = None
        self._listed_at: dict[tuple[str, str], int] = {}
        self._syllabus: tuple[Stamp, Syllabus] | None = None
        self._loops: tuple[Stamp, LoopBank] | None = None
        self.broken: dict[str, HotseatError] = {}

    def slugs(self) -> list[str]:
        """The folders that hold a unit.toml, sorted."""
        return sorted(path.parent.name for path in (self.root / "coding").glob("*/unit.toml"))

    def facts(self) -> Iterator[UnitFacts]:
        """What every unit.toml says, by slug. Those that cannot be read are left out and kept in `broken`."""
        self.broken = {}
        for slug in self.slugs():
            try:
                yield self._read_facts(slug)
            except HotseatError as error:
                self.broken[slug] = error

    def unit(self, slug: str) -> CodingUnit:
        """One unit in full. Raises HotseatError when it is unknown (with the nearest name) or broken."""
        folder = self.root / "coding" / slug
        known = self.slugs()
        if slug not in known:
            fix = did_you_mean(slug, known) or "List them with: hotseat list"
            raise WrongInput(f"There is no problem '{slug}'.", "", fix)
        stamp = _stamp(folder)
        kept = self._units.get(slug)
        if kept is None or kept[0] != stamp:
            kept = (stamp, load_coding(folder))
            self._units[slug] = kept
        return kept[1]

    def drill_slugs(self) -> list[str]:
        """The drills, sorted."""
        return sorted(path.parent.name for path in (self.root / "drills").glob("*/unit.toml"))

    def drill(self, slug: str) -> DrillUnit:
        """One drill. Raises HotseatError when it is unknown (with the nearest name) or broken."""
        if not (self.root / "drills" / slug / "unit.toml").is_file() or "/" in slug:
            known = self.drill_slugs()
            fix = did_you_mean(slug, known) or "List them with: hotseat drill --list"
            raise WrongInput(f"There is no drill '{slug}'.", "", fix)
        folder = self.root / "drills" / slug
        stamp = _stamp(folder)
        kept = self._drills.get(slug)
        if kept is None or kept[0] != stamp:
            kept = (stamp, load_drill(folder))
            self._drills[slug] = kept
        return kept[1]

    def question_slugs(self) -> list[str]:
        """The questions, sorted."""
        return sorted(path.parent.name for path in (self.root / "concepts").glob("*/unit.toml"))

    def question(self, slug: str) -> QuestionUnit:
        """One question. Raises HotseatError when it is unknown (with the nearest name) or broken."""
        known = self.question_slugs()
        if slug not in known:
            fix = did_you_mean(slug, known) or "List them with: hotseat review --list"
            raise WrongInput(f"There is no question '{slug}'.", "", fix)
        return self._question(slug)

    def _question(self, slug: str) -> QuestionUnit:
        folder = self.root / "concepts" / slug
        stamp = _stamp(folder)
        kept = self._questions.get(slug)
        if kept is None or kept[0] != stamp:
            kept = (stamp, load_question(folder))
            self._questions[slug] = kept
        return kept[1]

    def questions(self) -> list[QuestionUnit]:
        """Every question that can be read, by slug; the others are kept in `broken`.

        Those that were read are taken as they were while their unit.toml has not changed.
        """
        return self._listed("concepts", self._questions, self._question)

    def drills(self) -> list[DrillUnit]:
        """Every drill that can be read, by slug, in the same way."""
        return self._listed("drills", self._drills, self.drill)

    def behavioural_slugs(self) -> list[str]:
        """The prompts of the behavioural round, sorted."""
        return sorted(path.parent.name for path in (self.root / "behavioural").glob("*/unit.toml"))

    def told(self, slug: str) -> BehaviouralUnit:
        """One prompt of the behavioural round. Raises HotseatError when it is unknown or broken."""
        known = self.behavioural_slugs()
        if slug not in known:
            fix = did_you_mean(slug, known) or "They are the folders of bank/behavioural."
            raise WrongInput(f"There is no prompt '{slug}'.", "", fix)
        folder = self.root / "behavioural" / slug
        stamp = _stamp(folder)
        kept = self._told.get(slug)
        if kept is None or kept[0] != stamp:
            kept = (stamp, load_behavioural(folder))
            self._told[slug] = kept
        return kept[1]

    def behavioural(self) -> list[BehaviouralUnit]:
        """Every prompt of the behavioural round that can be read, by slug."""
        return self._listed("behavioural", self._told, self.told)

    def stories(self) -> list[BehaviouralUnit]:
        """Those that ask for a story."""
        return [each for each in self.behavioural() if each.kind == "story"]

    def vocabulary(self) -> Vocabulary:
        """The words that a layperson may not know. Raises HotseatError."""
        stamp = (_changed(self.root / "loops" / "jargon.txt"), _changed(self.root / "syllabus.yaml"))
        if self._vocabulary is None or self._vocabulary[0] != stamp:
            self._vocabulary = (stamp, load_jargon(self.root))
        return self._vocabulary[1]

    def _listed(
        self, kind: str, kept: dict[str, tuple[Stamp, Unit]], read: Callable[[str], Unit]
    ) -> list[Unit]:
        found: list[Unit] = []
        for slug, changed in _sheets(self.root / kind):
            try:
                known = kept.get(slug)
                if known is None or self._listed_at.get((kind, slug)) != changed:
                    self._listed_at[kind, slug] = changed
                    found.append(read(slug))
                else:
                    found.append(known[1])
            except HotseatError as error:
                self.broken[slug] = error
        return found

    def syllabus(self) -> Syllabus:
        """The areas and topics that units refer to."""
        path = self.root / "syllabus.yaml"
        stamp = (_changed(path),)
        if self._syllabus is None or self._syllabus[0] != stamp:
            self._syllabus = (stamp, load_syllabus(path))
        return self._syllabus[1]

    def loops(self) -> LoopBank:
        """Interview formats and competencies. Raises Refused where they cannot be read."""
        folder = self.root / "loops"
        stamp = _stamp(folder)
        if self._loops is None or self._loops[0] != stamp:
            self._loops = (stamp, load_loops(folder, self.syllabus()))
        return self._loops[1]

    def _read_facts(self, slug: str) -> UnitFacts:
        folder = self.root / "coding" / slug
        stamp = (_changed(folder / "unit.toml"),)
        kept = self._facts.get(slug)
        if kept is None or kept[0] != stamp:
            kept = (stamp, load_facts(folder))
            self._facts[slug] = kept
        return kept[1]


def load_bank(root: Path | None = None) -> Bank:
    """The bank at root, or the one that find_bank finds. Raises HotseatError when there is none."""
    root = find_bank() if root is None else root
    if not (root / "coding").is_dir():
        fix = "Set HOTSEAT_BANK to a folder that holds coding/ and syllabus.yaml, or install hotseat again."
        raise HotseatError("There is no bank of problems.", str(root), fix)
    return Bank(root)


def _sheets(root: Path) -> list[tuple[str, int]]:
    """The folders that hold a unit.toml, sorted, and when that changed."""
    found = []
    try:
        with os.scandir(root) as entries:
            for entry in entries:
                try:
                    found.append((entry.name, os.stat(f"{entry.path}/unit.toml").st_mtime_ns))  # noqa: PTH116
                except OSError:
                    continue
    except OSError:
        return []
    return sorted(found)


def _stamp(folder: Path) -> Stamp:
    """When the folder and everything in it last changed."""
    found = [_changed(folder)]
    try:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                if entry.name == "__pycache__":
                    continue
                if entry.is_dir():
                    found += _stamp(Path(entry.path))
                else:
                    found.append(entry.stat().st_mtime_ns)
    except OSError:
        found.append(0)
    return tuple(found)


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
