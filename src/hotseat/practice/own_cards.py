"""The learner's own flash cards: brought in from a file, asked, rated by the learner."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from hotseat.model.answer import OWN, Answer
from hotseat.model.errors import WrongInput
from hotseat.model.own_card import CREDIT, RATINGS, OwnCard, unit_of
from hotseat.model.unit import Syllabus
from hotseat.practice.card_files import Deck, Draft, read_cards
from hotseat.practice.reviewing import OWN_MINUTES, Reviews
from hotseat.practice.submission import checked_seconds
from hotseat.store.record import OwnCardLine, Store


@dataclass(frozen=True)
class Imported:
    """What came of a file. known: were there already, `differing` of them with another answer; with_topic: of those
    added; the rest as in Deck.
    """

    added: int
    known: int
    differing: int
    with_topic: int
    without_text: int
    too_long: int
    media: int


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

    def import_file(self, path: Path) -> Imported:
        """Add the cards of a file, all or none. Raises WrongInput for a file that cannot be read."""
        return self._add(read_cards(path))

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
        added = differing = with_topic = 0
        now = self._now()
        with self._store.transaction():
            for draft in deck.cards:
                topic = self._topic(draft.tags)
                if self._store.add(self._card(draft, topic, now)):
                    added += 1
                    with_topic += topic is not None
                else:
                    differing += self.one(unit_of(draft.front)).back != draft.back
        known = len(deck.cards) - added
        return Imported(added, known, differing, with_topic, deck.without_text, deck.too_long, deck.media)

    def _card(self, draft: Draft, topic: str | None, now: datetime) -> OwnCard:
        return OwnCard(unit_of(draft.front), draft.front, draft.back, topic, now, self._learner)

    def _topic(self, tags: Iterable[str]) -> str | None:
        """The first tag, or part of a tag like ml::sup.gbdt, that is a topic of the syllabus."""
        parts = (part.strip().lower() for tag in tags for part in tag.split("::"))
        return next((self._topics[part] for part in parts if part in self._topics), None)
