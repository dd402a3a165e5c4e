"""What happens when the file, the disk or another program does not play along. Nothing is ever lost or overwritten."""

import ctypes
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from hotseat.model.attempt import Attempt
from hotseat.store.database import APPLICATION_ID, Database
from hotseat.store.faults import StoreBusy, StoreCorrupt, StoreFault, StoreFull, StoreReadOnly, translate
from hotseat.store.record import Unreadable
from hotseat.store.sqlite import SqliteStore

Make = Callable[..., Attempt]
HERE = Path(__file__).parent
WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from conftest import attempt
from hotseat.store.sqlite import SqliteStore
store = SqliteStore(Path(sys.argv[1]))
first = int(sys.argv[3])
for number in range(first, first + 100_000):
    store.add(attempt(number))
    print(number, flush=True)
"""
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, PR_CAPBSET_DROP = 1, 2, 24


def said(fault: StoreFault) -> bool:
    return bool(fault.what.endswith(".") and fault.where and fault.fix)


@pytest.mark.parametrize("after", [1, 7, 40])
def test_every_acknowledged_attempt_survives_kill_9(tmp_path: Path, after: int) -> None:
    path = tmp_path / "hotseat.sqlite3"
    command = [sys.executable, "-c", WRITER, str(path), str(HERE), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        acknowledged = [int(process.stdout.readline()) for _ in range(after)]
        process.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in process.stdout.read().splitlines() if line.strip()]
    store = SqliteStore(path)
    found = {entry.id for entry in store.entries("local") if isinstance(entry, Attempt)}
    from uuid import UUID

    assert {str(UUID(int=number)) for number in acknowledged} <= found
    assert store.problems() == []
    assert store.progress("local")["kmeans"].attempts == len(found)
    store.close()


def test_two_processes_write_at_the_same_time(tmp_path: Path) -> None:
    path = tmp_path / "hotseat.sqlite3"
    starts = [0, 1_000_000]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(HERE), str(s)], stdout=subprocess.PIPE, text=True
        )
        for s in starts
    ]
    for process in running:
        assert process.stdout is not None
        for _ in range(25):
            assert process.stdout.readline()
    for process in running:
        process.kill()
        process.communicate()
    store = SqliteStore(path)
    assert store.count() >= 50
    assert store.problems() == []
    store.close()


def test_threads_share_a_store(store: SqliteStore, make: Make) -> None:
    def work(first: int) -> None:
        for number in range(first, first + 20):
            store.add(make(number))
            store.lines("local", None, 5, None)

    threads = [threading.Thread(target=work, args=(n * 100,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.count() == 120


def test_programs_that_start_together_migrate_once(tmp_path: Path) -> None:
    path = tmp_path / "hotseat.sqlite3"
    failures: list[Exception] = []

    def start() -> None:
        try:
            SqliteStore(path).close()
        except StoreFault as fault:
            failures.append(fault)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_locked_database_says_so(store: SqliteStore, make: Make) -> None:
    other = sqlite3.connect(store.path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy) as caught:
        store.add(make(1))
    assert said(caught.value)
    assert store.lines("local", None, 5, None) == []  # reading goes on
    other.rollback()
    assert store.add(make(1))
    other.close()


def test_a_full_disk_says_so_and_keeps_what_was_there(store: SqliteStore, make: Make) -> None:
    store.add(make(1))
    pages = store._database.row("PRAGMA page_count")
    assert pages is not None
    store._database.rows(f"PRAGMA max_page_count = {pages[0]}")
    with pytest.raises(StoreFull) as caught:
        for number in range(2, 200):
            store.add(make(number))
    assert said(caught.value)
    count = store.count()
    assert store.problems() == []
    store._database.rows("PRAGMA max_page_count = 100000")
    assert store.add(make(1000))
    assert store.count() == count + 1


def test_a_read_only_database_is_read_but_not_written(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "hotseat.sqlite3"
    full = SqliteStore(path)
    full.add(make(1))
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda p, **more: connect(f"file:{p}?mode=ro", uri=True, **more))
    store = SqliteStore(path)
    assert store.count() == 1
    with pytest.raises(StoreReadOnly) as caught:
        store.add(make(2))
    assert said(caught.value)
    assert "HOTSEAT_HOME" in caught.value.fix
    store.close()
    full.close()


def obey_permissions() -> None:
    """In a child before exec: root without the capabilities that let it ignore file modes."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0 and os.geteuid() == 0:
            os._exit(99)


