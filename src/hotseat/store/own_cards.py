"""Cards that a learner brought along, and what became of them, in the SQLite file."""

from collections.abc import Iterator

from hotseat.model.own_card import CardVersion, OwnCard
from hotseat.store.database import Database, Row
from hotseat.store.encoding import plain
from hotseat.store.faults import StoreCorrupt
from hotseat.store.record import OwnCardLine, Unreadable
from hotseat.store.stamps import moment, stamp

_CARD = "unit, front, back, topic, at, learner"
_VERSION = "id, unit, at, front, back, topic, is_removed, learner"
_HEAD = 200  # characters of the question that a list needs
# Every card beside its last version, by when that was made: versions may come from another machine.
_NOW = """own_cards AS c LEFT JOIN own_card_versions AS v ON v.number = (
    SELECT number FROM own_card_versions WHERE learner = c.learner AND unit = c.unit
    ORDER BY at DESC, number DESC LIMIT 1) WHERE c.learner = ?"""


class OwnCards:
    """The tables of own cards and of their versions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, card: OwnCard | CardVersion) -> bool:
        """Append; False when there is a card with that question already, or that version."""
        sides = plain(card.front), plain(card.back), card.topic
        if isinstance(card, OwnCard):
            values: tuple[object, ...] = (card.unit, *sides, stamp(card.at), card.learner)
            return self._insert("own_cards", _CARD, values, "learner, unit")
        values = (card.id, card.unit, stamp(card.at), *sides, int(card.is_removed), card.learner)
        return self._insert("own_card_versions", _VERSION, values, "id")

    def one(self, learner: str, unit: str) -> OwnCard | None:
        """One card as it stands, in full; None for one that was removed."""
        versions = self.versions(learner, unit)
        if not versions or versions[-1].is_removed:
            return None
        now = versions[-1]
        return OwnCard(unit, now.front, now.back, now.topic, versions[0].at, learner)

    def versions(self, learner: str, unit: str) -> list[CardVersion]:
        """The card as it was brought in, then what became of it; empty for none."""
        where = "learner = ? AND unit = ?"
        row = self._database.row(f"SELECT {_CARD} FROM own_cards WHERE {where}", (learner, unit))
        if row is None:
            return []
        first = _card(row)
        sql = f"SELECT {_VERSION} FROM own_card_versions WHERE {where} ORDER BY at, number"
        later = [_version(each) for each in self._database.rows(sql, (learner, unit))]
        return [
            CardVersion("", unit, first.at, first.front, first.back, first.topic, learner=learner),
            *later,
        ]

    def lines(self, learner: str, *, is_removed: bool = False) -> list[OwnCardLine]:
        """Every card as lists need it, in the order in which they were added; or those that were removed."""
        sql = f"""SELECT c.unit, substr(coalesce(v.front, c.front), 1, {_HEAD}),
                         CASE WHEN v.number IS NULL THEN c.topic ELSE v.topic END
                  FROM {_NOW} AND coalesce(v.is_removed, 0) = ? ORDER BY c.number"""
        return [OwnCardLine(*row) for row in self._database.rows(sql, (learner, int(is_removed)))]

    def all(self, learner: str) -> Iterator[OwnCard | CardVersion | Unreadable]:
        """The cards, then their versions, in the order in which they were added."""
        try:
            cards, versions = (
                self._database.rows(
                    f"SELECT {names} FROM {table} WHERE learner = ? ORDER BY number", (learner,)
                )
                for table, names in (("own_cards", _CARD), ("own_card_versions", _VERSION))
            )
        except StoreCorrupt as fault:
            yield Unreadable("own cards", fault.what)
            return
        for read, rows in ((_card, cards), (_version, versions)):
            for row in rows:
                try:
                    yield read(row)
                except ValueError as error:
                    yield Unreadable(f"card {row[0]}", str(error))

    def _insert(self, table: str, names: str, values: tuple[object, ...], known_by: str) -> bool:
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT ({known_by}) DO NOTHING"
        return self._database.write(sql, values) > 0


def _card(row: Row) -> OwnCard:
    unit, front, back, topic, at, learner = row
    return OwnCard(unit, front, back, topic, moment(at), learner)


def _version(row: Row) -> CardVersion:
    version, unit, at, front, back, topic, is_removed, learner = row
    return CardVersion(version, unit, moment(at), front, back, topic, bool(is_removed), learner)
