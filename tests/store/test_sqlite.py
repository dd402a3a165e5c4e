import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from hotseat.model.attempt import Attempt
from hotseat.model.verdict import Efficiency, Verdict
from hotseat.store.faults import StoreFault
from hotseat.store.record import GiveUp, HintEvent
from hotseat.store.sqlite import SqliteStore

Make = Callable[..., Attempt]
TABLES = ["attempts", "measurements", "hint_events", "give_ups"]


def test_an_attempt_comes_back_as_it_was(store: SqliteStore, make: Make) -> None:
    assert store.add(make(1))
    assert repr(store.attempt(make(1).id)) == repr(make(1))  # repr: NaN is not equal to itself


def test_a_measurement_comes_back_with_its_attempt(
    store: SqliteStore, make: Make, measured: Efficiency
) -> None:
    store.add(make(1))
    store.add_measurement(make(1).id, measured)
    found = store.attempt(make(1).id)
    assert found is not None
    assert found.efficiency == measured == found.judgement.efficiency


def test_the_first_measurement_stays(store: SqliteStore, make: Make, measured: Efficiency) -> None:
    store.add(replace(make(1), judgement=replace(make(1).judgement, efficiency=measured)))
    store.add_measurement(make(1).id, replace(measured, ratio=99.0))
    found = store.attempt(make(1).id)
    assert found is not None
    assert found.efficiency == measured


def test_a_measurement_needs_its_attempt(store: SqliteStore, measured: Efficiency) -> None:
    with pytest.raises(StoreFault):
        store.add_measurement("nobody", measured)


def test_the_same_attempt_is_added_once(store: SqliteStore, make: Make) -> None:
    assert [store.add(make(1)), store.add(make(1))] == [True, False]
    assert store.count() == 1


def test_lines_are_newest_first_and_go_back(store: SqliteStore, make: Make) -> None:
    for number in range(10):
        store.add(make(number, unit="pca" if number % 2 else "kmeans"))
    lines = store.lines("local", None, 4, None)
    assert [line.at for line in lines] == [make(n).at for n in (9, 8, 7, 6)]
    assert [line.at for line in store.lines("local", None, 2, lines[-1].at)] == [make(n).at for n in (5, 4)]
    assert {line.unit for line in store.lines("local", "pca", 99, None)} == {"pca"}
    assert lines[0].mistake == "sums"
    assert store.lines("somebody", None, 9, None) == []


def test_progress_follows_attempts(store: SqliteStore, make: Make) -> None:
    store.add(make(1))
    assert not store.progress("local")["kmeans"].is_solved
    store.add(make(3, verdict=Verdict.ACCEPTED))
    store.add(make(2))
    progress = store.progress("local")["kmeans"]
    assert (progress.attempts, progress.is_solved, progress.last_at) == (3, True, make(3).at)


def test_progress_can_be_rebuilt_from_attempts(store: SqliteStore, make: Make) -> None:
    for number in range(6):
        store.add(
            make(
                number,
                unit=f"unit-{number % 3}",
                verdict=Verdict.ACCEPTED if number == 4 else Verdict.TIMEOUT,
            )
        )
    before = store.progress("local")
    store._database.write("UPDATE unit_progress SET attempts = 77")
    store.rebuild()
    assert store.progress("local") == before


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "verb", ["DELETE FROM {}", "UPDATE {} SET rowid = rowid + 1", "REPLACE INTO {0} SELECT * FROM {0}"]
)
def test_the_record_only_grows(
    store: SqliteStore, make: Make, measured: Efficiency, table: str, verb: str
) -> None:
    store.add(make(1))
    store.add_measurement(make(1).id, measured)
    store.add(HintEvent("kmeans", 1, make(1).at))
    store.add(GiveUp("kmeans", make(1).at))
    with pytest.raises(StoreFault, match="append-only"):
        store._database.write(verb.format(table))


def test_hints_are_counted_per_unit(store: SqliteStore, make: Make) -> None:
    at = make(0).at
    assert store.hints_seen("local", "kmeans") == 0
    assert [store.add(HintEvent("kmeans", n, at)) for n in (1, 2, 2)] == [True, True, False]
    assert (store.hints_seen("local", "kmeans"), store.hints_seen("local", "pca")) == (2, 0)


