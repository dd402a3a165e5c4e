"""Cards out of other programs' files: read, made harmless, recorded, asked and rated."""

import io
import json
import sqlite3
import struct
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from anki_files import BOTH_WAYS, CLOZE, write_collection, write_package

from hotseat.bank.shelf import Bank
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.finding import Refused
from hotseat.model.own_card import unit_of
from hotseat.practice.card_files import read_cards
from hotseat.practice.card_text import from_html, from_plain
from hotseat.practice.desk import Desk
from hotseat.store.faults import StoreFault
from hotseat.store.sqlite import SqliteStore

TOPIC = "math.numerics"


def table(path: Path, *lines: str) -> Path:
    file = path / "cards.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def pairs(path: Path) -> list[tuple[str, str]]:
    return [(each.front, each.back) for each in read_cards(path).cards]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["front,back", "a,b"], [("a", "b")]),
        (["a,b", '"x, y",z'], [("a", "b"), ("x, y", "z")]),
        (["Answer;Question", "b;a"], [("a", "b")]),
        (["#separator:tab", "#html:true", "a\tb <b>c</b>"], [("a", "b c")]),
        (['a,"two', 'lines"', "", "c,d"], [("a", "two\nlines"), ("c", "d")]),
        (["slug,title,question,answer,points,tags", "s,t,q,a,p,sup.knn"], [("q", "a")]),
        (["p<0.05 when i<n,List<int> & co"], [("p<0.05 when i<n", "List<int> & co")]),
        ([], []),
    ],
)
def test_tables_are_read_with_and_without_a_head(tmp_path: Path, lines: list[str], expected: list) -> None:
    assert pairs(table(tmp_path, *lines)) == expected


def test_a_line_without_a_back_is_named_and_nothing_is_added(tmp_path: Path, desk: Desk) -> None:
    file = table(tmp_path, "front,back", "a,b", "only a front")
    with pytest.raises(WrongInput) as caught:
        desk.own_cards.import_file(file)
    assert caught.value.where == f"{file}:3"
    assert desk.own_cards.lines() == []


def test_a_package_becomes_the_cards_that_its_templates_make(tmp_path: Path) -> None:
    notes = [
        (1, ["What is <b>bias</b>?", "A <i>systematic</i> error"], " stats "),
        (2, ["KL", "relative entropy"], ""),
        (3, ["{{c1::Adam}} keeps {{c2::two::how many}} moments", "Kingma and Ba"], ""),
        (99, ["an unknown type", "still", "read"], ""),
    ]
    models = {1: {**BOTH_WAYS, "tmpls": BOTH_WAYS["tmpls"][:1]}, 2: BOTH_WAYS, 3: CLOZE}
    file = write_package(tmp_path / "deck.apkg", notes, models)
    assert pairs(file) == [
        ("What is bias?", "A systematic error"),
        ("KL", "relative entropy"),
        ("relative entropy", "KL"),
        ("[...] keeps two moments", "Adam keeps two moments\nKingma and Ba"),
        ("Adam keeps [how many] moments", "Adam keeps two moments\nKingma and Ba"),
        ("an unknown type", "still\nread"),
    ]


def test_conditions_in_templates_are_obeyed(tmp_path: Path) -> None:
    kind = {
        **BOTH_WAYS,
        "tmpls": [
            {
                "ord": 0,
                "qfmt": "{{#Hint}}{{Hint}}: {{/Hint}}{{^Hint}}no hint: {{/Hint}}{{text:Front}}",
                "afmt": "{{type:Back}}",
            }
        ],
        "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}, {"name": "Hint", "ord": 2}],
    }
    notes = [(1, ["q1", "a1", ""], ""), (1, ["q2 {{Back}}", "a2", "think"], "")]
    assert pairs(write_package(tmp_path / "deck.apkg", notes, {1: kind})) == [
        ("no hint: q1", "a1"),
        ("think: q2 {{Back}}", "a2"),
    ]


