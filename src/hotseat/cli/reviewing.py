"""What is due, in the terminal: listed, and gone through one by one."""

import sys
from typing import TYPE_CHECKING

from hotseat.cli.arguments import print_json
from hotseat.cli.exercise import drill_once
from hotseat.cli.own_cards import card_once
from hotseat.cli.questions import STOP, ask_once
from hotseat.cli.terminal import faint, harmless, say, strong, tell, then
from hotseat.model.verdict import Verdict

if TYPE_CHECKING:
    from hotseat.practice.desk import Desk
    from hotseat.practice.reviewing import Reviews

WORDS = {"concept": "question", "drill": "drill", "coding": "problem", "card": "card"}
SKIP = {"s", "skip"}
Place = tuple[str, str]


def print_queue(reviews: "Reviews", *, is_json: bool) -> int:
    """What is due and what is new today."""
    queue, day = reviews.queue(), reviews.interview()
    if is_json:
        print_json({
            "interview": day.isoformat() if day else None, "due": queue.due, "new": queue.new, "later": queue.later,
            "items": [
                {"round": item.round, "slug": item.slug, "why": item.why, "minutes": item.minutes}
                for item in queue.items
            ],
        })  # fmt: skip
        return 0
    for item in queue.items[:20]:
        say(f"{item.why:<4} {WORDS[item.round]:<8} {item.minutes:>3} min  {harmless(item.title)}")
    more = f", {len(queue.items) - 20} of them not listed" if len(queue.items) > 20 else ""
    tell(
        f"{queue.due} due, {queue.new} new today, about {queue.minutes} min{more}; {queue.later} more within a week."
    )
    tell(
        f"Interview: {day.isoformat()}."
        if day
        else "No interview date: hotseat review --interview 2026-12-31"
    )
    then("hotseat review")
    return 0


def ask_all(desk: "Desk", topic: str | None, count: int | None) -> int:
    """Unit after unit until the input ends."""
    places = _places(desk, topic)
    done = 0
    for place in places[:count]:
        is_done, is_last = _go_through(desk, place)
        done += is_done
        if is_last:
            break
    if not places:
        say("Nothing is due.")
    tell(f"{done} of {len(places)} done.")
    then("hotseat review --due", "hotseat drill", "hotseat list")
    return 0


def _go_through(desk: "Desk", place: Place) -> tuple[bool, bool]:
    """One unit: whether it was done, and whether to end after it."""
    round_, slug = place
    if round_ == "coding":
        return _solve_again(desk, slug)
    if round_ == "card":
        has_rated = card_once(desk.own_cards, slug)
        return has_rated, not has_rated
    if round_ == "concept":
        goes_on = ask_once(desk, slug)
        return goes_on is not None, not goes_on
    marked = drill_once(desk.drills, slug)
    return marked is not None, marked is None


def _solve_again(desk: "Desk", slug: str) -> tuple[bool, bool]:
    """Name a problem that is due, and wait until it was handed in or skipped."""
    unit = desk.problem(slug)
    before = _accepted(desk, slug)
    say()
    say(strong(unit.title) + "  " + faint(f"{slug}, {unit.minutes} min"))
    say("You have solved this problem before. Solve it again, from its starter:")
    say(f"  hotseat open {slug} --force")
    say(f"  hotseat submit {slug}")
    sys.stderr.write("Enter when it is handed in (s skips it, q ends): ")
    sys.stderr.flush()
    text = sys.stdin.readline()
    if not text or text.strip().lower() in STOP:
        return False, True
    if text.strip().lower() in SKIP:
        return False, False
    if _accepted(desk, slug) == before:
        tell("There is no new accepted attempt: it stays due.")
        return False, False
    return True, False


def _accepted(desk: "Desk", slug: str) -> str | None:
    """The newest accepted attempt."""
    return next((line.id for line in desk.history(slug) if line.verdict is Verdict.ACCEPTED), None)


def _places(desk: "Desk", topic: str | None) -> list[Place]:
    if topic is None:
        return [(item.round, item.slug) for item in desk.reviews.queue().items]
    own = [("card", line.unit) for line in desk.own_cards.lines(topic)]
    lines = desk.questions.chosen(topic, or_none=bool(own))
    if len(lines) > 1:
        lines = [line for line in lines if not line.is_sealed]
    oldest = sorted(
        lines, key=lambda line: (line.credit is not None, line.last_at and line.last_at.isoformat())
    )
    return [("concept", line.unit.slug) for line in oldest] + own
