"""Folders of bank/drills in, DrillUnits or findings out."""

import ast
from pathlib import Path
from typing import Annotated

import msgspec

from hotseat.bank.coding import topics_near
from hotseat.bank.facts import SLUG
from hotseat.bank.folder import Folder
from hotseat.bank.tables import read_table
from hotseat.bank.toml_file import NotToml, parse_toml
from hotseat.model.drill import DrillUnit
from hotseat.model.finding import Finding, Refused
from hotseat.model.names import did_you_mean
from hotseat.model.unit import Code

KNOWN = ("unit.toml", "drill.py", "independent.py")
Text = Annotated[str, msgspec.Meta(min_length=1)]


class DrillSheet(msgspec.Struct):
    """unit.toml of a drill."""

    format: Annotated[int, msgspec.Meta(ge=1, le=1)]
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    topics: Annotated[list[Text], msgspec.Meta(min_length=1)]
    level: Annotated[str, msgspec.Meta(pattern="^(warmup|core|stretch)$")]
    minutes: Annotated[int, msgspec.Meta(ge=1, le=30)]
    sources: Annotated[list[Text], msgspec.Meta(min_length=1)]


def load_drill(path: Path) -> DrillUnit:
    """A drill that can be run. Raises Refused with its findings."""
    unit, findings = _read(Folder(path))
    if unit is None:
        raise Refused(
            "The drill cannot be read.", str(path), f"See why: hotseat check {path}", findings
        )
    return unit


def examine_drill(path: Path) -> tuple[DrillUnit | None, list[Finding]]:
    """The drill, or None where it cannot be run, and everything that is wrong with its folder."""
    folder = Folder(path)
    if not path.is_dir():
        folder.report("", 0, "There is no such folder.", "Name a folder of bank/drills.")
        return None, folder.findings
    unit, findings = _read(folder)
    for stranger in sorted(each.name for each in path.iterdir() if not each.name.startswith((".", "__py"))):
        if stranger not in KNOWN:
            folder.report(stranger, 0, "The file is not part of a drill.", f"A drill has: {', '.join(KNOWN)}")
    if unit is not None:
        _judge(folder, unit)
    return unit, sorted(set(findings))


def _read(folder: Folder) -> tuple[DrillUnit | None, list[Finding]]:
    text = folder.text("unit.toml")
    sheet = None
    try:
        values = parse_toml(folder.path / "unit.toml", text).values
        sheet = read_table(folder, "unit.toml", values, text, DrillSheet)
    except NotToml as error:
        folder.report("unit.toml", error.line, f"This is not TOML: {error}.")
    make, independent = folder.code("drill.py"), folder.code("independent.py")
    if sheet is None or make is None or independent is None:
        return None, folder.findings
    unit = DrillUnit(
        slug=folder.path.resolve().name,
        folder=folder.path,
        title=sheet.title,
        topics=tuple(sheet.topics),
        level=sheet.level,
        minutes=sheet.minutes,
        sources=tuple(sheet.sources),
        make=make,
        independent=independent,
    )
    return unit, folder.findings


def _judge(folder: Folder, unit: DrillUnit) -> None:
    if not SLUG.fullmatch(unit.slug):
        folder.report("", 0, "The folder's name is not a slug.", "Use lower case, digits and single hyphens.")
    folder.look_at_sources(unit.sources)
    known = topics_near(folder.path)
    for topic in unit.topics:
        if known is not None and topic not in known:
            folder.report("unit.toml", 0, f"{topic} is not in bank/syllabus.yaml.", did_you_mean(topic, known) or "")
    _defines(folder, unit.make, "make", ["rng"])
    _defines(folder, unit.independent, "answer", ["facts"])


def _defines(folder: Folder, code: Code, name: str, parameters: list[str]) -> None:
    for node in folder.tree(code).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            if [each.arg for each in node.args.args] != parameters:
                folder.report(code.path.name, node.lineno, f"{name} takes ({', '.join(parameters)}).")
            return
    folder.report(code.path.name, 0, f"It does not define {name}({', '.join(parameters)}).")