def test_what_hotseat_exports_it_reads_again(tmp_path: Path) -> None:
    pytest.importorskip("genanki")
    from hotseat.bank.shelf import load_bank
    from hotseat.practice.cards import write_cards

    unit = load_bank().question("forest-against-boosting")
    for name in ("out.apkg", "out.csv"):
        write_cards([unit], tmp_path / name)
        deck = read_cards(tmp_path / name)
        assert [card.front for card in deck.cards] == [unit.question]
        assert deck.cards[0].back.startswith("A random forest grows its trees independently")
        assert "sup.gbdt" in deck.cards[0].tags


@pytest.mark.parametrize(
    ("source", "text", "media"),
    [
        ("a<br>b<div>c</div>", "a\nb\nc", 0),
        ('<img src="x.png" onerror="alert(1)">seen[sound:a.mp3]', "seen", 2),
        ("<script>alert(1)</script>x<style>p{}</style>", "x", 0),
        ("<SCRIPT SRC=//evil.example/x.js></SCRIPT >x", "x", 0),
        ("<svg onload=alert(1)><text>t</text></svg>x", "x", 1),
        ("<iframe srcdoc='<b>y</b>'></iframe>x", "x", 1),
        ("&lt;script&gt;", "<script>", 0),
        ('<a href="javascript:alert(1)">link</a>', "link", 0),
        ("x<sup>2</sup> and x<sub>ij</sub>", "x^2 and x_(ij)", 0),
        (r"\(a &lt; b\) and \[\sum x\]", r"$a < b$ and $$\sum x$$", 0),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two", 0),
        ("<pre>if x:\n    y</pre>", "if x:\n    y", 0),
        ("a\u202eb\x00c\x1b[31m", "abc[31m", 0),
        ("<scr<script>ipt>alert(1)</script>x", "<scrx", 0),
    ],
)  # fmt: skip
def test_markup_becomes_text_and_media_are_counted(source: str, text: str, media: int) -> None:
    assert from_html(source).text == text
    assert from_html(source).media == media


def test_plain_text_is_left_as_it_is() -> None:
    assert from_plain("a < b &amp; c\n  indented").text == "a < b &amp; c\n  indented"


def test_tags_that_are_topics_of_the_syllabus_file_the_card(tmp_path: Path, desk: Desk) -> None:
    topic = desk.syllabus().areas[0].topics[0].id
    notes = [(1, ["a", "b"], f" x ml::{topic.upper()} "), (1, ["c", "d"], "other")]
    found = desk.own_cards.import_file(write_package(tmp_path / "deck.apkg", notes))
    assert (found.added, found.with_topic) == (2, 1)
    assert [line.topic for line in desk.own_cards.lines()] == [topic, None]
    assert [line.head for line in desk.own_cards.lines(topic)] == ["a"]
    assert [line.head for line in desk.own_cards.lines(topic.partition(".")[0])] == ["a"]


def test_the_same_question_is_the_same_card(tmp_path: Path, desk: Desk) -> None:
    assert desk.own_cards.import_file(table(tmp_path, "What is  KL?,a", "b,c")).added == 2
    again = desk.own_cards.import_file(table(tmp_path, "what is KL?,a", "b,another answer", "new,n", "New,n"))
    assert (again.added, again.known, again.differing) == (1, 3, 1)
    assert desk.own_cards.one(unit_of("b")).back == "c"


def test_what_is_left_out_is_counted(tmp_path: Path, desk: Desk) -> None:
    notes = [
        (1, ['<img src="p.png">', "b"], ""),
        (1, ["f", "x" * 20_001], ""),
        (1, ["f2", "y" * 600_000], ""),
        (1, ["k", "v"], ""),
    ]
    found = desk.own_cards.import_file(write_package(tmp_path / "deck.apkg", notes))
    assert (found.added, found.without_text, found.too_long, found.media) == (1, 1, 2, 1)


