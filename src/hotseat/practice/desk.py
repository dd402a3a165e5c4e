"""The desk where one learner practises: every use case, for the command line and the web alike."""

import threading
from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from uuid import uuid4

from hotseat.bank.shelf import Bank, load_bank
from hotseat.model.attempt import CODING, Attempt, AttemptLine
from hotseat.model.errors import WrongInput
from hotseat.model.event import Event
from hotseat.model.unit import CodingUnit, Syllabus
from hotseat.model.verdict import Judgement
from hotseat.practice import clock, exchange
from hotseat.practice.doctor import Report, examine_machine
from hotseat.practice.home import DATABASE, find_home, make_home
from hotseat.practice.library import ProblemLine, Wanted, narrowed, problem_lines
from hotseat.practice.response import check_response
from hotseat.practice.seal import Seal
from hotseat.practice.submission import Judging, OnEvent, Submission, blank_attempt, checked_seconds
from hotseat.store.record import GiveUp, HintEvent, Store

if TYPE_CHECKING:
    from hotseat.practice.asking import Questions
    from hotseat.practice.diagnosing import Diagnostic
    from hotseat.practice.drilling import Drills
    from hotseat.practice.loops import Loops
    from hotseat.practice.own_cards import OwnCards
    from hotseat.practice.peering import Peering
    from hotseat.practice.progress import Progress
    from hotseat.practice.quizzing import Quizzes
    from hotseat.practice.reviewing import Reviews
    from hotseat.practice.story_bank import StoryBank
    from hotseat.practice.telling import Tellings

__all__ = ["Attempt", "AttemptLine", "Desk", "Event", "Judgement", "ProblemLine", "Report"]


def open_judge() -> Judging:
    """The judge with its sandbox. Imported late: lists and history need neither."""
    from hotseat.judge.service import Judge

    return Judge()


