"""Anki packages (.apkg): a zip with an SQLite file of notes, which templates make into cards.

A package may come from anybody. Nothing is unpacked under a name that it gives: one member, the collection, is
copied into a temporary file while its size is counted. The database is opened read-only and immutable, only plain
tables are read, and the work that a query may do is limited. Nothing of a template is run; fields are put in.
"""

import json
import re
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import msgspec

from hotseat.model.errors import WrongInput
from hotseat.practice.card_files import MOST_CARDS, Deck
from hotseat.practice.card_template import Template, cloze_numbers, sides
from hotseat.practice.card_text import from_html

MOST_COLLECTION_BYTES = 100_000_000
MOST_DIRECTORY_BYTES = 32_000_000
MOST_NOTE_BYTES = 500_000
CHUNK = 1 << 20
STEPS, MOST_STEPS = 100_000, 3_000  # instructions of SQLite's between two looks, and looks
OLDER = "In Anki: File, Export, tick 'Support older Anki versions', and export again."
DAMAGED = "Export the deck from Anki again."
_STAND_IN = "Please update to the latest Anki version"


class _Field(msgspec.Struct):
    name: str
    ord: int = 0


class _Template(msgspec.Struct):
    qfmt: str
    afmt: str
    ord: int = 0


class _NoteType(msgspec.Struct):
    """How Anki describes a kind of notes. type: 1 for cloze."""

    flds: list[_Field]
    tmpls: list[_Template]
    type: int = 0


T = TypeVar("T", _Field, _Template)


def read_package(path: Path) -> Deck:
    """The cards of a package. Raises WrongInput."""
    with tempfile.TemporaryDirectory(prefix="hotseat-cards-") as folder:
        collection = Path(folder) / "collection"
        try:
            _refuse_huge_directory(path)
            with zipfile.ZipFile(path) as package:
                _copy(package, _chosen(package), collection)
        except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ValueError) as error:
            raise WrongInput(f"The package is damaged: {error}.", "", DAMAGED) from error
        except (NotImplementedError, RuntimeError) as error:  # a method or a cipher that zipfile lacks
            raise WrongInput(f"The package cannot be unpacked: {error}.", "", DAMAGED) from error
        return _read_collection(collection)


def _refuse_huge_directory(path: Path) -> None:
    """A list of members that would fill the memory when it is read."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 66_000))
        tail = stream.read()
    sizes = [
        struct.unpack_from("<I", tail, found.start() + 12)[0]
        for found in re.finditer(rb"PK\x05\x06", tail)
        if found.start() + 16 <= len(tail)
    ]
    if max(sizes, default=0) > MOST_DIRECTORY_BYTES or b"PK\x06\x07" in tail:
        raise WrongInput("The package lists too many files.", "", "Export it from Anki without media.")


def _chosen(package: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The member with the notes, by its exact name."""
    members = {member.filename: member for member in package.infolist()}
    if "collection.anki21b" in members:
        what = "The package is in Anki's newer format (collection.anki21b, zstd), which is not read here."
        raise WrongInput(what, "", OLDER)
    for name in ("collection.anki21", "collection.anki2"):
        if name in members:
            return members[name]
    raise WrongInput("There is no collection in the package: it is not an Anki deck.", "", OLDER)


def _copy(package: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    """The member's bytes, as long as they are fewer than may be; what its header claims is not believed."""
    count = 0
    with package.open(member) as source, target.open("wb") as sink:
        while chunk := source.read(CHUNK):
            count += len(chunk)
            if max(count, member.file_size) > MOST_COLLECTION_BYTES:
                what = f"The collection is larger than {MOST_COLLECTION_BYTES // 10**6} MB."
                raise WrongInput(what, "", "Export one deck at a time.")
            sink.write(chunk)


def _read_collection(path: Path) -> Deck:
    uri = f"{path.as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as database:
            _restrain(database)
            return _deck(database)
    except (sqlite3.Error, UnicodeError) as error:
        raise WrongInput(f"The collection cannot be read: {error}.", "", DAMAGED) from error
    except (msgspec.MsgspecError, json.JSONDecodeError, RecursionError) as error:
        raise WrongInput(f"The note types cannot be read: {error}.", "", OLDER) from error


def _restrain(database: sqlite3.Connection) -> None:
    """Limits for a file that may have been made to do harm."""
    looks = 0

    def has_done_enough() -> bool:
        nonlocal looks
        looks += 1
        return looks > MOST_STEPS

    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    database.set_progress_handler(has_done_enough, STEPS)
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_COLLECTION_BYTES)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
        database.execute(f"PRAGMA {pragma}")
    tables = database.execute(
        "SELECT name, type, sql FROM sqlite_schema WHERE name IN ('col', 'notes', 'cards')"
    )
    kinds = {name: (kind, sql or "") for name, kind, sql in tables}
    for name in ("col", "notes", "cards"):
        kind, sql = kinds.get(name, ("", ""))
        if kind != "table" or not re.match(r"\s*CREATE\s+TABLE\b", sql, re.IGNORECASE):
            raise WrongInput(f"The collection has no table of {name}.", "", OLDER)


def _deck(database: sqlite3.Connection) -> Deck:
    row = database.execute("SELECT models FROM col LIMIT 1").fetchone()
    types = msgspec.json.decode(str(row[0]) if row else "{}", type=dict[str, _NoteType])
    made: defaultdict[int, set[int]] = defaultdict(set)
    for note, place in database.execute("SELECT nid, ord FROM cards LIMIT ?", (5 * MOST_CARDS,)):
        made[note].add(place)
    deck = Deck()
    sizes = "length(CAST(flds AS BLOB)) <= ? AND length(CAST(tags AS BLOB)) <= ?"
    limits = (MOST_NOTE_BYTES, MOST_NOTE_BYTES)
    deck.too_long += database.execute(f"SELECT count(*) FROM notes WHERE NOT ({sizes})", limits).fetchone()[0]
    notes = database.execute(f"SELECT id, mid, flds, tags FROM notes WHERE {sizes} ORDER BY id", limits)
    for note, kind, fields, tags in notes:
        note_type = types.get(str(kind))
        values = str(fields).split("\x1f")
        if values[0].startswith(_STAND_IN):
            raise WrongInput("The package holds no notes, only a notice of a newer Anki.", "", OLDER)
        _add(deck, note_type, values, (made[note], str(tags).split()))
    return deck


def _add(deck: Deck, kind: _NoteType | None, values: list[str], of: tuple[set[int], list[str]]) -> None:
    """The cards of a note: one per template that has one, or per gap of a cloze."""
    made, tags = of
    if kind is None or not kind.tmpls:  # its type is not described: the first field asks
        deck.add(from_html(values[0]), from_html("<br>".join(values[1:])), tags)
        return
    named = {each.name: value for each, value in zip(_ordered(kind.flds), values, strict=False)}
    templates = _ordered(kind.tmpls)
    if kind.type == 1:
        wanted = [(templates[0], gap) for gap in cloze_numbers(values)]
    else:
        wanted = [(each, 0) for place, each in enumerate(templates) if place in (made or {0})]
    for template, gap in wanted:
        found = sides(Template(template.qfmt, template.afmt), named, gap)
        if found is None:
            deck.too_long += 1
        else:
            deck.add(from_html(found[0]), from_html(found[1]), tags)


def _ordered(parts: list[T]) -> list[T]:
    return sorted(parts, key=lambda each: each.ord)
