"""Problems that were solved come back."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

from hotseat.model.card import Card
from hotseat.practice import atlas
from hotseat.practice.desk import Desk
from hotseat.store.sqlite import SqliteStore

SLUG = "row-means"


def due(desk: Desk) -> list[tuple[str, str]]:
    return [(item.round, item.slug) for item in desk.reviews.queue().items if item.why == "due"]


def cards(desk: Desk) -> list[Card]:
    return sorted(desk._store.cards.all("local"), key=lambda card: (card.round, card.unit))


def test_a_solved_problem_comes_due_and_rests_once_it_is_solved_again(desk: Desk, clock: Any) -> None:
    desk.submit(SLUG, "wrong")
    clock.at += timedelta(days=100)
    assert due(desk) == []
    desk.submit(SLUG, "right", seconds=60)
    assert due(desk) == []
    clock.at += timedelta(days=100)
    assert due(desk) == [("coding", SLUG)]
    assert desk.reviews.is_problem_due(desk.problem(SLUG))
    desk.submit(SLUG, "wrong")
    assert due(desk) == [("coding", SLUG)]
    desk.submit(SLUG, "right")
    assert due(desk) == []


def test_the_map_says_that_a_problem_is_due(desk: Desk, clock: Any) -> None:
    desk.submit(SLUG, "right")
    topics = set(desk.problem(SLUG).topics)
    assert not [cell for row in atlas.draw(desk) for cell in row.cells if cell.is_due]
    clock.at += timedelta(days=100)
    late = {cell.id for row in atlas.draw(desk) for cell in row.cells if cell.is_due}
    assert late
    assert late <= topics


def test_cards_of_problems_can_be_derived_again_from_the_attempts(desk: Desk, clock: Any) -> None:
    for days, source in [(0, "wrong"), (0, "right"), (5, "wrong"), (0, "right"), (0, "right silent")]:
        clock.at += timedelta(days=days)
        desk.submit(SLUG, source, seconds=30)
    before = cards(desk)
    assert [card.reviews for card in before] == [2]
    desk.reviews.rebuild()
    assert cards(desk) == before


def test_problems_solved_before_they_came_back_are_due_after_an_upgrade(desk: Desk, clock: Any) -> None:
    desk.submit(SLUG, "right")
    desk._store.cards.forget("local")
    desk._store.cards.set("local", "derived", None)
    clock.at += timedelta(days=400)
    assert due(desk) == [("coding", SLUG)]


def test_imported_attempts_come_back_as_in_the_home_they_come_from(
    desk: Desk, tmp_path: Path, clock: Any
) -> None:
    desk.next_hint(SLUG)
    desk.submit(SLUG, "right")
    out = io.StringIO()
    desk.export(out)
    other = Desk(tmp_path, SqliteStore(tmp_path / "other.sqlite3"), desk.bank, now=clock)
    other.import_(io.StringIO(out.getvalue()))
    assert cards(other) == cards(desk)
    other.close()
