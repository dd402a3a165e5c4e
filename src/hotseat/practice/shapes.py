"""Interview formats as forecasts take them: kinds of round of the syllabus, how many questions, how hard."""

from hotseat.model.evidence import DIFFICULTY, LoopShape, RoundShape
from hotseat.model.loop import BEHAVIOURAL, CODING, CONCEPTS, SCREEN, LoopFormat, RoundFormat
from hotseat.model.unit import Syllabus, Topic
from hotseat.practice.drawing import LEVEL_RANK

# What a round of a format is in the syllabus, and the minutes that one question takes of it.
KINDS = {CONCEPTS: "concept", CODING: "coding", SCREEN: "coding", BEHAVIOURAL: "behavioural"}
PER_QUESTION = {"concept": 6, "coding": 22, "behavioural": 11}
ALSO = {"coding": ("debugging",)}  # kinds of round of the syllabus that are held in another one
BARE = (RoundFormat(CONCEPTS, "Questions", 45, ""), RoundFormat(CODING, "Coding", 45, ""))


def rounds_of(format_: LoopFormat | None, syllabus: Syllabus) -> tuple[RoundFormat, ...]:
    """The rounds that can be forecast; questions and coding where there is no format."""
    rounds = format_.rounds if format_ else BARE
    return tuple(each for each in rounds if each.kind in KINDS and _topics(each, syllabus))


def shape_of(name: str, rounds: tuple[RoundFormat, ...], syllabus: Syllabus) -> LoopShape:
    """A loop of these rounds, decided by the usual rule."""
    return LoopShape(name, tuple(_round(each, syllabus) for each in rounds))


def _round(wanted: RoundFormat, syllabus: Syllabus) -> RoundShape:
    kind = KINDS[wanted.kind]
    questions = wanted.most_units or max(1, round(wanted.minutes / PER_QUESTION[kind]))
    ranks = LEVEL_RANK[: len(wanted.levels)]
    hard = sum(DIFFICULTY[level] * rank for level, rank in zip(wanted.levels, LEVEL_RANK, strict=False))
    return RoundShape(kind, questions, _topics(wanted, syllabus), hard / sum(ranks) if ranks else 0.0)


def _topics(wanted: RoundFormat, syllabus: Syllabus) -> tuple[str, ...]:
    """The topics that such a round asks for, of the areas and topics that it names."""
    kind, named = KINDS[wanted.kind], set(wanted.topics)
    return tuple(
        topic.id
        for area in syllabus.areas
        for topic in area.topics
        if _is_asked(topic, kind) and (not named or named & {topic.id, area.id})
    )


def _is_asked(topic: Topic, kind: str) -> bool:
    return any(each in topic.rounds for each in (kind, *ALSO.get(kind, ())))
