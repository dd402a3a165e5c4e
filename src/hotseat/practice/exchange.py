"""The record as JSON lines: out, and in again after every line was checked."""

import contextlib
import json
import math
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID

import msgspec

from hotseat.model.answer import OWN, Answer
from hotseat.model.attempt import Attempt
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.finding import Finding, Refused
from hotseat.model.loop import Loop, LoopEvent
from hotseat.model.own_card import MOST_CHARACTERS, RATINGS, CardVersion, OwnCard, unit_of
from hotseat.model.own_story import OwnStory
from hotseat.practice.response import MAX_BYTES
from hotseat.store.encoding import load, plain
from hotseat.store.record import Entry, GiveUp, HintEvent, Store, Unreadable

__all__ = ["opened_export", "opened_import", "plain", "read_record", "to_line", "write_record"]

KINDS: dict[str, type[Entry]] = {
    "attempt": Attempt,
    "hint": HintEvent,
    "give-up": GiveUp,
    "answer": Answer,
    "loop": Loop,
    "loop-event": LoopEvent,
    "card": OwnCard,
    "card-version": CardVersion,
    "story": OwnStory,
}
NAMES = {kind: name for name, kind in KINDS.items()}
MOST_FINDINGS = 50


class _Kind(msgspec.Struct):
    kind: str


class Incomplete(HotseatError):
    """Damaged parts of the record are missing from what was written; the rest is there."""


def write_record(store: Store, learner: str, stream: TextIO) -> int:
    """Write a learner's record, one JSON object a line. Returns the lines written.

    Raises Incomplete after everything that can be read was written.
    """
    written, lost = 0, list[str]()
    for entry in store.entries(learner):
        if isinstance(entry, Unreadable):
            lost.append(entry.place)
            continue
        stream.write(to_line(entry) + "\n")
        written += 1
    stream.flush()
    if lost:
        more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
        what = f"{written} lines were written; not readable: {', '.join(lost[:3])}{more}."
        fix = "Keep the damaged file; then move it aside and import what was written."
        raise Incomplete(what, str(getattr(stream, "name", "")), fix)
    return written


@contextlib.contextmanager
def opened_export(path: Path | None, *, is_forced: bool) -> Iterator[TextIO]:
    """A file to export to, or stdout. It gets its name when it is complete; WrongInput when that is taken."""
    if path is None:
        yield sys.stdout
        return
    if not is_forced and path.exists():
        raise WrongInput("The file is there already.", str(path), "Replace it with --force, or name another.")
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("x", encoding="utf-8") as stream, _kept_on(Incomplete, beside, path):
            yield stream
    except OSError as error:
        fix = "Name another file, or free some space."
        raise WrongInput(f"The file cannot be written: {error.strerror}.", str(path), fix) from error
    finally:
        beside.unlink(missing_ok=True)


@contextlib.contextmanager
def _kept_on(kind: type[Exception], beside: Path, path: Path) -> Iterator[None]:
    """Give a file its name when all went well, and also when that error says that it is worth keeping."""
    try:
        yield
    except kind as error:
        beside.replace(path)
        if isinstance(error, HotseatError):
            error.where = str(path)
        raise
    beside.replace(path)


@contextlib.contextmanager
def opened_import(path: Path) -> Iterator[TextIO]:
    """A file to import from; - is stdin. Raises WrongInput when it cannot be read."""
    if str(path) == "-":
        yield sys.stdin
        return
    try:
        stream = path.open(encoding="utf-8")
    except OSError as error:
        raise WrongInput(
            f"The file cannot be read: {error.strerror}.", str(path), "Check its name."
        ) from error
    with stream:
        yield stream


def to_line(entry: Entry) -> str:
    """One entry as a line of JSON without its end."""
    if isinstance(entry, Attempt):
        entry = replace(entry, judgement=replace(entry.judgement, efficiency=None))
    return json.dumps({"kind": NAMES[type(entry)], **plain(entry)}, ensure_ascii=False)


def read_record(store: Store, learner: str, stream: TextIO) -> tuple[int, int]:
    """Add every entry to the learner's record, or none. Returns (added, already there).

    Raises Refused, whose findings name the lines.
    """
    counts = {True: 0, False: 0}
    findings: list[Finding] = []
    name = str(getattr(stream, "name", "") or "import")
    with store.transaction():
        for entry in _entries(stream, name):
            if isinstance(entry, Finding):
                findings.append(entry)
                if len(findings) == MOST_FINDINGS:
                    break
            elif not findings:
                counts[store.add(replace(entry, learner=learner))] += 1
        if findings:
            some = "At least " if len(findings) == MOST_FINDINGS else ""
            what = f"{some}{len(findings)} line{'s' * (len(findings) > 1)} cannot be imported; nothing was."
            raise Refused(what, name, "Mend or remove the lines named below.", findings)
    return counts[True], counts[False]


