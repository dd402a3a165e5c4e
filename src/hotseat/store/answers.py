"""Answers in the SQLite file."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from hotseat.model.answer import SCHEDULED, Answer
from hotseat.store.database import Database, Row
from hotseat.store.encoding import dump, load
from hotseat.store.faults import StoreCorrupt
from hotseat.store.record import AnswerLine, Unreadable
from hotseat.store.stamps import moment, stamp

_COLUMNS = "id, unit, round, at, response, credit, possible, by, seconds, hints, detail, learner"


class Answers:
    """The table of answers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, answer: Answer) -> bool:
        """Append; False when it is already there."""
        values = (
            answer.id, answer.unit, answer.round, stamp(answer.at), answer.response, answer.credit,
            answer.possible, answer.by, answer.seconds, answer.hints, dump(answer.detail), answer.learner,
        )  # fmt: skip
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO answers ({_COLUMNS}) VALUES ({marks}) ON CONFLICT (id) DO NOTHING"
        return self._database.write(sql, values) > 0

    def one(self, answer_id: str) -> Answer | None:
        """One answer in full."""
        row = self._database.row(f"SELECT {_COLUMNS} FROM answers WHERE id = ?", (answer_id,))
        return None if row is None else _answer(row)

    def lines(self, learner: str, round_: str) -> list[AnswerLine]:
        """Every answer of a round, oldest first, without its text."""
        sql = """SELECT unit, at, credit, possible, seconds, hints, by, id,
                     CASE by WHEN 'self' THEN json_extract(detail, '$.of') END
                 FROM answers WHERE learner = ? AND round = ? ORDER BY at, number"""
        return [
            AnswerLine(unit, moment(at), *rest)
            for unit, at, *rest in self._database.rows(sql, (learner, round_))
        ]

    def newest(self) -> int:
        """The number of the last answer of anybody, which changes when one is added."""
        row = self._database.row("SELECT coalesce(max(number), 0) FROM answers")
        return int(row[0]) if row else 0

    def revision(self, learner: str, answer_id: str) -> str | None:
        """The id of the candidate's own last judgement of an answer, or None."""
        sql = """SELECT later.id FROM answers AS first JOIN answers AS later
                     ON later.learner = first.learner AND later.round = first.round AND later.unit = first.unit
                 WHERE first.id = ? AND first.learner = ? AND later.by = 'self'
                     AND json_extract(later.detail, '$.of') = first.id
                 ORDER BY later.number DESC LIMIT 1"""
        row = self._database.row(sql, (answer_id, learner))
        return None if row is None else str(row[0])

    def units(self, learner: str) -> set[tuple[str, str]]:
        """(round, unit) of everything that was ever answered."""
        rows = self._database.rows("SELECT DISTINCT round, unit FROM answers WHERE learner = ?", (learner,))
        return {(round_, unit) for round_, unit in rows}

    def of_unit(self, learner: str, round_: str, unit: str) -> list[Answer]:
        """Every answer to a unit in full, oldest first."""
        sql = f"""SELECT {_COLUMNS} FROM answers
                  WHERE learner = ? AND round = ? AND unit = ? ORDER BY at, number"""
        return [_answer(row) for row in self._database.rows(sql, (learner, round_, unit))]

    def begun_since(self, learner: str, at: datetime) -> int:
        """How many units that come back for review were answered for the first time since then."""
        marks = ", ".join("?" * len(SCHEDULED))
        sql = f"""SELECT count(*) FROM (
                     SELECT 1 FROM answers WHERE learner = ? AND round IN ({marks})
                     GROUP BY round, unit HAVING min(at) >= ?
                 )"""
        row = self._database.row(sql, (learner, *SCHEDULED, stamp(at)))
        return int(row[0]) if row else 0

    def all(self, learner: str) -> Iterator[Answer | Unreadable]:
        """In the order in which they were added."""
        sql = f"SELECT {_COLUMNS} FROM answers WHERE learner = ? ORDER BY number"
        try:
            rows = self._database.rows(sql, (learner,))
        except StoreCorrupt as fault:
            yield Unreadable("answers", fault.what)
            return
        for row in rows:
            try:
                yield _answer(row)
            except StoreCorrupt as fault:
                yield Unreadable(f"answer {row[0]}", fault.what)


def _answer(row: Row) -> Answer:
    answer_id, unit, round_, at, response, credit, possible, by, seconds, hints, detail, learner = row
    try:
        return Answer(
            id=answer_id,
            unit=unit,
            round=round_,
            at=moment(at),
            response=response,
            credit=credit,
            possible=possible,
            by=by,
            seconds=seconds,
            hints=hints,
            detail=load(detail, dict[str, Any]),
            learner=learner,
        )
    except (msgspec.MsgspecError, ValueError) as error:
        what = f"Answer {answer_id} cannot be read: {error}"
        raise StoreCorrupt(what, "", "The other answers are not affected.") from error
