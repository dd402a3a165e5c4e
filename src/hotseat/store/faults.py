"""What SQLite says when it cannot go on, in words that a person can act on."""

import sqlite3
from pathlib import Path

from hotseat.model.errors import HotseatError


class StoreFault(HotseatError):
    """The record of attempts cannot be read or written; what was recorded before is untouched."""


class StoreBusy(StoreFault):
    """Another process held the database longer than we wait."""


class StoreFull(StoreFault):
    """The disk is full."""


class StoreReadOnly(StoreFault):
    """The database or its directory refuses writing."""


class StoreCorrupt(StoreFault):
    """The file is damaged or is not a database."""


MOVE_ASIDE = (
    "Nothing was changed. Save what can be read: hotseat export attempts.jsonl. "
    "Then move the file (and its -wal and -shm) elsewhere, and: hotseat import attempts.jsonl"
)


def translate(error: sqlite3.Error, path: Path) -> StoreFault:
    """The fault as Hotseat words it. path: the database file."""
    code = getattr(error, "sqlite_errorcode", None)
    where = str(path)
    match None if code is None else code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            fix = "Close the program that holds it (another hotseat, a database browser), then try again."
            return StoreBusy("The database is locked by another program.", where, fix)
        case sqlite3.SQLITE_FULL:
            return StoreFull("The disk is full.", where, "Free some space, then try again.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return StoreReadOnly("The database cannot be written.", where, _choose_another(path))
        case sqlite3.SQLITE_CANTOPEN:
            return StoreReadOnly("The database cannot be opened.", where, _choose_another(path))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return StoreCorrupt("The database is damaged or is not a database.", where, MOVE_ASIDE)
        case sqlite3.SQLITE_IOERR:
            fix = "Look at the disk (space, mounts), then try again: hotseat doctor"
            return StoreFault(f"The disk did not answer as it should ({error}).", where, fix)
    return StoreFault(f"The database refused: {error}.", where, "Look at it with: hotseat doctor")


def _choose_another(path: Path) -> str:
    return f"Make {path.parent} writable, or set HOTSEAT_HOME to another directory."