def _entries(stream: TextIO, name: str) -> Iterator[Entry | Finding]:
    number = 0
    try:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield from_line(line, name, number)
    except UnicodeDecodeError:
        yield Finding(name, number + 1, "The text is not UTF-8.", "Export again with: hotseat export FILE")


def from_line(line: str, name: str, number: int) -> Entry | Finding:
    """The entry of a line, or what is wrong with it."""
    try:
        kind = KINDS.get(load(line, _Kind).kind)
        if kind is None:
            return Finding(name, number, "The kind is not known.", f"Known: {', '.join(KINDS)}")
        entry: Entry = load(line, kind)
        wrong = _wrong(entry)
    except msgspec.ValidationError as error:
        return Finding(name, number, f"The entry is not complete: {error}.")
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        return Finding(name, number, f"The line is not JSON: {error}.", "Each line is one object.")
    return Finding(name, number, wrong) if wrong else entry


def _wrong(entry: Entry) -> str | None:
    claims = [*_common_claims(entry)]
    if isinstance(entry, HintEvent):
        claims.append((entry.number >= 1, "number must be at least 1."))
    if isinstance(entry, Attempt):
        claims += _attempt_claims(entry)
    if isinstance(entry, Answer):
        claims += _answer_claims(entry)
    if isinstance(entry, OwnCard | CardVersion):
        claims += _card_claims(entry)
    return next((sentence for holds, sentence in claims if not holds), None)


def _common_claims(entry: Entry) -> list[tuple[bool, str]]:
    return [
        (
            isinstance(entry, Loop | LoopEvent | OwnStory) or 0 < len(entry.unit) <= 200,
            "unit must be a slug.",
        ),
        (
            not isinstance(entry, Loop | LoopEvent | OwnStory) or _is_uuid(entry.id),
            "id must be a UUID in lower case.",
        ),
        (_is_usable(entry.at), "at must be a moment with its time zone, after 2000."),
    ]


def _attempt_claims(attempt: Attempt) -> list[tuple[bool, str]]:
    seconds: Any = attempt.seconds
    return [
        (_is_uuid(attempt.id), "id must be a UUID in lower case."),
        (attempt.verdict == attempt.judgement.verdict, "verdict and judgement.verdict differ."),
        (attempt.unit == attempt.judgement.unit, "unit and judgement.unit differ."),
        (attempt.hints >= 0, "hints must be at least 0."),
        (seconds is None or (math.isfinite(seconds) and seconds >= 0), "seconds must be at least 0."),
        (len(attempt.response) <= MAX_BYTES, "response is larger than 1 MB."),
        (math.isfinite(attempt.judgement.wall_seconds), "judgement.wall_seconds must be a number."),
    ]


def _answer_claims(answer: Answer) -> list[tuple[bool, str]]:
    seconds: Any = answer.seconds
    return [
        (_is_uuid(answer.id), "id must be a UUID in lower case."),
        (0 <= answer.credit <= answer.possible <= 1, "credit and possible must be shares, in this order."),
        (answer.hints >= 0, "hints must be at least 0."),
        (seconds is None or (math.isfinite(seconds) and seconds >= 0), "seconds must be at least 0."),
        (len(answer.response) <= MAX_BYTES, "response is larger than 1 MB."),
        (answer.round != OWN or answer.detail.get("rating") in RATINGS, "detail.rating must be a rating."),
    ]


def _card_claims(card: OwnCard | CardVersion) -> list[tuple[bool, str]]:
    sides = card.front, card.back
    return [
        (all(side.strip() for side in sides), "front and back must hold text."),
        (all(len(side) <= MOST_CHARACTERS for side in sides), "front or back is too long."),
        (
            isinstance(card, CardVersion) or card.unit == unit_of(card.front),
            "unit is not the name of a card with this front.",
        ),
        (not isinstance(card, CardVersion) or _is_uuid(card.id), "id must be a UUID in lower case."),
    ]


def _is_usable(at: datetime) -> bool:
    return at.tzinfo is not None and 2000 <= at.year < 9999


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
