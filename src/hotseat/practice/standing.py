"""The record and the bank as what estimates are made from: answers as evidence, units as items."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from hotseat.bank.shelf import Bank
from hotseat.learner.credit import MOST_UNSOLVED, credit_for_code, weight_of
from hotseat.model.answer import BEHAVIOURAL, CONCEPT, DRILL
from hotseat.model.errors import HotseatError
from hotseat.model.evidence import DIFFICULTY, Evidence, Item
from hotseat.model.verdict import Outcome, Verdict
from hotseat.store.record import AnswerLine, Store, Try

CODING = "coding"
AGAIN_AFTER = timedelta(hours=12)  # a hand-in so long after the accepted one is a new answer
LONGEST = 2.0  # times the unit's minutes, for a page that was left open
Key = tuple[str, str]  # round, unit


def items_of(bank: Bank) -> list[Item]:
    """Everything that can be practised here, by round and name."""
    from hotseat.judge.runtimes import is_installed

    found = [
        Item(each.slug, CODING, each.topics, DIFFICULTY[each.level], each.minutes, each.title)
        for each in bank.facts()
        if is_installed(each.runtime)
    ]
    for round_, units in ((CONCEPT, bank.questions()), (DRILL, bank.drills())):
        found += [
            Item(each.slug, round_, each.topics, DIFFICULTY[each.level], each.minutes, each.title)
            for each in units
        ]
    for told in bank.behavioural():
        facts = told.topics, DIFFICULTY[told.level], told.minutes, told.title
        found.append(Item(told.slug, BEHAVIOURAL, *facts))
    return sorted(found, key=lambda each: (each.round, each.unit))


class Ledger:
    """One learner's evidence. Attempts are read once; what is recorded later is added to them."""

    def __init__(self, store: Store, learner: str) -> None:
        self._store = store
        self._learner = learner
        self._tries: list[Try] = []
        self._lock = threading.Lock()

    def evidence(self, items: Sequence[Item]) -> list[Evidence]:
        """Every answer to one of these units that says something, oldest first."""
        known = {(each.round, each.unit): each for each in items}
        tries: dict[str, list[Try]] = {}
        for each in self._all_tries():
            tries.setdefault(each.unit, []).append(each)
        found = [
            _solved(self._store, known[CODING, unit], answer)
            for unit, lines in tries.items()
            if (CODING, unit) in known
            for answer in _answers(sorted(lines, key=lambda each: (each.at, each.number)))
        ]
        for round_ in (CONCEPT, DRILL, BEHAVIOURAL):
            for line in as_they_count(self._store.answers.lines(self._learner, round_)):
                item = known.get((round_, line.unit))
                if item is not None:
                    found.append(_answered(item, line))
        return sorted(found, key=lambda each: (each.at, each.id))

    def _all_tries(self) -> list[Try]:
        with self._lock:
            last = self._tries[-1].number if self._tries else 0
            self._tries += self._store.tries(self._learner, last)
            return [each for each in self._tries if each.verdict != Verdict.JUDGE_ERROR]


def minutes_of(each: Evidence) -> float:
    """What an answer took, as far as it was measured."""
    return each.minutes if each.seconds is None else min(each.seconds / 60, LONGEST * each.minutes)


def as_they_count(lines: Iterable[AnswerLine]) -> list[AnswerLine]:
    """Answers with the candidate's own last look at each in its place."""
    counting: dict[str, AnswerLine] = {}
    for line in lines:
        counting[line.of or line.id] = line
    return list(counting.values())


def _answered(item: Item, line: AnswerLine) -> Evidence:
    return Evidence(
        id=line.id,
        unit=item.unit,
        topics=item.topics,
        round=item.round,
        difficulty=item.difficulty,
        credit=line.credit,
        possible=line.possible,
        weight=weight_of(item.round, is_self_graded=line.by == "self"),
        at=line.at,
        hints=line.hints,
        seconds=line.seconds,
        minutes=item.minutes,
    )


def _answers(lines: Sequence[Try]) -> Iterator[list[Try]]:
    """All tries up to the accepted one are one answer; what is polished soon after it adds nothing."""
    tries: list[Try] = []
    accepted: Try | None = None
    for line in lines:
        if accepted is not None and line.at - accepted.at < AGAIN_AFTER:
            continue
        tries.append(line)
        accepted = line if line.verdict == Verdict.ACCEPTED else None
        if accepted is not None:
            yield tries
            tries = []
    if tries:
        yield tries


def _solved(store: Store, item: Item, tries: Sequence[Try]) -> Evidence:
    last = tries[-1]
    is_accepted = last.verdict == Verdict.ACCEPTED
    passed = None if is_accepted else _passed_share(store, last.id)
    credit = credit_for_code(len(tries), passed or 0.0, is_accepted=is_accepted)
    possible = MOST_UNSOLVED if passed is None and not is_accepted else credit
    return Evidence(
        id=last.id,
        unit=item.unit,
        topics=item.topics,
        round=CODING,
        difficulty=item.difficulty,
        credit=credit,
        possible=possible,
        weight=weight_of(CODING),
        at=last.at,
        hints=last.hints,
        seconds=last.seconds,
        minutes=item.minutes,
    )


def _passed_share(store: Store, attempt_id: str) -> float | None:
    """Of the checks; None where the attempt cannot be read."""
    try:
        attempt = store.attempt(attempt_id)
    except HotseatError:
        return None
    checks = attempt.judgement.checks if attempt else ()
    return sum(each.outcome is Outcome.PASSED for each in checks) / len(checks) if checks else 0.0
