"""Flash cards out of files that other programs wrote: .csv here, .apkg by way of the package's own reader."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hotseat.model.errors import WrongInput
from hotseat.model.own_card import MOST_CHARACTERS
from hotseat.practice.card_text import Side, from_plain

KINDS = (".csv", ".apkg")
MOST_CARDS = 20_000
MOST_CSV_BYTES = 50_000_000
_MOST_FIELD = 1_000_000
FRONT, BACK = ("front", "question", "ask"), ("back", "answer")
TAGS = ("topic", "topics", "tag", "tags")
MARKS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", ",": ",", ";": ";", "|": "|"}


@dataclass(frozen=True)
class Draft:
    """A card as a file has it. tags: what it is filed under."""

    front: str
    back: str
    tags: tuple[str, ...]


@dataclass
class Deck:
    """The cards of a file, and how many were left out: without text on a side, or longer than a card may be."""

    cards: list[Draft] = field(default_factory=list)
    without_text: int = 0
    too_long: int = 0
    media: int = 0

    def add(self, front: Side, back: Side, tags: Iterable[str]) -> None:
        """Keep a card that can be asked. Raises WrongInput when there are too many."""
        self.media += front.media + back.media
        if not front.text or not back.text:
            self.without_text += 1
        elif max(len(front.text), len(back.text)) > MOST_CHARACTERS:
            self.too_long += 1
        elif len(self.cards) == MOST_CARDS:
            fix = "Export one deck at a time."
            raise WrongInput(f"The file holds more than {MOST_CARDS:,} cards.", "", fix)
        else:
            self.cards.append(Draft(front.text, back.text, tuple(tags)))


def read_cards(path: Path) -> Deck:
    """The cards of a .csv or .apkg file. Raises WrongInput for one that cannot be read, with its place."""
    from hotseat.practice.anki_package import read_package

    read = dict(zip(KINDS, (_read_csv, read_package), strict=True)).get(path.suffix.lower())
    if read is None:
        raise WrongInput("Cards are read from .csv and .apkg files.", str(path), "In Anki: File, Export.")
    try:
        if not path.is_file():
            raise WrongInput("There is no such file.", str(path), "Check its name.")
        return read(path)
    except OSError as error:
        what = f"The file cannot be read: {error.strerror or error}."
        raise WrongInput(what, str(path), "Check its name and rights.") from error
    except WrongInput as error:
        raise WrongInput(error.what, error.where or str(path), error.fix) from error


def _read_csv(path: Path) -> Deck:
    if path.stat().st_size > MOST_CSV_BYTES:
        raise WrongInput(f"The file is larger than {MOST_CSV_BYTES // 10**6} MB.", "", "Split it.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongInput("The file is not UTF-8.", "", "Save it as CSV UTF-8.") from error
    if "\0" in text:
        raise WrongInput("The file is not a table of text.", "", "Save it as CSV UTF-8.")
    deck = Deck()
    rows = [(line, row) for line, row in _rows(text, str(path)) if any(cell.strip() for cell in row)]
    (front, back, tags), is_headed = _columns(rows[0][1] if rows else [])
    for line, row in rows[is_headed:]:
        if len(row) <= max(front, back):
            raise WrongInput(
                "The line has no front and back.", f"{path}:{line}", "Columns: front,back[,topic]"
            )
        words = row[tags].replace(",", " ").split() if tags is not None and tags < len(row) else []
        deck.add(from_plain(row[front]), from_plain(row[back]), words)
    return deck


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line on which each ends; lines of settings as Anki writes them (#separator:tab) are read."""
    lines = text.split("\n")
    skipped, mark = 0, None
    while skipped < len(lines) and lines[skipped].startswith("#") and ":" in lines[skipped]:
        key, _, value = lines[skipped][1:].strip().partition(":")
        mark = MARKS.get(value.strip().lower(), mark) if key == "separator" else mark
        skipped += 1
    first = lines[skipped] if skipped < len(lines) else ""
    if mark is None:
        mark = next((each for each in (",", ";", "\t") if each in first), ",")
    csv.field_size_limit(_MOST_FIELD)
    reader = csv.reader(io.StringIO("\n".join(lines[skipped:]), newline=""), delimiter=mark, strict=True)
    try:
        for row in reader:
            yield skipped + reader.line_num, row
    except csv.Error as error:
        where = f"{name}:{skipped + reader.line_num}"
        raise WrongInput(
            f"The line cannot be read: {error}.", where, "Columns: front,back[,topic]"
        ) from error


def _columns(row: list[str]) -> tuple[tuple[int, int, int | None], bool]:
    """Where front, back and topics are, and whether this row is the one that names them."""
    names = [cell.strip().lower() for cell in row]

    def place(known: tuple[str, ...]) -> int | None:
        return next((names.index(name) for name in known if name in names), None)

    front, back = place(FRONT), place(BACK)
    if front is None or back is None:
        return (0, 1, 2), False
    return (front, back, place(TAGS)), True
