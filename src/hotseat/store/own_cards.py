"""Cards that a learner brought along, in the SQLite file."""

from collections.abc import Iterator

from hotseat.model.own_card import OwnCard
from hotseat.store.database import Database, Row
from hotseat.store.encoding import plain
from hotseat.store.faults import StoreCorrupt
from hotseat.store.record import OwnCardLine, Unreadable
from hotseat.store.stamps import moment, stamp

_COLUMNS = "unit, front, back, topic, at, learner"
_HEAD = 200  # characters of the question that a list needs


class OwnCards:
    """The table of own cards."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, card: OwnCard) -> bool:
        """Append; False when there is a card with that question already."""
        values = (card.unit, plain(card.front), plain(card.back), card.topic, stamp(card.at), card.learner)
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO own_cards ({_COLUMNS}) VALUES ({marks}) ON CONFLICT (learner, unit) DO NOTHING"
        return self._database.write(sql, values) > 0

    def one(self, learner: str, unit: str) -> OwnCard | None:
        """One card in full."""
        sql = f"SELECT {_COLUMNS} FROM own_cards WHERE learner = ? AND unit = ?"
        row = self._database.row(sql, (learner, unit))
        return None if row is None else _card(row)

    def lines(self, learner: str) -> list[OwnCardLine]:
        """Every card as lists need it, in the order in which they were added."""
        sql = (
            f"SELECT unit, substr(front, 1, {_HEAD}), topic FROM own_cards WHERE learner = ? ORDER BY number"
        )
        return [OwnCardLine(*row) for row in self._database.rows(sql, (learner,))]

    def all(self, learner: str) -> Iterator[OwnCard | Unreadable]:
        """In the order in which they were added."""
        sql = f"SELECT {_COLUMNS} FROM own_cards WHERE learner = ? ORDER BY number"
        try:
            rows = self._database.rows(sql, (learner,))
        except StoreCorrupt as fault:
            yield Unreadable("own cards", fault.what)
            return
        for row in rows:
            try:
                yield _card(row)
            except ValueError as error:
                yield Unreadable(f"card {row[0]}", str(error))


def _card(row: Row) -> OwnCard:
    unit, front, back, topic, at, learner = row
    return OwnCard(unit, front, back, topic, moment(at), learner)
