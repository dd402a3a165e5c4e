"""Folders of bank/coding in, CodingUnits or findings out."""

import ast
import tomllib
from pathlib import Path
from typing import Any

from hotseat.model.unit import Code, CodingUnit, RunLimits, UnitFacts


def load_facts(folder: Path) -> UnitFacts:
    """What unit.toml says."""
    return UnitFacts(**_facts(folder))


def _facts(folder: Path) -> dict[str, Any]:
    facts = tomllib.loads((folder / "unit.toml").read_text())
    entry = facts["entry"]
    return dict(
        slug=folder.name,
        folder=folder,
        title=facts["title"],
        topics=tuple(facts["topics"]),
        task=facts["task"],
        level=facts["level"],
        minutes=facts["minutes"],
        runtime=facts["runtime"],
        entry=(entry,) if isinstance(entry, str) else tuple(entry),
        sources=tuple(facts["sources"]),
        forbids=tuple(facts.get("forbids", ())),
        limits=RunLimits(**facts["limits"]),
        mistake_checks=facts.get("mistakes", {}),
        speedup=facts.get("speedup"),
    )


def load_coding(folder: Path) -> CodingUnit:
    """One unit (no findings yet: a draft until the strict loader lands)."""

    def read(name: str) -> str:
        return (folder / name).read_text() if (folder / name).exists() else ""

    def code(path: Path) -> Code:
        text = path.read_text()
        return Code(path.stem, path, text, ast.get_docstring(ast.parse(text)) or "")

    return CodingUnit(
        **_facts(folder),
        prompt=read("prompt.md"),
        starter=read("starter.py"),
        checks=code(folder / "checks.py"),
        solutions=tuple(code(p) for p in sorted((folder / "solutions").glob("*.py"))),
        mistakes=tuple(code(p) for p in sorted((folder / "mistakes").glob("*.py"))),
        hints=tuple(h.strip() for h in read("hints.md").split("\n## ") if h.strip()),
        followups=read("followups.md"),
        debrief=read("debrief.md"),
    )
