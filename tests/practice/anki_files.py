"""Anki packages as Anki's older exporter writes them: only the tables and columns that matter here."""

import json
import sqlite3
import zipfile
from pathlib import Path

BASIC = {
    "type": 0,
    "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}],
    "tmpls": [
        {
            "name": "Card 1",
            "ord": 0,
            "qfmt": "{{Front}}",
            "afmt": "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}",
        }
    ],
}
BOTH_WAYS = {
    **BASIC,
    "tmpls": [
        *BASIC["tmpls"],
        {"name": "Card 2", "ord": 1, "qfmt": "{{Back}}", "afmt": "{{FrontSide}}<hr id=answer>{{Front}}"},
    ],
}
CLOZE = {
    "type": 1,
    "flds": [{"name": "Text", "ord": 0}, {"name": "Extra", "ord": 1}],
    "tmpls": [{"name": "Cloze", "ord": 0, "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}<br>{{Extra}}"}],
}
SCHEMA = """
CREATE TABLE col (id integer primary key, models text not null);
CREATE TABLE notes (id integer primary key, mid integer not null, flds text not null, tags text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, ord integer not null);
"""


def write_collection(path: Path, notes: list[tuple[int, list[str], str]], models: dict[int, dict]) -> Path:
    """notes: (note type, fields, tags)."""
    with sqlite3.connect(path) as database:
        database.executescript(SCHEMA)
        database.execute("INSERT INTO col VALUES (1, ?)", (json.dumps(models),))
        for number, (kind, fields, tags) in enumerate(notes, 1):
            database.execute(
                "INSERT INTO notes VALUES (?, ?, ?, ?)", (number, kind, "\x1f".join(fields), tags)
            )
            for place in range(len(models.get(kind, BASIC)["tmpls"])):
                database.execute("INSERT INTO cards (nid, ord) VALUES (?, ?)", (number, place))
    database.close()
    return path


def write_package(
    path: Path,
    notes: list[tuple[int, list[str], str]],
    models: dict[int, dict] | None = None,
    *,
    name: str = "collection.anki2",
) -> Path:
    collection = write_collection(path.with_suffix(".sqlite"), notes, models or {1: BASIC})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.write(collection, name)
        package.writestr("media", "{}")
    collection.unlink()
    return path
