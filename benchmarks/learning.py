"""Grading an answer, making a drill, the queue of reviews for 10,000 units: milliseconds, medians.

python benchmarks/learning.py
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hotseat.bank.shelf import load_bank
from hotseat.drills.generator import exercise_of
from hotseat.drills.grading import grade, shown
from hotseat.grader import assess
from hotseat.learner.reviews import Plan, advanced, due
from hotseat.model.card import Card
from hotseat.practice.desk import Desk
from hotseat.practice.reviewing import DERIVED, RULES
from hotseat.store.sqlite import SqliteStore

UNITS = 10_000


def milliseconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1e3


def cards(now: datetime) -> list[Card]:
    """As many cards as 10,000 answered units leave, due at all times."""
    made = []
    for place in range(UNITS):
        at = now - timedelta(days=place % 60, hours=place % 24)
        card = advanced(None, f"unit-{place}", "concept", "good", at)
        made.append(
            advanced(card, card.unit, card.round, ("good", "easy", "hard")[place % 3], at + timedelta(days=1))
        )
    return made


def main() -> None:
    bank, now = load_bank(), datetime.now(UTC)
    answers = [(unit, each.text) for unit in bank.questions() if unit.rubric for each in unit.examples]
    for unit, text in answers[:50]:
        assess(unit.question, unit.rubric, text)  # type: ignore[arg-type]
    times = [milliseconds(lambda u=unit, t=text: assess(u.question, u.rubric, t)) for unit, text in answers]  # type: ignore[misc]
    print(
        f"an answer graded: {statistics.median(times):.1f} ms, slowest of {len(times)}: {max(times):.1f} ms"
    )

    slowest, drills = ("", 0.0), []
    for drill in bank.drills():
        exercise_of(drill, 0)
        times = []
        for seed in range(1, 6):
            times.append(milliseconds(lambda d=drill, s=seed: grade(e := exercise_of(d, s), shown(e.answer))))  # type: ignore[misc]
        drills.append(statistics.median(times))
        slowest = max(slowest, (drill.slug, drills[-1]), key=lambda pair: pair[1])
    print(
        f"a drill made and graded: {statistics.median(drills):.2f} ms, slowest {slowest[0]}: {slowest[1]:.1f} ms"
    )

    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "hotseat.sqlite3")
        with store.transaction():
            for card in cards(now):
                store.cards.put("local", card)
            store.cards.set(
                "local", DERIVED, RULES
            )  # or they would be derived from a record that is not there
        desk = Desk(Path(folder), store, bank)
        desk.reviews.queue()
        alone = statistics.median(
            milliseconds(lambda: due(store.cards.standings("local", now), Plan(None, {}), now))
            for _ in range(9)
        )
        whole = statistics.median(milliseconds(desk.reviews.queue) for _ in range(9))
        count = len(store.cards.standings("local", now))
        print(
            f"the due queue of {UNITS:,} units ({count:,} due): {alone:.0f} ms, the whole page's queue {whole:.0f} ms"
        )
        desk.close()


if __name__ == "__main__":
    main()
