"""An answer marked by the candidate, point by point; the marks before stay in the record.

Who judged a point is kept with it: "rubric" (claims and terms), "model" (the endpoint's), or "you".
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hotseat.grader import total
from hotseat.model.answer import Answer
from hotseat.model.assessment import Asserted, Assessment, Mark, PointMark
from hotseat.model.errors import WrongInput
from hotseat.model.question import Rubric

NOTHING_SAID = ("empty", "no answer")
GIVEN = (Mark.COVERED, Mark.PARTLY, Mark.MISSING, Mark.CONTRADICTED)


@dataclass(frozen=True)
class OwnMarks:
    """What the candidate decided. denied: misconceptions that were not meant."""

    marks: Mapping[str, Mark]
    denied: Collection[str] = ()


def judges_of(answer: Answer, found: Assessment) -> dict[str, str]:
    """Who judged each point of a recorded answer."""
    by_all = "model" if answer.by == "llm" else "rubric"
    kept = answer.detail.get("judges", {})
    return {each.point: str(kept.get(each.point, by_all)) for each in found.marks}


def may_be_marked(found: Assessment | None) -> bool:
    """Whether there is anything in an answer that the candidate could mark."""
    return found is not None and found.gate not in NOTHING_SAID


def remarked(
    found: Assessment, rubric: Rubric, judges: Mapping[str, str], own: OwnMarks
) -> tuple[Assessment, dict[str, str]]:
    """The assessment with the candidate's marks, and who judged each point now.

    A point that is left as it was keeps its judge. Raises WrongInput for a mark that cannot be given, and when
    nothing is different.
    """
    if not all(mark in GIVEN for mark in own.marks.values()):
        raise WrongInput("A point is covered, partly covered, missing or wrong.", "", "Choose one of these.")
    marks = tuple(_marked(each, own.marks.get(each.point)) for each in found.marks)
    left = tuple(each for each in found.misconceptions if each.misconception not in own.denied)
    if marks == found.marks and left == found.misconceptions:
        raise WrongInput("Nothing was marked differently.", "", "Change a point, or take the next question.")
    changed = {new.point for old, new in zip(found.marks, marks, strict=True) if old.mark is not new.mark}
    credit, possible = total(rubric, marks, [each.misconception for each in left])
    now = {point: "you" if point in changed else judge for point, judge in judges.items()}
    return Assessment(marks, left, credit, possible, None, "self"), now


def own_detail(answer: Answer, found: Assessment, judges: Mapping[str, str]) -> dict[str, object]:
    """What the record keeps of an answer that the candidate marked. of: the answer as it was handed in."""
    return {
        **answer.detail,
        "of": answer.detail.get("of", answer.id),
        "marks": {each.point: each.mark.value for each in found.marks},
        "misconceptions": [each.misconception for each in found.misconceptions],
        "judges": dict(judges),
        "gate": None,
    }


def held(found: tuple[Asserted, ...], recorded: Collection[str]) -> tuple[Asserted, ...]:
    """The misconceptions that were found and that the record holds."""
    return tuple(each for each in found if each.misconception in recorded)


def _marked(each: PointMark, mark: Mark | None) -> PointMark:
    return each if mark is None or mark is each.mark else PointMark(each.point, mark, each.evidence)
