"""Folders of bank/coding in, CodingUnits or findings out."""

from dataclasses import fields
from functools import lru_cache
from pathlib import Path

from hotseat.bank.checks_file import outline
from hotseat.bank.clarifications import read_clarifications
from hotseat.bank.facts import Sheet, read_sheet
from hotseat.bank.folder import Folder
from hotseat.bank.rules import (
    Parts,
    judge_checks,
    judge_code,
    judge_mistakes,
    judge_speed,
    judge_texts,
    judge_topics,
    split_hints,
)
from hotseat.bank.syllabus import load_syllabus
from hotseat.model.errors import HotseatError
from hotseat.model.finding import Finding, Refused
from hotseat.model.unit import CodingUnit, UnitFacts


def load_facts(path: Path) -> UnitFacts:
    """What unit.toml says. Raises Refused with every finding about it."""
    folder = Folder(path)
    sheet = read_sheet(folder)
    if sheet is None or sheet.facts is None:
        raise _refused(path, folder.findings)
    return sheet.facts


def load_coding(path: Path) -> CodingUnit:
    """A unit that can be practised. Raises Refused when a file is missing or cannot be read.

    Does not ask whether the unit is good: that is what `examine` finds out.
    """
    folder = Folder(path)
    sheet, parts = read_sheet(folder), _read_parts(folder)
    unit = _unit(sheet, parts)
    if unit is None or folder.findings:
        raise _refused(path, folder.findings)
    return unit


def examine(path: Path) -> tuple[CodingUnit | None, list[Finding]]:
    """The unit, or None where it cannot be practised, and everything that is wrong with its folder."""
    folder = Folder(path)
    if not path.is_dir():
        folder.report("", 0, "There is no such folder.", "Name a folder of bank/coding.")
        return None, folder.findings
    sheet, parts = read_sheet(folder), _read_parts(folder)
    is_readable = not folder.findings
    folder.look_for_strangers()
    judge_texts(folder, parts)
    judge_code(folder, parts, sheet)
    found = outline(folder.tree(parts.checks)) if parts.checks else None
    if found is not None:
        judge_checks(folder, found, sheet)
    if sheet is not None:
        judge_mistakes(folder, sheet, found)
        judge_topics(folder, sheet, topics_near(path))
        judge_speed(folder, parts, sheet)
    return _unit(sheet, parts) if is_readable else None, sorted(set(folder.findings))


def _read_parts(folder: Folder) -> Parts:
    return Parts(
        prompt=folder.text("prompt.md"),
        starter=folder.code("starter.py"),
        checks=folder.code("checks.py"),
        solutions=folder.codes("solutions"),
        mistakes=folder.codes("mistakes"),
        hints=split_hints(folder.text("hints.md")),
        followups=folder.text("followups.md"),
        debrief=folder.text("debrief.md"),
        clarifications=read_clarifications(folder),
    )


def _unit(sheet: Sheet | None, parts: Parts) -> CodingUnit | None:
    facts = sheet.facts if sheet else None
    if facts is None or parts.starter is None or parts.checks is None or not parts.solutions:
        return None
    known = {each.name: getattr(facts, each.name) for each in fields(UnitFacts)}
    return CodingUnit(
        **known,
        prompt=parts.prompt,
        starter=parts.starter.text,
        checks=parts.checks,
        solutions=parts.solutions,
        mistakes=parts.mistakes,
        hints=parts.hints,
        followups=parts.followups,
        debrief=parts.debrief,
        clarifications=parts.clarifications,
    )


def _refused(path: Path, findings: list[Finding]) -> Refused:
    count = len(findings)
    what = f"The unit cannot be read ({count} finding{'s' * (count != 1)})."
    return Refused(what, str(path), f"See all of them: hotseat check {path}", findings)


def topics_near(path: Path) -> frozenset[str] | None:
    """The topic ids of the syllabus of the bank that a folder lies in; None when it cannot be read."""
    syllabus = path.resolve().parents[1] / "syllabus.yaml"
    try:
        return _topic_ids(syllabus, syllabus.stat().st_mtime_ns)
    except (OSError, HotseatError):
        return None


@lru_cache(maxsize=4)
def _topic_ids(path: Path, _changed: int) -> frozenset[str]:
    return frozenset(topic.id for area in load_syllabus(path).areas for topic in area.topics)