def test_giving_up_is_remembered(store: SqliteStore, make: Make) -> None:
    assert not store.has_given_up("local", "kmeans")
    store.add(GiveUp("kmeans", make(0).at))
    assert store.has_given_up("local", "kmeans")


def test_a_draft_is_replaced_and_dropped(store: SqliteStore, make: Make) -> None:
    assert store.draft("local", "kmeans") is None
    store.save_draft("local", "kmeans", "a", make(0).at)
    store.save_draft("local", "kmeans", "b\n", make(1).at)
    assert store.draft("local", "kmeans") == "b\n"
    store.drop_draft("local", "kmeans")
    assert store.draft("local", "kmeans") is None


def test_moments_are_kept_in_utc_to_the_microsecond(store: SqliteStore, make: Make) -> None:
    at = datetime(2026, 5, 1, 1, 30, 0, 1, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    store.add(replace(make(1), at=at))
    found = store.attempt(make(1).id)
    assert found is not None
    assert found.at == at
    assert found.at.utcoffset() == timedelta(0)


def test_a_moment_without_time_zone_is_refused(store: SqliteStore, make: Make) -> None:
    with pytest.raises(ValueError, match="time zone"):
        store.add(replace(make(1), at=datetime(2026, 1, 1)))  # noqa: DTZ001


def test_what_a_newer_hotseat_added_is_forgiven(store: SqliteStore, make: Make) -> None:
    store.add(make(1))
    raw = sqlite3.connect(store.path)
    raw.execute("DROP TRIGGER attempts_keep_their_values")
    raw.execute(
        "UPDATE attempts SET judgement = json_set(judgement, '$.mood', 'calm', '$.checks[0].colour', 'red')"
    )
    raw.commit()
    raw.close()
    found = store.attempt(make(1).id)
    assert found is not None
    assert found.judgement.checks[0].name == "one"


def test_a_transaction_is_all_or_nothing(store: SqliteStore, make: Make) -> None:
    with pytest.raises(RuntimeError), store.transaction():
        store.add(make(1))
        raise RuntimeError
    assert store.count() == 0
    with store.transaction():
        store.add(make(1))
    assert store.count() == 1


def test_entries_are_everything_in_order(store: SqliteStore, make: Make) -> None:
    for number in range(450):
        store.add(make(number))
    store.add(HintEvent("kmeans", 1, make(0).at))
    store.add(GiveUp("kmeans", make(0).at))
    entries = list(store.entries("local"))
    assert [each.id for each in entries if isinstance(each, Attempt)] == [make(n).id for n in range(450)]
    assert entries[-2:] == [HintEvent("kmeans", 1, make(0).at), GiveUp("kmeans", make(0).at)]


def test_lists_and_progress_use_indices(store: SqliteStore) -> None:
    plans = [
        (
            "SELECT id FROM attempts WHERE learner = 'x' ORDER BY at DESC, number DESC LIMIT 5",
            "attempts_by_time",
        ),
        (
            "SELECT id FROM attempts WHERE learner = 'x' AND unit = 'u' AND at < 'z' ORDER BY at DESC, number DESC",
            "attempts_by_unit",
        ),
        ("SELECT unit FROM unit_progress WHERE learner = 'x'", "PRIMARY KEY"),
    ]
    for sql, index in plans:
        plan = " ".join(str(row[3]) for row in store._database.rows(f"EXPLAIN QUERY PLAN {sql}"))
        assert index in plan
        assert "TEMP B-TREE" not in plan


def test_tries_go_on_after_the_last_one_that_was_read(store: SqliteStore, make: Make) -> None:
    first, second = make(1), make(2)
    store.add(first)
    (read,) = store.tries("local", 0)
    assert (read.id, read.at, read.verdict) == (first.id, first.at, first.verdict.value)
    store.add(second)
    assert [each.id for each in store.tries("local", read.number)] == [second.id]
    assert store.tries("another", 0) == []


def test_the_size_grows_with_everything_that_is_recorded(store: SqliteStore, make: Make) -> None:
    assert not any(store.size())
    before = store.size()
    store.add(make())
    assert store.size() > before
