"""Questions as flash cards for other programs: CSV, and Anki packages through genanki."""

import csv
import html
import importlib
import io
from pathlib import Path
from typing import Any

from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.question import QuestionUnit

# Anki tells decks and note types apart by these; they must stay what they are.
DECK_ID, MODEL_ID = 1_906_112_701, 1_906_112_702
_FRONT = '<div class="q">{{Question}}</div>'
_BACK = '{{FrontSide}}<hr id="answer">{{Answer}}<div class="p">{{Points}}</div>'
_STYLE = ".card { font-family: sans-serif; font-size: 18px; text-align: left; } .p { margin-top: 1em; }"


def write_cards(units: list[QuestionUnit], path: Path, *, is_forced: bool = False) -> int:
    """Write questions to a .csv or .apkg file. Returns how many. Raises HotseatError."""
    if path.exists() and not is_forced:
        raise WrongInput("The file is there already.", str(path), "Replace it with --force, or name another.")
    if path.suffix == ".csv":
        data = _csv(units).encode()
    elif path.suffix == ".apkg":
        _write_package(units, path)
        return len(units)
    else:
        raise WrongInput("Cards are written as .csv or .apkg.", str(path), "Like cards.apkg")
    try:
        path.write_bytes(data)
    except OSError as error:
        raise WrongInput(
            f"The file cannot be written: {error.strerror}.", str(path), "Name another."
        ) from error
    return len(units)


def points_of(unit: QuestionUnit) -> list[str]:
    """What a full answer says, or the options with their reasons."""
    if unit.rubric is not None:
        return [point.says for point in unit.rubric.points]
    return [f"{option.text}: {option.why}" for option in unit.options]


def _csv(units: list[QuestionUnit]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["slug", "title", "question", "answer", "points", "tags"])
    for unit in units:
        writer.writerow(
            [
                unit.slug,
                unit.title,
                unit.question,
                unit.answer,
                "\n".join(points_of(unit)),
                " ".join(unit.topics),
            ]
        )
    return out.getvalue()


def _write_package(units: list[QuestionUnit], path: Path) -> None:
    try:
        genanki: Any = importlib.import_module("genanki")
    except ImportError:
        fix = "pip install 'hotseat[anki]', or write a .csv, which Anki reads too."
        raise HotseatError("Anki packages need genanki.", str(path), fix) from None
    fields = [{"name": name} for name in ("Slug", "Question", "Answer", "Points")]
    template = {"name": "Question", "qfmt": _FRONT, "afmt": _BACK}
    model = genanki.Model(MODEL_ID, "Hotseat question", fields=fields, templates=[template], css=_STYLE)
    deck = genanki.Deck(DECK_ID, "Hotseat")
    for unit in units:
        points = "".join(f"<li>{html.escape(each)}</li>" for each in points_of(unit))
        values = [unit.slug, _paragraphs(unit.question), _paragraphs(unit.answer), f"<ul>{points}</ul>"]
        tags = [topic.replace(" ", "_") for topic in unit.topics]
        guid = genanki.guid_for("hotseat", unit.slug)  # the same question is updated, not doubled
        deck.add_note(genanki.Note(model=model, fields=values, tags=tags, guid=guid))
    try:
        genanki.Package(deck).write_to_file(str(path))
    except OSError as error:
        raise WrongInput(
            f"The file cannot be written: {error.strerror}.", str(path), "Name another."
        ) from error


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n"))
