"""The scorecard of a loop, made from its record each time it is looked at."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hotseat.model.errors import WrongInput
from hotseat.model.loop import CODING, CONCEPTS, SCREEN, Competency
from hotseat.model.scorecard import Advice, Earlier, How, RoundCard, Score, Scorecard
from hotseat.practice.loops import Loops, needs_settling
from hotseat.practice.rounds import KINDS
from hotseat.scorecard.decision import decide, reached
from hotseat.scorecard.levels import round_decision
from hotseat.scorecard.sitting import RoundState, Sitting

if TYPE_CHECKING:
    from hotseat.practice.desk import Desk

MOST_ADVICE, UNITS_EACH, EARLIER_SHOWN = 3, 3, 5
MOST_KEPT = 200
SELF = "self"
_KEPT: dict[tuple[str, str], tuple[tuple[int, int], tuple[RoundCard, ...]]] = {}


def scorecard(desk: "Desk", loop_id: str) -> Scorecard:
    """What a loop showed so far. Raises WrongInput when there is none."""
    loops = desk.loops
    return _card(loops, loops.one(loop_id), has_history=True)


def latest_scorecard(desk: "Desk") -> Scorecard:
    """Of the newest loop in which a round has ended. Raises WrongInput when there is none."""
    for line in desk.loops.lines():
        if any(each.ended_at for each in line.sitting.rounds):
            return _card(desk.loops, line.sitting, has_history=True)
    raise WrongInput("There is no scorecard yet.", "", "Sit a round first: hotseat loop")


def card_json(card: Scorecard) -> dict[str, Any]:
    """The scorecard as what JSON can hold."""
    earlier = [{**asdict(each), "at": _stamp(each.at)} for each in card.earlier]
    return {**asdict(card), "at": _stamp(card.at), "earlier": earlier}


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def judge_oneself(desk: "Desk", loop_id: str, number: int, competency: str, level: int) -> None:
    """Record the candidate's own judgement of what could not be judged. Raises WrongInput for what was."""
    loops = desk.loops
    now = loops.one(loop_id)
    card = next((each for each in _card(loops, now, has_history=False).rounds if each.number == number), None)
    score = next((each for each in card.scores if each.competency == competency), None) if card else None
    if score is None or level not in (1, 2, 3, 4):
        raise WrongInput("There is nothing of that name to judge.", "", "Reload the scorecard.")
    if score.level is not None and score.how != "self":
        raise WrongInput("This was judged already.", "", "Only what was not judged is yours to judge.")
    detail = {"competency": competency, "level": level, "by": SELF, "round": number}
    loops.write(replace(now, number=number), "judged", detail)


def _card(loops: Loops, now: Sitting, *, has_history: bool) -> Scorecard:
    rounds = _rounds(loops, now)
    mean, decision, because = decide(rounds)
    if any(state.ended_at is None for state in now.rounds) and rounds:
        because = f"{because} Not every round was sat."
    return Scorecard(
        loop=now.loop.id,
        title=now.loop.title,
        at=now.loop.at.astimezone(loops.desk.zone),
        rounds=rounds,
        mean=mean,
        decision=decision,
        because=because,
        level=reached(_unit_levels(loops, now, rounds)),
        advice=_advice(loops, rounds) if has_history else (),
        earlier=_earlier(loops, now) if has_history else (),
        is_over=now.stage == "over" and not any(needs_settling(each) for each in now.rounds),
    )


def _rounds(loops: Loops, now: Sitting) -> tuple[RoundCard, ...]:
    """The cards of the rounds that ended; those of a loop in which nothing happened since are kept in memory."""
    version = sum(len(state.events) for state in now.rounds), loops.store.answers.newest()
    key = str(loops.desk.home), now.loop.id
    kept = _KEPT.get(key)
    if kept is None or kept[0] != version:
        done = [each for each in now.rounds if each.ended_at is not None and not needs_settling(each)]
        kept = version, tuple(_round(loops, now, state) for state in done)
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        _KEPT[key] = kept
    return kept[1]


