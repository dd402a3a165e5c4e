"""How the learner stands, kept until something is recorded, a wish changes or a day begins.

How it works: an outlook is worked out from the whole record, which takes a moment where that is long. The last one is
kept with what it was made from; whoever asks next gets it at once while nothing has changed. Pages that would have to
wait send their beginning first (web/rendering.py), and the server works ahead between requests.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from hotseat.bank.shelf import Bank
from hotseat.model.evidence import Evidence, Item
from hotseat.practice.loops import Loops
from hotseat.practice.reviewing import Reviews
from hotseat.practice.seal import Seal
from hotseat.practice.standing import Ledger, items_of
from hotseat.practice.wishes import Notebook, Wishes
from hotseat.store.record import Store

if TYPE_CHECKING:
    from hotseat.learner.readiness import LoopForecast
    from hotseat.practice.outlook import Facts, Outlook

State = tuple[object, ...]
MOST_KEPT = 200


class Progress:
    """One learner's outlook. Methods may be called from any thread. now: in the learner's time zone."""

    def __init__(
        self,
        store: Store,
        bank: Bank,
        parts: tuple[Reviews, Loops, Seal],
        learner: str,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._bank = bank
        self._reviews, self._loops, self._seal = parts
        self._learner = learner
        self._now = now
        self._lock = threading.Lock()
        self._ledger = Ledger(store, learner)
        self._kept: tuple[State, Outlook] | None = None
        self._weeks: dict[tuple[object, ...], LoopForecast] = {}

    @property
    def notebook(self) -> Notebook:
        """Where wishes are kept."""
        return Notebook(self._store, self._bank, self._reviews, self._learner, self._now)

    @property
    def is_new(self) -> bool:
        """Whether nothing was recorded, and the candidate was not asked about the interview."""
        return not any(self._store.size()) and not self.notebook.read().is_asked

    @property
    def is_ready(self) -> bool:
        """Whether an outlook is there that nothing has changed since."""
        kept = self._kept
        return kept is not None and kept[0] == self._state(self.notebook.read())

    def outlook(self) -> "Outlook":
        """How the learner stands now, with everything that Home shows worked out."""
        from hotseat.practice.outlook import Outlook  # late: it needs SciPy

        with self._lock:
            wishes = self.notebook.read()
            state = self._state(wishes)
            if self._kept is None or self._kept[0] != state:
                found = Outlook(self._facts(wishes), self._once)
                for _ in (found.forecast, found.today, found.weakest, found.weeks):
                    pass
                self._kept = (state, found)
            return self._kept[1]

    def work_ahead(self) -> None:
        """Work out what every page shows where something has changed, before somebody asks."""
        if not self.is_new and not self.is_ready:
            found = self.outlook()
            for _ in (found.plan, found.others):
                pass

    def mastery(self) -> dict[str, float]:
        """The expected score at a core question by topic, in [0, 1]."""
        from hotseat.practice.outlook import Outlook

        if self.is_ready:
            topics = self.outlook().mastery.topics
        else:
            topics = Outlook(self._facts(self.notebook.read()), self._once).mastery.topics
        return {each.id: each.share for each in topics}

    def evidence(self, items: Sequence[Item]) -> list[Evidence]:
        """Every answer that says something about these units, oldest first."""
        return self._ledger.evidence(items)

    def _state(self, wishes: Wishes) -> State:
        return *self._store.size(), wishes, self._now().date()

    def _facts(self, wishes: Wishes) -> "Facts":
        from hotseat.practice.outlook import Facts

        items, notebook = items_of(self._bank), self.notebook
        solved = {slug for slug, each in self._store.progress(self._learner).items() if each.is_solved}
        return Facts(
            evidence=self.evidence(items),
            items=items,
            cards=self._store.cards.all(self._learner),
            solved=frozenset(solved),
            syllabus=self._bank.syllabus(),
            wishes=wishes,
            format=notebook.format_for(wishes),
            formats=notebook.formats(),
            last_mock=self._last_mock(),
            now=self._now(),
            sealed=frozenset(self._seal.units()),
        )

    def _last_mock(self) -> date | None:
        """The day of the newest loop in which a round has ended."""
        zone = self._now().tzinfo
        sat = (
            each.sitting.loop.at
            for each in self._loops.lines()
            if any(r.ended_at for r in each.sitting.rounds)
        )
        return next((at.astimezone(zone).date() for at in sat), None)

    def _once(self, key: tuple[object, ...], make: "Callable[[], LoopForecast]") -> "LoopForecast":
        """A forecast that was made before, or a new one; the oldest are forgotten."""
        if key not in self._weeks:
            self._weeks[key] = make()
            while len(self._weeks) > MOST_KEPT:
                self._weeks.pop(next(iter(self._weeks)))
        return self._weeks[key]
