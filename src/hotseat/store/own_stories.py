"""Versions of the candidate's own stories, in the SQLite file."""

from collections.abc import Iterator

import msgspec

from hotseat.model.own_story import OwnStory
from hotseat.store.database import Database
from hotseat.store.encoding import dump, load
from hotseat.store.faults import StoreCorrupt
from hotseat.store.record import Unreadable
from hotseat.store.stamps import stamp


class OwnStories:
    """The table of stories."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, story: OwnStory) -> bool:
        """Append a version; False when it is already there."""
        sql = """INSERT INTO own_stories (id, learner, story, at, value) VALUES (?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO NOTHING"""
        values = (story.id, story.learner, story.story, stamp(story.at), dump(story))
        return self._database.write(sql, values) > 0

    def current(self, learner: str) -> list[OwnStory]:
        """The last version of every story that was not dropped, newest first."""
        sql = """SELECT value FROM own_stories WHERE number IN
                 (SELECT max(number) FROM own_stories WHERE learner = ? GROUP BY story) ORDER BY number DESC"""
        found = [_read(value) for (value,) in self._database.rows(sql, (learner,))]
        return [each for each in found if isinstance(each, OwnStory) and not each.is_dropped]

    def all(self, learner: str) -> Iterator[OwnStory | Unreadable]:
        """Every version, in the order in which they were saved."""
        try:
            rows = self._database.rows(
                "SELECT value FROM own_stories WHERE learner = ? ORDER BY number", (learner,)
            )
        except StoreCorrupt as fault:
            yield Unreadable("own stories", fault.what)
            return
        for (value,) in rows:
            yield _read(value)


def _read(value: str) -> OwnStory | Unreadable:
    try:
        return load(value, OwnStory)
    except (msgspec.MsgspecError, UnicodeError, ValueError) as error:
        return Unreadable("a story", str(error))