def test_a_card_is_new_then_rated_by_the_candidate_then_due_again(tmp_path: Path, desk: Desk, clock) -> None:
    desk.own_cards.import_file(table(tmp_path, "q,a"))
    item = desk.reviews.queue().items[0]
    assert (item.round, item.title, item.why) == ("card", "q", "new")
    answer = desk.own_cards.rate(item.slug, "good", seconds=4)
    assert (answer.by, answer.credit, answer.detail) == ("self", 1.0, {"rating": "good"})
    assert desk.reviews.queue().items == ()
    clock.at += timedelta(days=30)
    assert [(each.slug, each.why) for each in desk.reviews.queue().items] == [(item.slug, "due")]


def test_a_better_rating_never_comes_due_earlier(tmp_path: Path, desk: Desk) -> None:
    names = ["again", "hard", "good", "easy"]
    desk.own_cards.import_file(table(tmp_path, *(f"{name},a" for name in names)))
    for name in names:
        desk.own_cards.rate(unit_of(name), name)
    due = {card.unit: card.due for card in desk._store.cards.all("local")}
    assert [due[unit_of(name)] for name in names] == sorted(due.values())


@pytest.mark.parametrize(("unit", "rating"), [("own-none", "good"), ("q", "perfect")])
def test_only_a_known_card_and_rating_are_recorded(
    tmp_path: Path, desk: Desk, unit: str, rating: str
) -> None:
    desk.own_cards.import_file(table(tmp_path, "q,a"))
    with pytest.raises(WrongInput):
        desk.own_cards.rate(unit_of("q") if unit == "q" else unit, rating)
    assert desk._store.answers.units("local") == set()


def test_cards_and_their_ratings_travel_with_the_record(
    tmp_path: Path, desk: Desk, bank: Bank, clock
) -> None:
    desk.own_cards.import_file(table(tmp_path, "q,a", "r,b"))
    desk.own_cards.rate(unit_of("q"), "easy")
    desk.own_cards.rate(unit_of("r"), "again")
    out = io.StringIO()
    assert desk.export(out) == 4
    other = Desk(tmp_path, SqliteStore(tmp_path / "other.sqlite3"), bank, now=clock)
    assert other.import_(io.StringIO(out.getvalue())) == (4, 0)
    assert other.import_(io.StringIO(out.getvalue())) == (0, 4)
    assert other.own_cards.one(unit_of("q")) == desk.own_cards.one(unit_of("q"))
    by_unit = [sorted(each._store.cards.all("local"), key=lambda card: card.unit) for each in (desk, other)]
    assert by_unit[0] == by_unit[1]
    other.close()


@pytest.mark.parametrize(
    "field", [{"front": " "}, {"back": "x" * 20_001}, {"unit": "own-forged"}, {"at": "2026-01-01T00:00:00"}]
)
def test_a_spoiled_card_in_an_export_is_refused(tmp_path: Path, desk: Desk, field: dict[str, str]) -> None:
    desk.own_cards.import_file(table(tmp_path, "q,a"))
    out = io.StringIO()
    desk.export(out)
    line = {**json.loads(out.getvalue()), "front": "other", "unit": unit_of("other"), **field}
    with pytest.raises(Refused):
        desk.import_(io.StringIO(json.dumps(line)))


def test_own_cards_are_never_changed_or_removed(tmp_path: Path, desk: Desk) -> None:
    desk.own_cards.import_file(table(tmp_path, "q,a"))
    for verb in (
        "DELETE FROM own_cards",
        "UPDATE own_cards SET back = 'x'",
        "REPLACE INTO own_cards SELECT * FROM own_cards",
    ):
        with pytest.raises(StoreFault, match="append-only"):
            desk._store._database.write(verb)


# --- files that are not what they say ---------------------------------------------------------------------------


def bomb(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("collection.anki2", "w") as member,
    ):
        for _ in range(110):
            member.write(b"\0" * 1_000_000)


def claims_a_gigabyte(path: Path) -> None:
    write_package(path, [(1, ["a", "b"], "")])
    raw = bytearray(path.read_bytes())
    place = raw.index(b"PK\x01\x02") + 24
    raw[place : place + 4] = struct.pack("<I", 1_000_000_000)
    path.write_bytes(raw)


