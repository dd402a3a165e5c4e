"""The record in one SQLite file."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from hotseat.model.answer import Answer
from hotseat.model.attempt import Attempt, AttemptLine
from hotseat.model.loop import Loop, LoopEvent
from hotseat.model.own_card import CardVersion, OwnCard
from hotseat.model.own_story import OwnStory
from hotseat.model.verdict import Efficiency, Judgement, Verdict
from hotseat.store.answers import Answers
from hotseat.store.cards import Cards
from hotseat.store.database import BUSY_SECONDS, Database, Row
from hotseat.store.encoding import dump, load
from hotseat.store.faults import StoreCorrupt
from hotseat.store.loops import Loops
from hotseat.store.own_cards import OwnCards
from hotseat.store.own_stories import OwnStories
from hotseat.store.record import Entry, GiveUp, HintEvent, Progress, Try, Unreadable
from hotseat.store.stamps import moment, stamp

PAGE_ROWS = 200
ATTEMPT = """
    SELECT a.number, a.id, a.learner, a.unit, a.round, a.at, a.verdict, a.seconds, a.hints,
           a.response, a.judgement, m.efficiency
    FROM attempts AS a LEFT JOIN measurements AS m ON m.attempt_id = a.id
"""
LINE = "SELECT id, unit, at, verdict, seconds, hints, wall_seconds, mistake FROM attempts"


class SqliteStore:
    """The Store that needs nothing installed."""

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._database = Database(path, busy_seconds=busy_seconds)
        self.answers = Answers(self._database)
        self.cards = Cards(self._database)
        self.loops = Loops(self._database)
        self.own_cards = OwnCards(self._database)
        self.own_stories = OwnStories(self._database)

    def add(self, entry: Entry) -> bool:
        """Append; False when the same entry is already there. Returns after the disk has it."""
        if isinstance(entry, HintEvent):
            sql = "INSERT OR IGNORE INTO hint_events (learner, unit, number, at) VALUES (?, ?, ?, ?)"
            return self._insert(sql, entry.learner, entry.unit, entry.number, stamp(entry.at))
        if isinstance(entry, GiveUp):
            sql = "INSERT INTO give_ups (learner, unit, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
            return self._insert(sql, entry.learner, entry.unit, stamp(entry.at))
        if isinstance(entry, Answer):
            return self.answers.add(entry)
        if isinstance(entry, Loop | LoopEvent):
            return self.loops.add(entry)
        if isinstance(entry, OwnCard | CardVersion):
            return self.own_cards.add(entry)
        if isinstance(entry, OwnStory):
            return self.own_stories.add(entry)
        return self._add_attempt(entry)

    def add_measurement(self, attempt_id: str, efficiency: Efficiency) -> None:
        """Append an attempt's running times; the first measurement stays."""
        sql = "INSERT INTO measurements (attempt_id, efficiency) VALUES (?, ?) ON CONFLICT DO NOTHING"
        self._insert(sql, attempt_id, dump(efficiency))

    def attempt(self, attempt_id: str) -> Attempt | None:
        """One attempt in full, with its measurement."""
        row = self._database.row(f"{ATTEMPT} WHERE a.id = ?", (attempt_id,))
        return None if row is None else self._to_attempt(row)

    def lines(self, learner: str, unit: str | None, limit: int, before: datetime | None) -> list[AttemptLine]:
        """Newest first."""
        claims, values = ["learner = ?"], [learner]
        if unit is not None:
            claims.append("unit = ?")
            values.append(unit)
        if before is not None:
            claims.append("at < ?")
            values.append(stamp(before))
        sql = f"{LINE} WHERE {' AND '.join(claims)} ORDER BY at DESC, number DESC LIMIT ?"
        return [_to_line(row) for row in self._database.rows(sql, (*values, limit))]

    def progress(self, learner: str) -> dict[str, Progress]:
        """Per unit that was tried."""
        sql = "SELECT unit, attempts, is_solved, last_at FROM unit_progress WHERE learner = ?"
        return {
            unit: Progress(attempts, bool(is_solved), moment(last_at))
            for unit, attempts, is_solved, last_at in self._database.rows(sql, (learner,))
        }

    def tries(self, learner: str, after: int) -> list[Try]:
        """Attempts that were recorded after one with that number, in that order; 0 for all."""
        sql = """SELECT number, id, unit, at, verdict, seconds, hints FROM attempts
                 WHERE number > ? AND +learner = ? ORDER BY number"""
        rows = self._database.rows(sql, (after, learner))
        return [Try(number, id_, unit, moment(at), *rest) for number, id_, unit, at, *rest in rows]

    def hints_seen(self, learner: str, unit: str) -> int:
        """The highest hint revealed; 0 for none."""
        sql = "SELECT coalesce(max(number), 0) FROM hint_events WHERE learner = ? AND unit = ?"
        row = self._database.row(sql, (learner, unit))
        return int(row[0]) if row else 0

    def has_given_up(self, learner: str, unit: str) -> bool:
        """Whether the solutions were asked for."""
        return (
            self._database.row("SELECT 1 FROM give_ups WHERE learner = ? AND unit = ?", (learner, unit))
            is not None
        )

    def draft(self, learner: str, unit: str) -> str | None:
        """The text that was being written."""
        row = self._database.row("SELECT text FROM drafts WHERE learner = ? AND unit = ?", (learner, unit))
        return None if row is None else str(row[0])

    def save_draft(self, learner: str, unit: str, text: str, now: datetime) -> None:
        """Replace the draft."""
        sql = """INSERT INTO drafts (learner, unit, text, saved_at) VALUES (?, ?, ?, ?)
                 ON CONFLICT (learner, unit)
                 DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at"""
        self._insert(sql, learner, unit, text, stamp(now))

    def drop_draft(self, learner: str, unit: str) -> None:
        """Forget the draft."""
        self._insert("DELETE FROM drafts WHERE learner = ? AND unit = ?", learner, unit)

    def entries(self, learner: str) -> Iterator[Entry | Unreadable]:
        """Everything in a learner's record: attempts in the order in which they were added, then the rest.

        What is damaged comes as Unreadable, so that the rest can be saved.
        """
        last, newest = 0, self._newest()
        while last < newest:
            yield from self._page(learner, last)
            last += PAGE_ROWS
        yield from self._events(learner)
        yield from self.answers.all(learner)
        yield from self.loops.entries(learner)
        yield from self.own_cards.all(learner)
        yield from self.own_stories.all(learner)

    def transaction(self) -> AbstractContextManager[None]:
        """All writes inside happen, or none."""
        return self._database.transaction()

    def count(self) -> int:
        """How many attempts there are, of all learners."""
        row = self._database.row("SELECT coalesce(sum(attempts), 0) FROM unit_progress")
        return int(row[0]) if row else 0

    def size(self) -> tuple[int, ...]:
        """Numbers that grow when something is recorded, of all learners; all 0 for an empty record."""
        tables = ("attempts", "answers", "loops", "loop_events")
        newest = ", ".join(f"(SELECT coalesce(max(number), 0) FROM {table})" for table in tables)
        row = self._database.row(f"SELECT {newest}")
        return tuple(int(each) for each in row) if row else ()

    def schema(self) -> int:
        """The number of the last migration."""
        return self._database.schema()

    def problems(self) -> list[str]:
        """What an inspection of the whole file finds."""
        return self._database.problems()

    def rebuild(self) -> None:
        """Derive unit_progress again from attempts."""
        with self._database.transaction():
            self._database.write("DELETE FROM unit_progress")
            self._database.write(
                """INSERT INTO unit_progress (learner, unit, attempts, is_solved, last_at)
                   SELECT learner, unit, count(*), max(verdict = 'accepted'), max(at)
                   FROM attempts GROUP BY learner, unit"""
            )

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _newest(self) -> int:
        """The number of the last attempt; at least that where the file is damaged."""
        try:
            row = self._database.row("SELECT coalesce(max(number), 0) FROM attempts")
        except StoreCorrupt:
            row = self._database.row("SELECT coalesce(sum(attempts), 0) FROM unit_progress")
        return int(row[0]) if row else 0

    def _page(self, learner: str, after: int) -> Iterator[Entry | Unreadable]:
        """PAGE_ROWS attempts; one by one where they cannot be read together."""
        # The plus keeps SQLite from the index by learner, which would sort every attempt again for each page.
        sql = f"{ATTEMPT} WHERE +a.learner = ? AND a.number > ? AND a.number <= ? ORDER BY a.number"
        try:
            rows = self._database.rows(sql, (learner, after, after + PAGE_ROWS))
        except StoreCorrupt:
            for number in range(after, after + PAGE_ROWS):
                yield from self._saved(sql, (learner, number, number + 1), f"attempt {number + 1}")
            return
        for row in rows:
            try:
                yield self._to_attempt(row)
            except StoreCorrupt as fault:
                yield Unreadable(f"attempt {row[0]}", fault.what)

    def _saved(self, sql: str, values: tuple[Any, ...], place: str) -> Iterator[Entry | Unreadable]:
        try:
            yield from [self._to_attempt(row) for row in self._database.rows(sql, values)]
        except StoreCorrupt as fault:
            yield Unreadable(place, fault.what)

    def _events(self, learner: str) -> Iterator[Entry | Unreadable]:
        try:
            hints = self._database.rows(
                "SELECT unit, number, at FROM hint_events WHERE learner = ? ORDER BY rowid", (learner,)
            )
            give_ups = self._database.rows(
                "SELECT unit, at FROM give_ups WHERE learner = ? ORDER BY rowid", (learner,)
            )
        except StoreCorrupt as fault:
            yield Unreadable("hints and give-ups", fault.what)
            return
        yield from (HintEvent(unit, number, moment(at), learner) for unit, number, at in hints)
        yield from (GiveUp(unit, moment(at), learner) for unit, at in give_ups)

    def _insert(self, sql: str, *values: Any) -> bool:
        return self._database.write(sql, values) > 0

    def _add_attempt(self, attempt: Attempt) -> bool:
        judgement = attempt.judgement
        values = {
            "id": attempt.id,
            "learner": attempt.learner,
            "unit": attempt.unit,
            "round": attempt.round,
            "at": stamp(attempt.at),
            "verdict": attempt.verdict.value,
            "seconds": attempt.seconds,
            "hints": attempt.hints,
            "wall_seconds": judgement.wall_seconds,
            "mistake": judgement.mistake.name if judgement.mistake else None,
            "response": attempt.response,
            "judgement": dump(replace(judgement, efficiency=None)),
        }
        sql = (
            f"INSERT INTO attempts ({', '.join(values)}) VALUES ({', '.join('?' * len(values))}) "
            "ON CONFLICT (id) DO NOTHING"
        )
        efficiency = attempt.efficiency or judgement.efficiency
        with self._database.transaction():
            is_new = self._insert(sql, *values.values())
            if efficiency is not None:
                self.add_measurement(attempt.id, efficiency)
        return is_new

    def _to_attempt(self, row: Row) -> Attempt:
        _, attempt_id, learner, unit, round_, at, verdict, seconds, hints, response, judgement, efficiency = (
            row
        )
        try:
            judged = load(judgement, Judgement)
            measured = None if efficiency is None else load(efficiency, Efficiency)
            return Attempt(
                id=attempt_id,
                unit=unit,
                round=round_,
                at=moment(at),
                response=response,
                verdict=Verdict(verdict),
                judgement=replace(judged, efficiency=measured),
                seconds=seconds,
                hints=hints,
                learner=learner,
                efficiency=measured,
            )
        except (msgspec.MsgspecError, ValueError) as error:
            what = f"Attempt {attempt_id} cannot be read: {error}"
            raise StoreCorrupt(what, str(self.path), "The other attempts are not affected.") from error


def _to_line(row: Row) -> AttemptLine:
    attempt_id, unit, at, verdict, seconds, hints, wall_seconds, mistake = row
    return AttemptLine(attempt_id, unit, moment(at), Verdict(verdict), seconds, hints, wall_seconds, mistake)
