"""Your own flash cards in the terminal: brought in, listed, asked, rated by you."""

import sys
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

from hotseat.cli.arguments import print_json
from hotseat.cli.maths import plain_maths
from hotseat.cli.terminal import faint, harmless, say, strong, tell, then, wrapped

if TYPE_CHECKING:
    from hotseat.model.own_card import OwnCard
    from hotseat.practice.own_cards import Imported, OwnCards
    from hotseat.store.record import OwnCardLine

STOP = {"q", "quit", ":q"}
NAME = len("own-") + 8  # characters of a card's name that tell it from the others
KEYS = {"1": "again", "2": "hard", "3": "good", "4": "easy"}


def print_imported(found: "Imported", *, is_json: bool) -> int:
    """What came of a file. Exit code 1 when it held no card."""
    from hotseat.practice.own_cards import notes_on

    is_empty = not found.added and not found.known
    if is_json:
        print_json(asdict(found))
        return int(is_empty)
    say(f"{found.added} added, {found.known} already there.")
    for note in notes_on(found):
        tell(note)
    then("hotseat review", "hotseat cards list")
    return int(is_empty)


def print_cards(lines: "list[OwnCardLine]", *, is_json: bool, is_removed: bool = False) -> None:
    """The cards, one a line, with names that commands take."""
    from hotseat.practice.reviewing import title_of

    if is_json:
        print_json([{"card": line.unit, "front": line.head, "topic": line.topic} for line in lines])
        return
    columns = max((len(line.topic or "") for line in lines), default=0)
    for line in lines:
        say(f"{line.unit[:NAME]}  {line.topic or '':<{columns}}  {harmless(title_of(line.head))}")
    tell(f"{len(lines)} cards{' removed' if is_removed else ' of your own'}.")


def print_card(card: "OwnCard") -> None:
    """A card with both sides."""
    say(strong(card.unit[:NAME]) + "  " + faint(card.topic or ""))
    _print_side(card.front)
    _print_side(card.back, "  ")


def card_once(cards: "OwnCards", unit: str) -> bool:
    """One card asked, shown and rated; False at the end of the input."""
    card = cards.one(unit)
    say()
    say(strong("Your card") + "  " + faint(card.topic or ""))
    _print_side(card.front)
    started = time.monotonic()
    if _typed("Enter shows the answer (q ends): ") is None:
        return False
    _print_side(card.back, "  ")
    while (
        reply := _typed("How well did you know it? 1 again, 2 hard, 3 good, 4 easy (q ends): ")
    ) is not None:
        rating = KEYS.get(reply, reply)
        if rating in KEYS.values():
            cards.rate(unit, rating, seconds=time.monotonic() - started)
            return True
    return False


def _typed(prompt: str) -> str | None:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        return None
    text = line.strip().lower()
    return None if not line or text in STOP else text


def _print_side(text: str, indent: str = "") -> None:
    for line in plain_maths(text).split("\n"):
        say(wrapped(line, indent) if line.strip() else "")
