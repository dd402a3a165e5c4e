"""The learner's own flash cards: brought in from a file, asked, rated by the learner."""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from hotseat.model.answer import OWN, Answer
from hotseat.model.errors import WrongInput
from hotseat.model.names import did_you_mean
from hotseat.model.own_card import CREDIT, MOST_CHARACTERS, RATINGS, CardVersion, OwnCard, unit_of
from hotseat.model.unit import Syllabus
from hotseat.practice.card_files import KINDS, Deck, Draft, read_cards
from hotseat.practice.card_text import from_typed
from hotseat.practice.reviewing import OWN_MINUTES, Reviews
from hotseat.practice.submission import checked_seconds
from hotseat.store.record import OwnCardLine, Store


@dataclass(frozen=True)
class Imported:
    """What came of a file. known: were there already, `differing` of them with another answer, `removed` of them taken
    out by the learner, which they stay; with_topic: of those added; the rest as in Deck.
    """

    added: int
    known: int
    differing: int
    with_topic: int
    without_text: int
    too_long: int
    media: int
    removed: int = 0


def notes_on(found: Imported) -> list[str]:
    """What else is to be said of a file, in sentences."""
    notes = {
        f"{found.with_topic} of them belong to a topic of the syllabus, by their tags.": found.with_topic,
        f"{found.differing} of those that were there have another answer in the file; yours stays.": found.differing,
        f"{found.removed} of those that were there you have removed; they stay removed.": found.removed,
        f"{found.without_text} left out: no text on one side.": found.without_text,
        f"{found.too_long} left out: longer than a card may be.": found.too_long,
        f"{found.media} pictures, sounds or frames dropped: cards are text here.": found.media,
    }
    return [note for note, count in notes.items() if count]


