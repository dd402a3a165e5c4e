"""Mock interviews in the SQLite file."""

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from hotseat.model.loop import Loop, LoopEvent
from hotseat.store.database import Database
from hotseat.store.encoding import dump, load
from hotseat.store.faults import StoreCorrupt
from hotseat.store.record import Unreadable
from hotseat.store.stamps import stamp

Kept = TypeVar("Kept", Loop, LoopEvent)


class Loops:
    """The tables of loops and of what happened in them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, entry: Loop | LoopEvent) -> bool:
        """Append; False when it is already there."""
        if isinstance(entry, Loop):
            sql = "INSERT INTO loops (id, learner, at, value) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
            return self._database.write(sql, (entry.id, entry.learner, stamp(entry.at), dump(entry))) > 0
        sql = """INSERT INTO loop_events (id, learner, loop, at, value) VALUES (?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO NOTHING"""
        values = (entry.id, entry.learner, entry.loop, stamp(entry.at), dump(entry))
        return self._database.write(sql, values) > 0

    def one(self, learner: str, loop_id: str) -> Loop | None:
        """One loop. Raises StoreCorrupt when it cannot be read."""
        row = self._database.row("SELECT value FROM loops WHERE learner = ? AND id = ?", (learner, loop_id))
        return None if row is None else _read(row[0], Loop)

    def all(self, learner: str) -> list[Loop]:
        """Every loop that can be read, newest first."""
        rows = self._database.rows(
            "SELECT value FROM loops WHERE learner = ? ORDER BY at DESC, number DESC", (learner,)
        )
        return [found for (value,) in rows if not isinstance(found := _tried(value, Loop), Unreadable)]

    def events(self, learner: str, loop_id: str) -> list[LoopEvent]:
        """What happened in a loop, in order."""
        sql = "SELECT value FROM loop_events WHERE learner = ? AND loop = ? ORDER BY number"
        return [_read(value, LoopEvent) for (value,) in self._database.rows(sql, (learner, loop_id))]

    def entries(self, learner: str) -> Iterator[Loop | LoopEvent | Unreadable]:
        """Everything, in the order in which it was added."""
        try:
            loops = self._database.rows(
                "SELECT value FROM loops WHERE learner = ? ORDER BY number", (learner,)
            )
            events = self._database.rows(
                "SELECT value FROM loop_events WHERE learner = ? ORDER BY number", (learner,)
            )
        except StoreCorrupt as fault:
            yield Unreadable("loops", fault.what)
            return
        for (value,) in loops:
            yield _tried(value, Loop)
        for (value,) in events:
            yield _tried(value, LoopEvent)


def _read(value: str, kind: type[Kept]) -> Kept:
    found = _tried(value, kind)
    if isinstance(found, Unreadable):
        raise StoreCorrupt(f"A {found.place} cannot be read: {found.why}", "", "The others are not affected.")
    return found


def _tried(value: str, kind: type[Kept]) -> Kept | Unreadable:
    try:
        return load(value, kind)
    except (msgspec.MsgspecError, UnicodeError, ValueError) as error:
        return Unreadable("loop" if kind is Loop else "event of a loop", str(error))
