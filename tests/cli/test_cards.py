"""`hotseat cards`."""

import csv
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Use = Callable[..., Any]


def test_questions_become_a_table(learning: Use, place: Path) -> None:
    assert learning("cards", "cards.csv").code == 0
    rows = list(csv.DictReader((place / "cards.csv").open(newline="")))
    assert [row["slug"] for row in rows] == ["forest-against-boosting"]
    assert rows[0]["question"].startswith("How does gradient boosting differ")
    assert "independently of each other" in rows[0]["points"]


def test_questions_become_an_anki_package_that_updates_itself(learning: Use, place: Path) -> None:
    pytest.importorskip("genanki")
    guids = []
    for _ in range(2):
        assert learning("cards", "cards.apkg", "--force").code == 0
        with zipfile.ZipFile(place / "cards.apkg") as package:
            package.extract("collection.anki2", place)
        with sqlite3.connect(place / "collection.anki2") as collection:
            notes = collection.execute("SELECT guid, flds, tags FROM notes").fetchall()
        assert len(notes) == 1
        assert "sup.gbdt" in notes[0][2]
        guids.append(notes[0][0])
    assert guids[0] == guids[1]


@pytest.mark.parametrize("name", ["cards.txt", "nowhere/cards.csv"])
def test_a_file_that_cannot_be_written_is_a_sentence(learning: Use, name: str) -> None:
    said = learning("cards", name)
    assert said.code == 2
    assert name in said.err


def test_a_file_is_not_replaced_unasked(learning: Use, place: Path) -> None:
    (place / "cards.csv").write_text("mine")
    assert learning("cards", "cards.csv").code == 2
    assert (place / "cards.csv").read_text() == "mine"