def claims_less_than_there_is(path: Path) -> None:
    write_package(path, [(1, ["a", "b"], "")])
    raw = bytearray(path.read_bytes())
    place = raw.index(b"PK\x01\x02") + 24
    raw[place : place + 4] = struct.pack("<I", 4096)
    path.write_bytes(raw)


def huge_directory(path: Path) -> None:
    write_package(path, [(1, ["a", "b"], "")])
    raw = bytearray(path.read_bytes())
    place = raw.index(b"PK\x05\x06") + 12
    raw[place : place + 4] = struct.pack("<I", 900_000_000)
    path.write_bytes(raw)


def climbs_out(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("../../collection.anki2", b"SQLite format 3\0")
        package.writestr("/etc/collection.anki21", b"x")


def newer(path: Path) -> None:
    write_package(
        path,
        [
            (
                1,
                ["Please update to the latest Anki version, then import the .colpkg/.apkg file again.", ""],
                "",
            )
        ],
    )
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("collection.anki21b", b"\x28\xb5\x2f\xfd")


def only_the_notice(path: Path) -> None:
    write_package(
        path,
        [
            (
                1,
                ["Please update to the latest Anki version, then import the .colpkg/.apkg file again.", ""],
                "",
            )
        ],
    )


def packed(path: Path, change: str = "", spoil: slice | None = None) -> None:
    collection = write_collection(path.with_suffix(".sqlite"), [(1, ["a", "b"], "")] * 200, {1: BOTH_WAYS})
    if change:
        with sqlite3.connect(collection) as database:
            database.executescript(change)
        database.close()
    raw = bytearray(collection.read_bytes())
    if spoil:
        raw[spoil] = b"\xff" * len(raw[spoil])
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("collection.anki2", bytes(raw))
    collection.unlink()


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, 1 AS mid, 'a' AS flds, '' AS tags FROM n"
HOSTILE = {
    "zip bomb": bomb,
    "claims a gigabyte": claims_a_gigabyte,
    "claims less than there is": claims_less_than_there_is,
    "huge directory": huge_directory,
    "path traversal": climbs_out,
    "newer format": newer,
    "only the notice": only_the_notice,
    "not a zip": lambda path: path.write_bytes(b"front,back\n"),
    "empty": lambda path: path.write_bytes(b""),
    "cut off": lambda path: (
        write_package(path, [(1, ["a", "b"], "")]),
        path.write_bytes(path.read_bytes()[:-40]),
    ),
    "pages spoiled": lambda path: packed(path, spoil=slice(4096, None)),
    "not sqlite": lambda path: packed(path, spoil=slice(0, 100)),
    "endless view": lambda path: packed(path, f"DROP TABLE notes; CREATE VIEW notes AS {ENDLESS};"),
    "no tables": lambda path: packed(path, "DROP TABLE notes;"),
    "types are not json": lambda path: packed(path, "UPDATE col SET models = '[[[';"),
    "types are deep": lambda path: packed(path, f"UPDATE col SET models = '{'[' * 50_000}';"),
    "types have another form": lambda path: packed(path, """UPDATE col SET models = '{"1": {"flds": 7}}';"""),
    "no notes table columns": lambda path: packed(path, "ALTER TABLE notes DROP COLUMN flds;"),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_package_is_refused_in_words_and_loses_nothing(tmp_path: Path, desk: Desk, make) -> None:
    desk.own_cards.import_file(table(tmp_path, "q,a"))
    file = tmp_path / "deck.apkg"
    make(file)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(HotseatError) as caught:
        desk.own_cards.import_file(file)
    assert caught.value.where.startswith(str(file))
    assert caught.value.fix
    with file.open("rb") as stream, pytest.raises(WrongInput) as sent:
        desk.own_cards.import_stream("deck.apkg", stream)
    assert (sent.value.what, sent.value.fix) == (caught.value.what, caught.value.fix)
    assert sent.value.where.startswith("deck.apkg")
    assert [line.head for line in desk.own_cards.lines()] == ["q"]
    assert sorted(tmp_path.iterdir()) == before


def test_the_newer_format_says_how_to_export_the_older_one(tmp_path: Path) -> None:
    newer(tmp_path / "deck.apkg")
    with pytest.raises(WrongInput, match="newer format") as caught:
        read_cards(tmp_path / "deck.apkg")
    assert "Support older Anki versions" in caught.value.fix


def test_anki21_is_read_before_the_stand_in_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "deck.apkg"
    only_the_notice(file)
    write_package(tmp_path / "real.apkg", [(1, ["a", "b"], "")], name="collection.anki21")
    with zipfile.ZipFile(tmp_path / "real.apkg") as real, zipfile.ZipFile(file, "a") as package:
        package.writestr("collection.anki21", real.read("collection.anki21"))
    assert pairs(file) == [("a", "b")]


HOSTILE_TABLES = {
    "latin-1": "é,b".encode("latin-1"),
    "utf-16": "a,b".encode("utf-16"),
    "nul": b"a,b\0\n",
    "quote left open": b'a,"b\n',
    "huge field": b'a,"' + b"x" * 1_100_000 + b'"\n',
    "too many": b"".join(b"%d,b\n" % number for number in range(20_001)),
}


@pytest.mark.parametrize("raw", HOSTILE_TABLES.values(), ids=list(HOSTILE_TABLES))
def test_a_hostile_table_is_refused_in_words(tmp_path: Path, desk: Desk, raw: bytes) -> None:
    file = tmp_path / "cards.csv"
    file.write_bytes(raw)
    with pytest.raises(WrongInput) as caught:
        desk.own_cards.import_file(file)
    assert caught.value.where.startswith(str(file))
    assert desk.own_cards.lines() == []


@pytest.mark.parametrize("name", ["cards.txt", "none.csv", "folder.csv"])
def test_what_is_no_file_of_cards_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "cards.txt").write_text("a,b")
    with pytest.raises(WrongInput):
        read_cards(tmp_path / name)


def test_a_template_that_multiplies_its_fields_is_left_out(tmp_path: Path) -> None:
    kind = {**BOTH_WAYS, "tmpls": [{"ord": 0, "qfmt": "{{Front}}" * 50_000, "afmt": "{{Back}}"}]}
    deck = read_cards(write_package(tmp_path / "deck.apkg", [(1, ["a" * 400_000, "b"], "")], {1: kind}))
    assert (deck.cards, deck.too_long) == ([], 1)


@pytest.fixture
def card(tmp_path: Path, desk: Desk) -> str:
    desk.own_cards.import_file(table(tmp_path, "q,a"))
    return desk.own_cards.lines()[0].unit


def test_an_edited_card_keeps_its_name_and_its_reviews(desk: Desk, card: str) -> None:
    desk.own_cards.rate(card, "easy")
    before = desk._store.cards.get("local", "card", card)
    desk.own_cards.edit(card, "  Q?\r\nmore ", "b <b>as typed</b>", TOPIC.upper())
    now = desk.own_cards.one(card)
    assert (now.front, now.back, now.topic) == ("Q?\nmore", "b <b>as typed</b>", TOPIC)
    assert [(line.unit, line.topic) for line in desk.own_cards.lines()] == [(card, TOPIC)]
    desk.reviews.rebuild()
    assert desk._store.cards.get("local", "card", card) == before


def test_each_change_can_be_taken_back_and_is_kept_in_the_record(desk: Desk, card: str) -> None:
    first = desk.own_cards.one(card)
    with pytest.raises(WrongInput, match="Nothing of this card"):
        desk.own_cards.undo(card)
    second = desk.own_cards.edit(card, "q2", "a2", None)
    assert desk.own_cards.undo(card) == first
    assert desk.own_cards.undo(card) == second
    desk.own_cards.remove(card)
    assert desk.own_cards.lines() == []
    assert [line.unit for line in desk.own_cards.removed()] == [card]
    assert desk.own_cards.undo(card) == second
    assert desk.own_cards.undo(card) is None
    assert len(desk._store.own_cards.versions("local", card)) == 7


def test_an_edit_that_changes_nothing_adds_nothing(desk: Desk, card: str) -> None:
    desk.own_cards.edit(card, "q", "a", "")
    assert not desk.own_cards.is_changed(card)


def test_a_question_that_another_card_asks_is_refused(tmp_path: Path, desk: Desk, card: str) -> None:
    desk.own_cards.import_file(table(tmp_path, "other,b"))
    with pytest.raises(WrongInput, match="another card"):
        desk.own_cards.edit(card, "OTHER ", "b", None)


def test_a_removed_card_is_asked_no_more_and_its_file_does_not_bring_it_back(
    tmp_path: Path, desk: Desk, card: str
) -> None:
    desk.own_cards.remove(card)
    assert card not in [item.slug for item in desk.reviews.queue().items]
    for change in (lambda: desk.own_cards.remove(card), lambda: desk.own_cards.rate(card, "good")):
        with pytest.raises(WrongInput, match="There is no card"):
            change()
    found = desk.own_cards.import_file(table(tmp_path, "q,another answer"))
    assert (found.added, found.known, found.removed, found.differing) == (0, 1, 1, 0)
    desk.own_cards.undo(card)
    assert card in [item.slug for item in desk.reviews.queue().items]


def test_a_removed_card_is_not_counted_among_those_of_the_coming_week(desk: Desk, card: str) -> None:
    desk.own_cards.rate(card, "good")
    assert desk.reviews.queue().later == 1
    assert desk.reviews.queue(round_="concept").later == 0
    desk.own_cards.remove(card)
    assert desk.reviews.queue().later == 0


def test_versions_leave_and_return_with_the_record(tmp_path: Path, desk: Desk, card: str) -> None:
    desk.own_cards.edit(card, "q2", "a2", None)
    desk.own_cards.import_file(table(tmp_path, "gone,b"))
    gone = next(line.unit for line in desk.own_cards.lines() if line.head == "gone")
    desk.own_cards.remove(gone)
    out = io.StringIO()
    desk.export(out)
    other = Desk(tmp_path, SqliteStore(tmp_path / "other.sqlite3"), desk.bank)
    assert other.import_(io.StringIO(out.getvalue())) == (4, 0)
    assert other.import_(io.StringIO(out.getvalue())) == (0, 4)
    assert other.own_cards.lines() == desk.own_cards.lines()
    assert other.own_cards.removed() == desk.own_cards.removed()
    other.close()


def test_a_version_that_is_not_whole_is_not_imported(tmp_path: Path, desk: Desk, card: str) -> None:
    desk.own_cards.edit(card, "q2", "a2", None)
    out = io.StringIO()
    desk.export(out)
    (line,) = [each for each in out.getvalue().splitlines() if '"card-version"' in each]
    for change in ({"id": "x"}, {"front": " "}, {"back": "x" * 20_001}, {"at": "2026-01-01T00:00:00"}):
        with pytest.raises(Refused):
            desk.import_(io.StringIO(json.dumps({**json.loads(line), **change})))


def test_the_last_change_stands_though_the_clock_went_back(desk: Desk, card: str, clock) -> None:
    desk.own_cards.edit(card, "q2", "a2", None)
    clock.at -= timedelta(days=30)
    desk.own_cards.edit(card, "q3", "a3", None)
    assert desk.own_cards.one(card).front == "q3"


def test_versions_are_never_changed_or_deleted(desk: Desk, card: str) -> None:
    desk.own_cards.remove(card)
    for sql in ("DELETE FROM own_card_versions", "UPDATE own_card_versions SET is_removed = 0"):
        with pytest.raises(StoreFault):
            desk._store._database.write(sql)