def test_a_read_only_directory_says_so(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o555)
    code = (
        "from pathlib import Path\nfrom hotseat.store.sqlite import SqliteStore\n"
        f"SqliteStore(Path({str(home / 'hotseat.sqlite3')!r}))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=obey_permissions)
    if done.returncode == 99:
        pytest.skip("root keeps its capabilities here")
    assert "StoreReadOnly: The database cannot be opened" in done.stderr
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"not a database at all, but long enough to be taken for one" * 40,
        b"SQLite format 3\x00" + b"\xff" * 4080,
    ],
)
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hotseat.sqlite3"
    path.write_bytes(content)
    with pytest.raises(StoreFault) as caught:
        SqliteStore(path)
    assert said(caught.value)
    assert str(path) in caught.value.where
    assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["hotseat.sqlite3"]


def test_a_damaged_database_says_how_to_go_on_and_is_never_deleted(tmp_path: Path, make: Make) -> None:
    path = tmp_path / "hotseat.sqlite3"
    store = SqliteStore(path)
    for number in range(300):
        store.add(make(number))
    store.close()
    content = bytearray(path.read_bytes())
    half = len(content) // 2 // 4096 * 4096
    content[half : half + 40_960] = b"\xa5" * 40_960
    path.write_bytes(content)
    store = SqliteStore(path)
    entries = list(store.entries("local"))
    lost = [each for each in entries if isinstance(each, Unreadable)]
    assert lost
    assert 200 < len(entries) - len(lost) < 300
    try:
        problems = store.problems()
    except StoreCorrupt as fault:
        assert said(fault)
        assert "export" in fault.fix
        problems = [fault.what]
    assert problems
    store.close()
    assert path.stat().st_size == len(content)


def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "hotseat.sqlite3"
    SqliteStore(path).close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 999")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(StoreFault, match="newer Hotseat") as caught:
        SqliteStore(path)
    assert said(caught.value)
    assert "upgrade" in caught.value.fix.lower()
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "hotseat.sqlite3"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE recipes (name TEXT)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(StoreFault, match="another program"):
        SqliteStore(path)
    assert path.read_bytes() == before


def test_an_unreadable_attempt_names_itself(store: SqliteStore, make: Make) -> None:
    store.add(make(1))
    raw = sqlite3.connect(store.path)
    raw.execute("DROP TRIGGER attempts_keep_their_values")
    raw.execute("UPDATE attempts SET judgement = '{}'")
    raw.commit()
    raw.close()
    with pytest.raises(StoreCorrupt, match=make(1).id):
        store.attempt(make(1).id)


def test_the_settings_that_make_commits_durable_are_on(store: SqliteStore) -> None:
    values = {
        name: store._database.row(f"PRAGMA {name}")
        for name in ("journal_mode", "synchronous", "foreign_keys", "application_id")
    }
    assert values == {
        "journal_mode": ("wal",),
        "synchronous": (2,),
        "foreign_keys": (1,),
        "application_id": (APPLICATION_ID,),
    }


def test_a_failed_migration_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hotseat.store import database

    broken = tmp_path / "migrations"
    broken.mkdir()
    shutil.copy(database.MIGRATIONS / "0001_attempts.sql", broken)
    path = tmp_path / "hotseat.sqlite3"
    (broken / "0002_worse.sql").write_text("CREATE TABLE fine (x);\nCREATE TABLE nonsense (;\n")
    monkeypatch.setattr(database, "MIGRATIONS", broken)
    with pytest.raises(StoreFault):
        Database(path)
    raw = sqlite3.connect(path)
    assert raw.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
    raw.close()
    (broken / "0002_worse.sql").write_text("CREATE TABLE fine (x);\n")
    opened = Database(path)
    assert opened.schema() == 2
    opened.close()


def test_an_older_database_is_migrated_with_its_attempts(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hotseat.store import database

    path = tmp_path / "hotseat.sqlite3"
    store = SqliteStore(path)
    store.add(make(1))
    store.close()
    newer = tmp_path / "migrations"
    shutil.copytree(database.MIGRATIONS, newer)
    (newer / "0099_more.sql").write_text("ALTER TABLE attempts ADD COLUMN mood TEXT;\n")
    monkeypatch.setattr(database, "MIGRATIONS", newer)
    store = SqliteStore(path)
    assert store.attempt(make(1).id) is not None
    store.close()


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, None])
def test_every_other_fault_has_its_three_lines(code: int | None, tmp_path: Path) -> None:
    error = sqlite3.OperationalError("something")
    if code is not None:
        error.sqlite_errorcode = code
    assert said(translate(error, tmp_path))
