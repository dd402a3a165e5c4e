"""A unit's card out of everything in the record that says something about it."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import cast

from hotseat.learner.rating import rate, rate_own, rate_solved
from hotseat.learner.reviews import advanced, known_at, missed_at
from hotseat.model.answer import OWN, QUIZ, Answer
from hotseat.model.attempt import CODING, AttemptLine
from hotseat.model.card import Card, Rating
from hotseat.model.own_card import RATINGS
from hotseat.model.verdict import Verdict

# Handing in the same program again soon after it was accepted shows nothing new.
REST = timedelta(hours=20)


def card_of(unit: str, round_: str, entries: Sequence[Answer], minutes: int) -> Card | None:
    """The card of a question or drill. entries: its answers and the quizzes that decided about it, oldest first."""
    own = {each.detail.get("of"): each for each in entries if each.by == "self"}
    card: Card | None = None
    for entry in entries:
        if entry.round == QUIZ:
            card = after_quiz(card, unit, round_, entry)
        elif entry.by != "self" or entry.round == OWN:
            rating = rating_of(entry, own.get(entry.id), minutes)
            card = advanced(card, unit, round_, rating, entry.at)
    return card


def rating_of(answer: Answer, own: Answer | None, minutes: int) -> Rating:
    """The rating of an answer. own: the same answer with the candidate's marks, if there are any.

    One of the candidate's own cards has the candidate's own rating.
    """
    given = answer.detail.get("rating")
    if answer.round == OWN and given in RATINGS:
        return cast("Rating", given)
    if own is not None:
        return rate_own(own.credit, own.possible, answer.hints)
    return rate(answer.credit, answer.possible, answer.seconds, answer.hints, minutes)


def after_quiz(card: Card | None, unit: str, round_: str, result: Answer) -> Card | None:
    """The card after a quiz that says of the unit that it is known, that it was missed, or nothing."""
    if [round_, unit] in result.detail.get("known", []):
        return known_at(card, unit, round_, result.at)
    if [round_, unit] in result.detail.get("missed", []) and card is not None:
        return missed_at(card, result.at)
    return card


def card_of_problem(
    unit: str, attempts: Iterable[AttemptLine], minutes: int, *, has_given_up: bool
) -> Card | None:
    """The card of a problem, None until it was solved. attempts: at this problem, oldest first."""
    card: Card | None = None
    tries, hints_before = 0, 0
    for attempt in attempts:
        tries += attempt.verdict is not Verdict.JUDGE_ERROR
        if attempt.verdict is not Verdict.ACCEPTED:
            continue
        if card is None or attempt.at >= min(card.due, card.last_at + REST):
            hints = max(0, attempt.hints - hints_before)
            has_looked = has_given_up and card is None
            rating = rate_solved(tries, hints, attempt.seconds, minutes, has_looked=has_looked)
            card = advanced(card, unit, CODING, rating, attempt.at)
        tries, hints_before = 0, attempt.hints
    return card
