"""unit.toml in, UnitFacts out: the strict schema."""

import keyword
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hotseat.bank.folder import Folder
from hotseat.bank.toml_file import NotToml, TomlFile, parse_toml
from hotseat.model.names import did_you_mean
from hotseat.model.unit import RunLimits, UnitFacts

TASKS = ("implement", "preprocess", "debug", "optimise", "extend")
LEVELS = ("warmup", "core", "stretch")
RUNTIMES = ("numpy", "sklearn", "torch")
FILE = "unit.toml"
FORMAT = 1
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TOPIC = re.compile(r"[a-z0-9_]+\.[a-z0-9_]+")


@dataclass(frozen=True)
class Key:
    """What a key may hold. words: the expected value, for people."""

    words: str
    fits: Callable[[Any], bool]
    choices: tuple[str, ...] = ()
    is_required: bool = True


@dataclass(frozen=True)
class Sheet:
    """A unit.toml as far as it can be used. sound: the values that fit, by key; facts: when all of them do."""

    file: TomlFile
    sound: dict[str, Any]
    facts: UnitFacts | None


def read_sheet(folder: Folder) -> Sheet | None:
    """unit.toml with every finding about its keys; None when it is missing or not TOML."""
    before = len(folder.findings)
    text = folder.text(FILE)
    if len(folder.findings) > before:
        return None
    try:
        file = parse_toml(folder.path / FILE, text)
    except NotToml as error:
        folder.report(FILE, error.line, f"This is not TOML: {error}.")
        return None
    if not SLUG.fullmatch(folder.path.resolve().name):
        folder.report("", 0, "The folder's name is not a slug.", "Use lower case, digits and single hyphens.")
    sound = _sound(folder, file, "", file.values, KEYS)
    for section, keys in SECTIONS.items():
        if section in sound:
            sound[section] = _sound(folder, file, section, sound[section], keys)
    if "mistakes" in sound:
        sound["mistakes"] = _sound_mistakes(folder, file, sound["mistakes"])
    is_whole = len(folder.findings) == before
    return Sheet(file, sound, _facts(folder, sound) if is_whole else None)


def _sound(
    folder: Folder, file: TomlFile, section: str, table: dict[str, Any], keys: dict[str, Key]
) -> dict[str, Any]:
    """The entries of a table that fit; the others are reported."""
    prefix = f"{section}." if section else ""
    for name in table:
        if name not in keys:
            fix = did_you_mean(name, keys) or f"Known: {', '.join(keys)}"
            folder.report(FILE, _line(file, name, section), f"{prefix}{name} is not a known key.", fix)
    for name, key in keys.items():
        if name not in table and key.is_required:
            folder.report(FILE, file.line("", section), f"{prefix}{name} is missing.", f"It is {key.words}.")
    known = {name: value for name, value in table.items() if name in keys}
    return {
        name: value
        for name, value in known.items()
        if _fits(folder, _line(file, name, section), f"{prefix}{name}", value, keys[name])
    }


def _line(file: TomlFile, name: str, section: str) -> int:
    """The line of a key, of its inline table, or of the table it heads."""
    return file.lines.get((section, name)) or file.lines.get((name, "")) or file.line(section)


def _fits(folder: Folder, line: int, name: str, value: Any, key: Key) -> bool:
    if key.choices and isinstance(value, str) and value not in key.choices:
        fix = did_you_mean(value, key.choices) or f"It is {key.words}."
        folder.report(FILE, line, f"{name} cannot be '{value}'.", fix)
        return False
    if not key.fits(value):
        folder.report(FILE, line, f"{name} does not fit: {_short(value)}.", f"It is {key.words}.")
        return False
    return True


def _sound_mistakes(folder: Folder, file: TomlFile, table: dict[str, Any]) -> dict[str, str]:
    key = Key("the name of the check that must catch it", _is_text)
    return {
        name: check
        for name, check in table.items()
        if _fits(folder, _line(file, name, "mistakes"), f"mistakes.{name}", check, key)
    }


def _facts(folder: Folder, values: dict[str, Any]) -> UnitFacts:
    entry = values["entry"]
    return UnitFacts(
        slug=folder.path.resolve().name,
        folder=folder.path,
        title=values["title"],
        topics=tuple(values["topics"]),
        task=values["task"],
        level=values["level"],
        minutes=values["minutes"],
        runtime=values["runtime"],
        entry=(entry,) if isinstance(entry, str) else tuple(entry),
        sources=tuple(values["sources"]),
        forbids=tuple(values.get("forbids", ())),
        limits=RunLimits(float(values["limits"]["seconds"]), values["limits"]["memory_mb"]),
        mistake_checks=dict(values["mistakes"]),
        speedup=values.get("speedup"),
        reference_name=values.get("reference"),
    )


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_whole(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and low <= value <= high


def _is_number(low: float, high: float) -> Callable[[Any], bool]:
    return lambda value: type(value) in (int, float) and math.isfinite(value) and low <= value <= high


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and value.isidentifier() and not keyword.iskeyword(value)


def _is_dotted(value: Any) -> bool:
    return isinstance(value, str) and all(map(_is_name, value.split(".")))


def _is_topic(value: Any) -> bool:
    return isinstance(value, str) and TOPIC.fullmatch(value) is not None


def _is_list_of(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and bool(value) and all(map(fits, value))


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


def _choice(*choices: str) -> Key:
    return Key(f"one of: {', '.join(choices)}", lambda value: value in choices, choices)


KEYS = {
    "format": Key(f"{FORMAT}", _is_whole(FORMAT, FORMAT)),
    "title": Key("a short text", lambda value: _is_text(value) and len(value) <= 60),
    "topics": Key('a list of ids from bank/syllabus.yaml, e.g. ["sup.knn"]', _is_list_of(_is_topic)),
    "task": _choice(*TASKS),
    "level": _choice(*LEVELS),
    "minutes": Key("a whole number of minutes from 1 to 120", _is_whole(1, 120)),
    "runtime": _choice(*RUNTIMES),
    "entry": Key(
        "a function or class name, or a list of them", lambda v: _is_name(v) or _is_list_of(_is_name)(v)
    ),
    "sources": Key("a list of primary sources, each a text", _is_list_of(_is_text)),
    "forbids": Key(
        'a list of dotted names, e.g. ["numpy.linalg"]', _is_list_of(_is_dotted), is_required=False
    ),
    "speedup": Key(
        "a number above 1: times faster than starter.py", _is_number(1.01, 1e6), is_required=False
    ),
    "reference": Key("the stem of the quickest file in solutions/", _is_name, is_required=False),
    "limits": Key("a table: [limits]", _is_table),
    "mistakes": Key("a table: [mistakes]", _is_table),
}
SECTIONS = {
    "limits": {
        "seconds": Key("a number of seconds above 0, at most 60", _is_number(0.01, 60)),
        "memory_mb": Key("a whole number of MB from 64 to 16384", _is_whole(64, 16_384)),
    }
}
