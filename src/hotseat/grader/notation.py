"""Grading reads notation in plain words; what it shows as evidence stays in the candidate's."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec

from hotseat.model.assessment import Assessment, Evidence
from hotseat.model.notation import Plain, plain
from hotseat.model.question import Rubric

Rest = ParamSpec("Rest")
Assess = Callable[Concatenate[str, Rubric, str, Rest], Assessment]


def in_plain_notation(assess: Assess[Rest]) -> Assess[Rest]:
    """The grader on the plain reading of question and answer, its evidence put back into the answer as written."""

    @wraps(assess)
    def reading(
        question: str, rubric: Rubric, answer: str, /, *rest: Rest.args, **named: Rest.kwargs
    ) -> Assessment:
        read = plain(answer)
        found = assess(plain(question).text, rubric, read.text, *rest, **named)
        return found if read.places is None else _restored(found, read)

    return reading


def _restored(found: Assessment, read: Plain) -> Assessment:
    marks = tuple(replace(each, evidence=_placed(each.evidence, read)) for each in found.marks)
    asserted = tuple(
        replace(each, evidence=Evidence(*read.stretch(each.evidence.start, each.evidence.end)))
        for each in found.misconceptions
    )
    return replace(found, marks=marks, misconceptions=asserted)


def _placed(evidence: Evidence | None, read: Plain) -> Evidence | None:
    return None if evidence is None else Evidence(*read.stretch(evidence.start, evidence.end))
