"""One SQLite file: opened, migrated, locked between threads, its errors translated.

How it works: one connection per Database, shared by the threads of this process behind a lock. Other
processes may have the same file open: WAL lets readers go on while one of them writes, and writers wait for
each other up to BUSY_SECONDS. synchronous=FULL makes every commit reach the disk before it returns, so what
was acknowledged survives a killed process and a power cut. Migrations run inside one transaction that is
taken before the version is read, so two programs that start together do not both migrate. A file that is
damaged, foreign or newer than this program is reported and never written.
"""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hotseat.model.errors import HotseatError
from hotseat.store.faults import StoreBusy, StoreFault, translate

APPLICATION_ID = 0x486F7453  # "HotS"
BUSY_SECONDS = 10.0
MIGRATIONS = Path(__file__).parent / "migrations"

Row = tuple[Any, ...]


class Database:
    """An open file. Every method may be called from any thread."""

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._depth = 0
        with self._translated():
            self._connection = sqlite3.connect(
                path, timeout=busy_seconds, isolation_level=None, check_same_thread=False
            )
        try:
            with self._translated():
                self._prepare(busy_seconds)
        except HotseatError:
            self._connection.close()
            raise

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""
        with self._lock, self._translated():
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row of a query, or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def write(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run one statement in its own transaction or in the open one. Returns the rows changed."""
        with self.transaction(), self._translated():
            return self._connection.execute(sql, values).rowcount

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; nested ones join the outer one. Returns after the disk has the commit."""
        with self._lock:
            if self._depth == 0:
                with self._translated():
                    self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
                if self._depth == 1:
                    with self._translated():
                        self._connection.execute("COMMIT")
            except BaseException:
                if self._depth == 1 and self._connection.in_transaction:
                    with contextlib.suppress(sqlite3.Error):
                        self._connection.execute("ROLLBACK")
                raise
            finally:
                self._depth -= 1

    def problems(self) -> list[str]:
        """What SQLite's own inspection of the whole file finds; empty when it is sound."""
        found = [str(row[0]) for row in self.rows("PRAGMA integrity_check(20)")]
        found += [
            f"{row[0]}: a row refers to a missing {row[2]}" for row in self.rows("PRAGMA foreign_key_check")
        ]
        return [each for each in found if each != "ok"]

    def schema(self) -> int:
        """The number of the last migration that was applied."""
        row = self.row("PRAGMA user_version")
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            self._connection.close()

    def _prepare(self, busy_seconds: float) -> None:
        version = self._version()
        newest = len(list(MIGRATIONS.glob("*.sql")))
        self._refuse_foreign(version)
        self._refuse_newer(version, newest)
        self._use_wal(busy_seconds)
        for pragma in ("synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        if version < newest:
            self._migrate(newest)

    def _use_wal(self, busy_seconds: float) -> None:
        # The switch to WAL needs the file for itself and does not wait by busy_timeout when two programs race
        # for it.
        for _ in range(max(1, int(busy_seconds / 0.05))):
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if not isinstance(translate(error, self.path), StoreBusy):
                    raise
            time.sleep(0.05)
        raise StoreBusy(
            "The database is locked by another program.", str(self.path), "Close it, then try again."
        )

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def _refuse_foreign(self, version: int) -> None:
        # The owner is read last: another program may be making the tables now, and signs them with the same commit.
        tables = self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        owner = self._connection.execute("PRAGMA application_id").fetchone()[0]
        if (tables or version) and owner != APPLICATION_ID:
            fix = "Move it elsewhere, or set HOTSEAT_HOME to another directory."
            raise StoreFault("The file is a database of another program.", str(self.path), fix)

    def _refuse_newer(self, version: int, newest: int) -> None:
        if version > newest:
            what = f"A newer Hotseat wrote the database (schema {version}; this program knows {newest})."
            fix = "Upgrade: pip install --upgrade hotseat. Or set HOTSEAT_HOME to another directory."
            raise StoreFault(what, str(self.path), fix)

    def _migrate(self, newest: int) -> None:
        with self.transaction():
            version = self._version()
            self._refuse_newer(version, newest)
            self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            for path in sorted(MIGRATIONS.glob("*.sql"))[version:]:
                for statement in statements(path.read_text(encoding="utf-8")):
                    self._connection.execute(statement)
            self._connection.execute(f"PRAGMA user_version = {newest}")

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise translate(error, self.path) from error


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL script; a trigger with its body is one."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending
