"""What a rubric and its example answers must have, as far as files can tell; the grader's part is its own proof."""

from collections.abc import Sequence

from hotseat.bank.folder import Folder
from hotseat.model.names import did_you_mean
from hotseat.model.question import Claim, Example, Rubric

POINTS = range(3, 7)
EXAMPLES = ("good-terse", "good-plain", "refuting", "partial", "swapped", "negated", "mixed")


def judge_rubric(folder: Folder, rubric: Rubric) -> None:
    """Points, misconceptions, and the names that they use."""
    points = [point.id for point in rubric.points]
    if len(points) not in POINTS:
        folder.report("rubric.toml", 0, f"There are {len(points)} points; 3 to 6 are usual.", "Join or split some.")
    for twice in {each for each in points if points.count(each) > 1}:
        folder.report("rubric.toml", 0, f"The point {twice} is there twice.")
    for point in rubric.points:
        if not point.terms and not point.claims:
            folder.report("rubric.toml", 0, f"The point {point.id} has neither terms nor claims.")
        _judge_claims(folder, rubric, point.id, point.claims)
    if not rubric.misconceptions:
        folder.report("rubric.toml", 0, "There is no misconception.", "Write what people really get wrong.")
    for each in rubric.misconceptions:
        _judge_claims(folder, rubric, each.id, each.claims)
        for point_id in each.contradicts:
            if point_id not in points:
                fix = did_you_mean(point_id, points) or ""
                folder.report("rubric.toml", 0, f"{each.id} contradicts {point_id}, which is no point.", fix)


def _judge_claims(folder: Folder, rubric: Rubric, owner: str, claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        if claim.subject is not None and claim.subject not in rubric.entities:
            fix = did_you_mean(claim.subject, rubric.entities) or "Define it under [entities]."
            folder.report("rubric.toml", 0, f"{owner}: {claim.subject} is not among the entities.", fix)


def judge_examples(
    folder: Folder, rubric: Rubric, examples: Sequence[Example], wanted: Sequence[str] = EXAMPLES
) -> None:
    """The example answers: the kinds that there must be, and a mark for every point."""
    names = [example.name for example in examples]
    for name in wanted:
        if name not in names:
            folder.report(f"answers/{name}.md", 0, "The example answer is missing.")
    points = {point.id for point in rubric.points}
    misconceptions = {each.id for each in rubric.misconceptions}
    for example in examples:
        _judge_example(folder, example, points, misconceptions)


def _judge_example(folder: Folder, example: Example, points: set[str], misconceptions: set[str]) -> None:
    name = f"answers/{example.path.name}"
    if not example.text:
        folder.report(name, 0, "The answer is empty.")
    for unknown in sorted((set(example.verdicts) | set(example.unsure)) - points):
        folder.report(name, 0, f"{unknown} is no point.", did_you_mean(unknown, sorted(points)) or "")
    for unknown in sorted(set(example.misconceptions) - misconceptions):
        folder.report(name, 0, f"{unknown} is no misconception.")
    unmarked = sorted(points - set(example.verdicts) - set(example.unsure))
    if unmarked and example.gate is None:
        folder.report(name, 0, f"No mark is given for {', '.join(unmarked)}.")
