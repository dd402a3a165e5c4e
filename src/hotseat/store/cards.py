"""Cards and settings in the SQLite file."""

import json
from collections.abc import Iterable
from datetime import datetime

from hotseat.model.card import Card, Standing
from hotseat.store.database import Database, Row
from hotseat.store.stamps import moment, stamp

_COLUMNS = "unit, round, state, step, stability, difficulty, due, last_at, reviews, lapses"


class Cards:
    """What is remembered, per unit, and the learner's settings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, learner: str, round_: str, unit: str) -> Card | None:
        """The card of a unit."""
        sql = f"SELECT {_COLUMNS} FROM cards WHERE learner = ? AND round = ? AND unit = ?"
        row = self._database.row(sql, (learner, round_, unit))
        return None if row is None else _card(row)

    def put(self, learner: str, card: Card) -> None:
        """Replace the card of a unit."""
        values = (
            learner, card.unit, card.round, card.state, card.step, card.stability, card.difficulty,
            stamp(card.due), stamp(card.last_at), card.reviews, card.lapses,
        )  # fmt: skip
        marks = ", ".join("?" * len(values))
        self._database.write(f"INSERT OR REPLACE INTO cards (learner, {_COLUMNS}) VALUES ({marks})", values)

    def all(self, learner: str) -> list[Card]:
        """Every card."""
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM cards WHERE learner = ?", (learner,))
        return [_card(row) for row in rows]

    def standings(self, learner: str, due_by: datetime | None = None) -> list[Standing]:
        """What schedules need, of every card or of those that are due by then."""
        sql = "SELECT unit, round, stability, due, last_at FROM cards WHERE learner = ?"
        values: tuple[str, ...] = (learner,)
        if due_by is not None:
            sql, values = f"{sql} AND due <= ?", (learner, stamp(due_by))
        return [
            Standing(unit, round_, stability, moment(due), moment(last_at))
            for unit, round_, stability, due, last_at in self._database.rows(sql, values)
        ]

    def due_between(self, learner: str, after: datetime, until: datetime) -> list[tuple[str, str]]:
        """Round and unit of the cards that come due in between."""
        sql = "SELECT round, unit FROM cards WHERE learner = ? AND due > ? AND due <= ?"
        rows = self._database.rows(sql, (learner, stamp(after), stamp(until)))
        return [(round_, unit) for round_, unit in rows]

    def unseen(self, learner: str, keys: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Those of the (round, unit) that have no card, in their order."""
        sql = """SELECT json_extract(value, '$[0]') AS r, json_extract(value, '$[1]') AS u FROM json_each(?)
                 WHERE NOT EXISTS (SELECT 1 FROM cards WHERE learner = ? AND round = r AND unit = u)
                 ORDER BY key"""
        return [
            (round_, unit) for round_, unit in self._database.rows(sql, (json.dumps(list(keys)), learner))
        ]

    def forget(self, learner: str) -> None:
        """Drop every card, to derive them again."""
        self._database.write("DELETE FROM cards WHERE learner = ?", (learner,))

    def setting(self, learner: str, name: str) -> str | None:
        """A setting."""
        row = self._database.row("SELECT value FROM settings WHERE learner = ? AND name = ?", (learner, name))
        return None if row is None else str(row[0])

    def set(self, learner: str, name: str, value: str | None) -> None:
        """Keep a setting; None forgets it."""
        if value is None:
            self._database.write("DELETE FROM settings WHERE learner = ? AND name = ?", (learner, name))
            return
        sql = "INSERT OR REPLACE INTO settings (learner, name, value) VALUES (?, ?, ?)"
        self._database.write(sql, (learner, name, value))


def _card(row: Row) -> Card:
    unit, round_, state, step, stability, difficulty, due, last_at, reviews, lapses = row
    return Card(
        unit, round_, state, step, stability, difficulty, moment(due), moment(last_at), reviews, lapses
    )