class OwnCards:
    """One learner's own cards."""

    def __init__(
        self, store: Store, syllabus: Syllabus, reviews: Reviews, learner: str, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._topics = {topic.id.lower(): topic.id for area in syllabus.areas for topic in area.topics}
        self._reviews = reviews
        self._learner = learner
        self._now = now

    def lines(self, wanted: str | None = None) -> list[OwnCardLine]:
        """Every card, or those of a topic or area."""
        lines = self._store.own_cards.lines(self._learner)
        if wanted is None:
            return lines
        return [line for line in lines if line.topic and wanted in (line.topic, line.topic.partition(".")[0])]

    def one(self, unit: str) -> OwnCard:
        """One card. Raises WrongInput when there is none."""
        card = self._store.own_cards.one(self._learner, unit)
        if card is None:
            fix = "Bring cards in with: hotseat cards import FILE"
            raise WrongInput(f"There is no card '{unit[:40]}' of yours.", "", fix)
        return card

    def removed(self) -> list[OwnCardLine]:
        """The cards that were taken out, which undo brings back."""
        return self._store.own_cards.lines(self._learner, is_removed=True)

    def named(self, text: str) -> str:
        """The unit of a card, removed or not, from its name or the beginning of that. Raises WrongInput."""
        lines = [*self.lines(), *self.removed()]
        wanted = text.strip().lower().removeprefix("own-")
        found = [line.unit for line in lines if wanted and line.unit.startswith(f"own-{wanted}")]
        if len(found) == 1:
            return found[0]
        what = f"{len(found)} cards have names like" if found else "There is no card of yours named"
        raise WrongInput(f"{what} '{text[:40]}'.", "", "See their names: hotseat cards list")

    def import_file(self, path: Path) -> Imported:
        """Add the cards of a file, all or none. Raises WrongInput for a file that cannot be read."""
        return self._add(read_cards(path))

    def import_stream(self, name: str, stream: BinaryIO) -> Imported:
        """The same for a file that was sent. name: as its sender calls it; says what it is, and where errors are."""
        with tempfile.TemporaryDirectory(prefix="hotseat-cards-") as folder:
            kind = Path(name).suffix.lower()
            path = Path(folder) / f"cards{kind if kind in KINDS else ''}"
            with path.open("wb") as file:
                shutil.copyfileobj(stream, file)
            try:
                return self.import_file(path)
            except WrongInput as error:
                where = error.where.replace(str(path), name[-60:])
                raise WrongInput(error.what, where, error.fix) from error

    def edit(self, unit: str, front: str, back: str, topic: str | None) -> OwnCard:
        """Append a version with other sides and another topic. Raises WrongInput; then nothing is changed."""
        now = self.one(unit)
        sides = from_typed(front).text, from_typed(back).text
        if not all(sides):
            raise WrongInput("A card needs text on both sides.", "", "Remove the card if it is of no use.")
        if max(map(len, sides)) > MOST_CHARACTERS:
            raise WrongInput("A side is too long.", "", f"At most {MOST_CHARACTERS:,} characters.")
        other = unit_of(sides[0])
        if other != unit and self._store.own_cards.one(self._learner, other) is not None:
            raise WrongInput(
                "There is another card with this question.", "", "Edit that one, or ask differently."
            )
        chosen = (*sides, self._chosen(topic))
        if chosen != (now.front, now.back, now.topic):
            self._append(unit, chosen)
        return self.one(unit)

    def remove(self, unit: str) -> None:
        """Append that a card was taken out; it is asked no more. Raises WrongInput when there is none."""
        now = self.one(unit)
        self._append(unit, (now.front, now.back, now.topic), is_removed=True)

    def undo(self, unit: str) -> OwnCard | None:
        """Take back the last change of a card, a removal too; None when that removes it again. Raises WrongInput."""
        versions = self._store.own_cards.versions(self._learner, unit)
        if len(versions) < 2:
            raise WrongInput("Nothing of this card was changed.", "", "Edit it first.")
        last = versions[-2]
        self._append(unit, (last.front, last.back, last.topic), is_removed=last.is_removed)
        return self._store.own_cards.one(self._learner, unit)

    def is_changed(self, unit: str) -> bool:
        """Whether there is something to undo."""
        return len(self._store.own_cards.versions(self._learner, unit)) > 1

    def rate(self, unit: str, rating: str, *, seconds: float | None = None) -> Answer:
        """Record how well a card was known: again, hard, good or easy. Raises WrongInput for another word."""
        card = self.one(unit)
        if rating not in RATINGS:
            raise WrongInput(f"'{rating[:20]}' is not a rating.", "", f"Say one of: {', '.join(RATINGS)}")
        answer = Answer(
            id=str(uuid4()),
            unit=card.unit,
            round=OWN,
            at=self._now(),
            response="",
            credit=CREDIT[rating],
            possible=CREDIT[rating],
            by="self",
            seconds=checked_seconds(seconds),
            detail={"rating": rating},
            learner=self._learner,
        )
        self._reviews.record(answer, OWN_MINUTES)
        return answer

    def _add(self, deck: Deck) -> Imported:
        added = differing = with_topic = removed = 0
        now = self._now()
        with self._store.transaction():
            for draft in deck.cards:
                topic = self._topic(draft.tags)
                if self._store.add(self._card(draft, topic, now)):
                    added += 1
                    with_topic += topic is not None
                    continue
                there = self._store.own_cards.one(self._learner, unit_of(draft.front))
                removed += there is None
                differing += there is not None and there.back != draft.back
        known = len(deck.cards) - added
        left_out = deck.without_text, deck.too_long, deck.media
        return Imported(added, known, differing, with_topic, *left_out, removed)

    def _append(self, unit: str, value: tuple[str, str, str | None], *, is_removed: bool = False) -> None:
        last = self._store.own_cards.versions(self._learner, unit)[-1]
        at = max(self._now(), last.at)  # the last one stands, also where a clock went back
        self._store.add(CardVersion(str(uuid4()), unit, at, *value, is_removed, self._learner))

    def _chosen(self, topic: str | None) -> str | None:
        """The topic of that id. Raises WrongInput for one that the syllabus does not have."""
        if not topic or not topic.strip():
            return None
        found = self._topics.get(topic.strip().lower())
        if found is None:
            fix = did_you_mean(topic.strip(), self._topics.values()) or "Leave it empty for none."
            raise WrongInput(f"There is no topic '{topic[:40]}'.", "", fix)
        return found

    def _card(self, draft: Draft, topic: str | None, now: datetime) -> OwnCard:
        return OwnCard(unit_of(draft.front), draft.front, draft.back, topic, now, self._learner)

    def _topic(self, tags: Iterable[str]) -> str | None:
        """The first tag, or part of a tag like ml::sup.gbdt, that is a topic of the syllabus."""
        parts = (part.strip().lower() for tag in tags for part in tag.split("::"))
        return next((self._topics[part] for part in parts if part in self._topics), None)