class Desk:
    """One learner's bank, record and judge. Methods may be called from any thread.

    now: in UTC, as it is stored; zone: where days begin and end.
    """

    def __init__(
        self,
        home: Path,
        store: Store,
        bank: Bank,
        *,
        judge: Callable[[], Judging] = open_judge,
        now: Callable[[], datetime] = clock.utc_now,
        zone: tzinfo = clock.ZONE,
    ) -> None:
        self.home = home
        self.learner = "local"
        self._store = store
        self._bank = bank
        self._now = now
        self.zone = zone
        self._open_judge = judge
        self._judge: Judging | None = None
        self._judge_lock = threading.Lock()

    @classmethod
    def open(cls, home: Path | None = None, *, bank: Path | None = None) -> "Desk":
        """The desk in a data directory (HOTSEAT_HOME, or the user's), created where missing.

        Raises HotseatError when the directory, the database or the bank cannot be used.
        """
        from hotseat.store.sqlite import SqliteStore

        place = make_home(find_home(home))
        shelf = load_bank(bank)
        return cls(place, SqliteStore(place / DATABASE), shelf)

    def local_now(self) -> datetime:
        """The present moment where the learner is, whose date is today."""
        return self._now().astimezone(self.zone)

    @property
    def bank(self) -> Bank:
        """The bank that is practised from."""
        return self._bank

    @cached_property
    def seal(self) -> Seal:
        """What running interviews keep closed."""
        return Seal(self._store, self._bank, self.learner, self._now)

    @property
    def drills(self) -> "Drills":
        """Exercises with computed answers."""
        from hotseat.practice.drilling import Drills  # late: it needs NumPy

        return Drills(self._store, self._bank, self.reviews, self.learner, self._now)

    @property
    def questions(self) -> "Questions":
        """Questions answered in prose."""
        from hotseat.practice.asking import Questions

        return Questions(self._store, self._bank, (self.reviews, self.seal), self.learner, self._now)

    @property
    def tellings(self) -> "Tellings":
        """Stories, and explanations to laypeople."""
        from hotseat.practice.telling import Tellings

        return Tellings(self._store, self._bank, self.seal, self.learner, self._now)

    @property
    def quizzes(self) -> "Quizzes":
        """Short tests of what is known already."""
        from hotseat.practice.quizzing import Quizzes, Rounds

        rounds = Rounds(self.questions, self.drills, self.reviews)
        return Quizzes(self._store, self._bank, rounds, self.learner, self._now)

    @property
    def own_cards(self) -> "OwnCards":
        """Flash cards that the learner brought along."""
        from hotseat.practice.own_cards import OwnCards

        return OwnCards(self._store, self.syllabus(), self.reviews, self.learner, self._now)

    @property
    def reviews(self) -> "Reviews":
        """What is due."""
        from hotseat.practice.reviewing import Reviews

        return Reviews(self._store, self._bank, self.seal, self.learner, self.local_now)

    @property
    def loops(self) -> "Loops":
        """Mock interviews."""
        from hotseat.practice.loops import Loops

        return Loops(self, self._store, self._bank, self.learner, self._now)

    @property
    def story_bank(self) -> "StoryBank":
        """The learner's own stories."""
        from hotseat.practice.story_bank import StoryBank

        return StoryBank(self._store, self._bank, self.learner, self._now)

    @cached_property
    def peering(self) -> "Peering":
        """The door for another person who interviews."""
        from hotseat.practice.peering import Peering

        return Peering(self, self._store)

    @cached_property
    def progress(self) -> "Progress":
        """How the learner stands, and the plan."""
        from hotseat.practice.progress import Progress

        return Progress(
            self._store, self._bank, (self.reviews, self.loops, self.seal), self.learner, self.local_now
        )

    @property
    def diagnostic(self) -> "Diagnostic":
        """Placing a candidate in less than half an hour."""
        from hotseat.practice.diagnosing import Diagnostic

        return Diagnostic(self, self._store, self._bank, self._now)

    def problems(self) -> list[ProblemLine]:
        """Every readable problem with its state, by slug."""
        return problem_lines(self._bank, self._store.progress(self.learner))

    def find(self, **wanted: str | None) -> list[ProblemLine]:
        """The problems that fit area, level, task, state, search. Raises WrongInput for an unknown area."""
        return narrowed(self.problems(), Wanted(**wanted), self.syllabus())

    def problem(self, slug: str) -> CodingUnit:
        """One problem. Raises HotseatError with the nearest name when it is not known, Sealed in an interview."""
        unit = self._bank.unit(slug)
        self.seal.check(CODING, slug)
        return unit

    def syllabus(self) -> Syllabus:
        """The areas and topics in order."""
        return self._bank.syllabus()

    def submit(
        self,
        slug: str,
        source: str,
        *,
        seconds: float | None = None,
        on_event: OnEvent | None = None,
        seed: int | None = None,
    ) -> Attempt:
        """Judge with every check and record the attempt, before its verdict event is passed on.

        seconds: since the problem was opened. Raises HotseatError, NotSaved among them.
        """
        self.problem(slug)
        return self.hand_in(slug, source, seconds=seconds, on_event=on_event, seed=seed)

    def hand_in(
        self,
        slug: str,
        source: str,
        *,
        seconds: float | None = None,
        on_event: OnEvent | None = None,
        seed: int | None = None,
    ) -> Attempt:
        """The same for the rounds of an interview, whose own units are not sealed to them."""
        unit, response = self._bank.unit(slug), check_response(source)
        attempt_id, at = str(uuid4()), self._now()
        hints = self._store.hints_seen(self.learner, slug)

        def blank(judgement: Judgement) -> Attempt:
            taken = checked_seconds(seconds)
            return blank_attempt(
                attempt_id, response, judgement, at=at, seconds=taken, hints=hints, learner=self.learner
            )

        submission = Submission(self._store, blank, on_event, self.reviews.record_attempt)
        return submission.finish(self.judging().judge(unit, response, seed=seed, on_event=submission.hear))

    def run(
        self, slug: str, source: str, *, on_event: OnEvent | None = None, seed: int | None = None
    ) -> Judgement:
        """Judge with the shown checks only; nothing is recorded."""
        unit, response = self.problem(slug), check_response(source)
        return self.judging().judge(unit, response, seed=seed, is_shown_only=True, on_event=on_event)

    def prepare(self, slug: str) -> None:
        """Start the judge and load a problem's checks, so that its first submission does not wait."""
        self.judging().prepare(self.problem(slug))

    def save_again(self, attempt: Attempt) -> None:
        """Record an attempt that NotSaved brought back."""
        self.reviews.record_attempt(attempt)

    def history(
        self, slug: str | None = None, *, limit: int = 100, before: datetime | None = None
    ) -> list[AttemptLine]:
        """Attempts, newest first; of one problem where a slug is given; older than `before`."""
        return self.seal.told_lines(self._store.lines(self.learner, slug, limit, before))

    def attempt(self, attempt_id: str) -> Attempt:
        """One attempt, in full unless it is an interview's that runs. Raises HotseatError, Sealed among them."""
        return self.seal.told(self.recorded(attempt_id))

    def recorded(self, attempt_id: str) -> Attempt:
        """One attempt in full, for the rounds of an interview. Raises HotseatError when there is none."""
        found = self._store.attempt(attempt_id)
        if found is None or found.learner != self.learner:
            raise WrongInput(f"There is no attempt '{attempt_id}'.", "", "List them with: hotseat history")
        return found

    def draft(self, slug: str) -> str | None:
        """The saved work in progress."""
        return self._store.draft(self.learner, slug)

    def save_draft(self, slug: str, text: str) -> None:
        """Keep work in progress; an empty text is kept too. Raises HotseatError when it is too large."""
        unit = self.problem(slug)
        text = check_response(text) if text.strip() else ""
        self._store.save_draft(self.learner, unit.slug, text, self._now())

    def drop_draft(self, slug: str) -> None:
        """Forget work in progress."""
        self._store.drop_draft(self.learner, slug)

    def hints_seen(self, slug: str) -> int:
        """How many hints were revealed."""
        return self._store.hints_seen(self.learner, slug)

    def next_hint(self, slug: str) -> str | None:
        """Reveal and record one more hint; None when there is no other."""
        hints = self.problem(slug).hints
        number = self.hints_seen(slug) + 1
        if number > len(hints):
            return None
        self._store.add(HintEvent(slug, number, self._now(), self.learner))
        return hints[number - 1]

    def may_see_solutions(self, slug: str) -> bool:
        """After an accepted attempt, or after giving up; not while an interview asks it."""
        if slug in self.seal.since(CODING):
            return False
        progress = self._store.progress(self.learner).get(slug)
        return bool(progress and progress.is_solved) or self._store.has_given_up(self.learner, slug)

    def give_up(self, slug: str) -> None:
        """Record that the solutions were asked for before the problem was solved."""
        unit = self.problem(slug)
        if not self.may_see_solutions(slug):
            self._store.add(GiveUp(unit.slug, self._now(), self.learner))

    def export(self, stream: TextIO) -> int:
        """Write the record as JSON lines. Returns how many."""
        return exchange.write_record(self._store, self.learner, stream)

    def import_(self, stream: TextIO) -> tuple[int, int]:
        """Add exported lines, all or none. Returns (added, already there). Raises Refused with findings."""
        counts = exchange.read_record(self._store, self.learner, stream)
        if counts[0]:
            self.reviews.rebuild()
        return counts

    def tier(self) -> str:
        """The sandbox tier in force, A, B or C. Raises HotseatError when nothing can be judged here."""
        return self.judging().tier

    def doctor(self) -> Report:
        """Look at everything that practising needs."""
        return examine_machine(self.home, self._store, self._bank)

    def close(self) -> None:
        """End the judge's processes and let go of the database."""
        with self._judge_lock:
            if self._judge is not None:
                self._judge.close()
                self._judge = None
        self._store.close()

    def judging(self) -> Judging:
        """The judge, started when it is first asked for."""
        with self._judge_lock:
            if self._judge is None:
                self._judge = self._open_judge()
            return self._judge