def _round(loops: Loops, now: Sitting, state: RoundState) -> RoundCard:
    wanted = state.drawn.format
    scores = [_as_judged(each, state) for each in KINDS[wanted.kind].scores(loops, now, state)]
    competencies = loops.bank.loops().of(wanted.kind)
    mean, decision = round_decision(scores, competencies)
    spent = state.spent(state.ended_at or now.loop.at)
    topics = tuple(
        dict.fromkeys(topic for slug in state.drawn.units for topic in _topics(loops, wanted.kind, slug))
    )
    return RoundCard(
        state.number, wanted.kind, wanted.title, wanted.minutes, spent, tuple(scores), mean, decision, topics
    )


def _as_judged(score: Score, state: RoundState) -> Score:
    """The score with what somebody said about it: another person above all, the candidate where nobody could tell."""
    own = [each.detail for each in state.of("judged") if each.detail.get("competency") == score.competency]
    peers = [each for each in own if each.get("by") != SELF]
    selves = [each for each in own if each.get("by") == SELF]
    if peers:
        by, level = str(peers[-1]["by"]), int(peers[-1]["level"])
        note = str(peers[-1].get("note", "")).strip()
        because = note or f"{by} judged it. {score.because}"
        return replace(score, level=level, how="peer", by=by, because=because)
    if selves and score.level is None:
        how: How = "self"
        return replace(score, level=int(selves[-1]["level"]), how=how)
    return score


def _topics(loops: Loops, kind: str, slug: str) -> tuple[str, ...]:
    return next((each.topics for each in KINDS[kind].pool(loops.bank) if each.slug == slug), ())


def _unit_levels(loops: Loops, now: Sitting, rounds: Sequence[RoundCard]) -> list[tuple[str, float]]:
    """The level of every unit of a judged coding or concept round, with the round's mean."""
    found = []
    for card in rounds:
        if card.mean is None or card.kind not in (CODING, CONCEPTS, SCREEN):
            continue
        levels = {each.slug: each.level for each in KINDS[card.kind].pool(loops.bank)}
        found += [(levels[slug], card.mean) for slug in now.rounds[card.number].drawn.units if slug in levels]
    return found


def _advice(loops: Loops, rounds: Sequence[RoundCard]) -> tuple[Advice, ...]:
    """The weakest competencies, the weightiest first, with units that train them."""
    known = {each.id: each for each in loops.bank.loops().competencies}
    weak = [
        (score.level, -known[score.competency].weight, card, score)
        for card in rounds
        for score in card.scores
        if score.level is not None and score.level < 4 and score.competency in known
    ]
    found: list[Advice] = []
    for _, _, card, score in sorted(weak, key=lambda each: each[:2]):
        competency = known[score.competency]
        if len(found) < MOST_ADVICE and all(each.title != _title(competency, card) for each in found):
            found.append(Advice(_title(competency, card), score.because, _trains(loops, card)))
    return tuple(found)


def _title(competency: Competency, card: RoundCard) -> str:
    return f"{competency.name} ({card.title})"


def _trains(loops: Loops, card: RoundCard) -> tuple[tuple[str, str, str], ...]:
    """Units on the round's topics that the candidate has not met, then others of the same areas."""
    seen = loops.seen()
    areas = {topic.partition(".")[0] for topic in card.topics}
    pool = KINDS[card.kind].pool(loops.bank)
    ranked = sorted(
        pool,
        key=lambda each: (
            seen.get(each.slug, 0),
            not set(each.topics) & set(card.topics),
            each.topics[0].partition(".")[0] not in areas,
            each.slug,
        ),
    )
    return tuple((card.kind, each.slug, each.title) for each in ranked[:UNITS_EACH])


def _earlier(loops: Loops, now: Sitting) -> tuple[Earlier, ...]:
    """Earlier loops that were decided, newest first."""
    found: list[Earlier] = []
    for line in loops.lines():
        other = line.sitting
        if other.loop.at < now.loop.at and len(found) < EARLIER_SHOWN:
            card = _card(loops, other, has_history=False)
            if card.mean is not None:
                found.append(Earlier(card.at, f"{card.title}: {card.decision}", card.mean))
    return tuple(found)
