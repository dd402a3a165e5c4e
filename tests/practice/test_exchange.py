import io
import json
from pathlib import Path

import pytest

from hotseat.bank.shelf import Bank
from hotseat.model.finding import Refused
from hotseat.practice.desk import Desk
from hotseat.store.sqlite import SqliteStore

SLUG = "row-means"


@pytest.fixture
def exported(desk: Desk) -> str:
    for source in ("wrong", "right measured", "wrong ä 'quoted'\n\ttabs"):
        desk.submit(SLUG, source)
    desk.next_hint(SLUG)
    desk.give_up(SLUG)
    desk.next_hint(SLUG)
    stream = io.StringIO()
    assert desk.export(stream) == 5
    return stream.getvalue()


@pytest.fixture
def other(tmp_path: Path, bank: Bank) -> Desk:
    (tmp_path / "other").mkdir()
    return Desk(tmp_path / "other", SqliteStore(tmp_path / "other" / "hotseat.sqlite3"), bank)


def test_an_exported_record_is_the_same_after_import(desk: Desk, other: Desk, exported: str) -> None:
    assert other.import_(io.StringIO(exported)) == (5, 0)
    assert other.history() == desk.history()
    assert [other.attempt(line.id) for line in other.history()] == [
        desk.attempt(line.id) for line in desk.history()
    ]
    assert (other.hints_seen(SLUG), other.may_see_solutions(SLUG)) == (2, True)
    again = io.StringIO()
    other.export(again)
    assert again.getvalue() == exported


def test_importing_twice_adds_nothing(other: Desk, exported: str) -> None:
    other.import_(io.StringIO(exported))
    assert other.import_(io.StringIO(exported)) == (0, 5)
    assert len(other.history()) == 3


def test_blank_lines_and_fields_of_a_newer_hotseat_are_fine(other: Desk, exported: str) -> None:
    lines = [json.dumps({**json.loads(line), "mood": "calm"}) + "\n\n" for line in exported.splitlines()]
    assert other.import_(io.StringIO("".join(lines))) == (5, 0)


BAD = {
    "not json": "{",
    "not an object": "[1]",
    "deep": "[" * 100_000,
    "no kind": "{}",
    "unknown kind": '{"kind": "dream"}',
    "no fields": '{"kind": "attempt"}',
    "hint 0": '{"kind": "hint", "unit": "u", "number": 0, "at": "2026-01-01T00:00:00Z"}',
    "no time zone": '{"kind": "give-up", "unit": "u", "at": "2026-01-01T00:00:00"}',
    "long ago": '{"kind": "give-up", "unit": "u", "at": "1026-01-01T00:00:00Z"}',
    "no unit": '{"kind": "give-up", "unit": "", "at": "2026-01-01T00:00:00Z"}',
}
SPOILED = {
    "id": "not-a-uuid",
    "verdict": "splendid",
    "unit": "another-unit",
    "hints": -1,
    "seconds": -3,
    "at": "yesterday",
    "judgement": None,
    "response": "x" * 1_000_001,
}


@pytest.mark.parametrize("bad", BAD.values(), ids=list(BAD))
def test_one_bad_line_stops_all_and_is_named(other: Desk, exported: str, bad: str) -> None:
    lines = exported.splitlines()
    lines.insert(2, bad)
    with pytest.raises(Refused) as caught:
        other.import_(io.StringIO("\n".join(lines)))
    assert [finding.line for finding in caught.value.findings] == [3]
    assert other.history() == []
    assert other.hints_seen(SLUG) == 0


@pytest.mark.parametrize("field", SPOILED)
def test_a_spoiled_attempt_is_refused(other: Desk, exported: str, field: str) -> None:
    line = {**json.loads(exported.splitlines()[0]), field: SPOILED[field]}
    with pytest.raises(Refused):
        other.import_(io.StringIO(json.dumps(line)))


def test_every_bad_line_is_named_up_to_fifty(other: Desk) -> None:
    with pytest.raises(Refused) as caught:
        other.import_(io.StringIO("{}\n" * 7))
    assert [finding.line for finding in caught.value.findings] == [1, 2, 3, 4, 5, 6, 7]
    with pytest.raises(Refused, match="At least 50"):
        other.import_(io.StringIO("{}\n" * 1000))


def test_bytes_that_are_no_text_are_a_finding(other: Desk) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b'\xff\xfe{"kind"'), encoding="utf-8")
    with pytest.raises(Refused, match="1 line"):
        other.import_(stream)


def test_an_import_belongs_to_the_one_who_imports(other: Desk, exported: str) -> None:
    strange = exported.replace('"learner": "local"', '"learner": "somebody"').replace(
        '"learner":"local"', '"learner":"somebody"'
    )
    other.import_(io.StringIO(strange))
    assert len(other.history()) == 3
