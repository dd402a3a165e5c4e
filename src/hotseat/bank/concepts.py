"""Folders of bank/concepts in, QuestionUnits or findings out."""

import re
import tomllib
from pathlib import Path
from typing import Annotated

import msgspec

from hotseat.bank.coding import topics_near
from hotseat.bank.facts import SLUG
from hotseat.bank.folder import Folder
from hotseat.bank.rubric_rules import judge_examples, judge_rubric
from hotseat.bank.tables import S, read_table
from hotseat.bank.toml_file import NotToml, parse_toml
from hotseat.model.finding import Finding, Refused
from hotseat.model.names import did_you_mean
from hotseat.model.question import (
    Claim,
    Example,
    Followup,
    Misconception,
    Option,
    Point,
    QuestionUnit,
    Rubric,
)

GRADED = ("explain", "spot-the-flaw")
QUESTION_WORDS, ANSWER_WORDS = 60, 200
KNOWN = ("unit.toml", "question.md", "answer.md", "rubric.toml", "options.toml", "followups.toml", "answers")
Text = Annotated[str, msgspec.Meta(min_length=1)]


class QuestionSheet(msgspec.Struct):
    """unit.toml of a question."""

    format: Annotated[int, msgspec.Meta(ge=1, le=1)]
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    topics: Annotated[list[Text], msgspec.Meta(min_length=1)]
    kind: Annotated[str, msgspec.Meta(pattern="^(explain|spot-the-flaw|choose|order)$")]
    level: Annotated[str, msgspec.Meta(pattern="^(warmup|core|stretch)$")]
    minutes: Annotated[int, msgspec.Meta(ge=1, le=15)]
    sources: Annotated[list[Text], msgspec.Meta(min_length=1)]


class ClaimSheet(msgspec.Struct):
    """A claim of rubric.toml."""

    object: Annotated[list[Text], msgspec.Meta(min_length=1)]
    subject: str | None = None
    direction: Annotated[str, msgspec.Meta(pattern="^(up|down)$")] | None = None
    is_negated: bool = False
    within: Annotated[str, msgspec.Meta(pattern="^(clause|sentence)$")] = "clause"

    def claim(self) -> Claim:
        """For the grader."""
        is_whole = self.within == "sentence"
        return Claim(self.subject, tuple(self.object), self.direction, self.is_negated, is_whole)  # type: ignore[arg-type]


class PointSheet(msgspec.Struct):
    """A [[point]]."""

    id: Text
    weight: Annotated[float, msgspec.Meta(gt=0, le=5)]
    says: Text
    required: bool = False
    phrasings: list[Text] = []
    terms: list[Annotated[list[Text], msgspec.Meta(min_length=1)]] = []
    claims: list[ClaimSheet] = []
    facet: Annotated[str, msgspec.Meta(pattern="^(recall|intuition|trade-offs)$")] = "recall"


class MisconceptionSheet(msgspec.Struct):
    """A [[misconception]]."""

    id: Text
    severity: Annotated[str, msgspec.Meta(pattern="^(major|minor)$")]
    says: Text
    correction: Text
    claims: Annotated[list[ClaimSheet], msgspec.Meta(min_length=1)]
    contradicts: list[Text] = []


class RubricSheet(msgspec.Struct):
    """rubric.toml."""

    point: Annotated[list[PointSheet], msgspec.Meta(min_length=1)]
    entities: dict[str, list[Text]] = {}
    misconception: list[MisconceptionSheet] = []


class FollowupSheet(msgspec.Struct):
    """A [[followup]]."""

    ask: Text
    answer: Text
    point: list[PointSheet] = []


class FollowupsSheet(msgspec.Struct):
    """followups.toml."""

    followup: Annotated[list[FollowupSheet], msgspec.Meta(min_length=1)]


class OptionSheet(msgspec.Struct):
    """An [[option]]."""

    text: Text
    why: Text
    is_right: bool = False


class OptionsSheet(msgspec.Struct):
    """options.toml."""

    option: Annotated[list[OptionSheet], msgspec.Meta(min_length=2, max_length=8)]


class ExampleSheet(msgspec.Struct):
    """The head of a file in answers/."""

    covered: list[Text] = []
    partly: list[Text] = []
    missing: list[Text] = []
    contradicted: list[Text] = []
    misconceptions: list[Text] = []
    unsure: list[Text] = []
    gate: str | None = None


def load_question(path: Path) -> QuestionUnit:
    """A question that can be asked. Raises Refused with its findings."""
    folder = Folder(path)
    unit = _read(folder)
    if unit is None or folder.findings:
        what = "The question cannot be read."
        raise Refused(what, str(path), f"See why: hotseat check {path}", folder.findings)
    return unit


def examine_question(path: Path) -> tuple[QuestionUnit | None, list[Finding]]:
    """The question, or None where it cannot be asked, and everything that is wrong with its folder."""
    folder = Folder(path)
    if not path.is_dir():
        folder.report("", 0, "There is no such folder.", "Name a folder of bank/concepts.")
        return None, folder.findings
    unit = _read(folder)
    for stranger in sorted(each.name for each in path.iterdir() if not each.name.startswith(".")):
        if stranger not in KNOWN:
            folder.report(stranger, 0, "The file is not part of a question.", f"Known: {', '.join(KNOWN)}")
    if unit is not None:
        _judge(folder, unit)
    return unit, sorted(set(folder.findings))


def _read(folder: Folder) -> QuestionUnit | None:
    sheet = table_of(folder, "unit.toml", QuestionSheet)
    followups = table_of(folder, "followups.toml", FollowupsSheet)
    question, answer = folder.text("question.md"), folder.text("answer.md")
    if sheet is None or followups is None:
        return None
    is_graded = sheet.kind in GRADED
    rubric = table_of(folder, "rubric.toml", RubricSheet) if is_graded else None
    options = None if is_graded else table_of(folder, "options.toml", OptionsSheet)
    if rubric is None and options is None:
        return None
    return QuestionUnit(
        slug=folder.path.resolve().name,
        folder=folder.path,
        title=sheet.title,
        topics=tuple(sheet.topics),
        kind=sheet.kind,  # type: ignore[arg-type]  # the pattern allows nothing else
        level=sheet.level,
        minutes=sheet.minutes,
        sources=tuple(sheet.sources),
        question=question.strip(),
        answer=answer.strip(),
        rubric=rubric_of(rubric) if rubric else None,
        options=tuple(Option(each.text, each.why, each.is_right) for each in options.option) if options else (),
        followups=tuple(_followup(each) for each in followups.followup),
        examples=examples_of(folder) if is_graded else (),
    )


def table_of(folder: Folder, name: str, form: type[S]) -> S | None:
    """A TOML file of the folder in a form; None, with findings, where it has not got it."""
    before = len(folder.findings)
    text = folder.text(name)
    if len(folder.findings) > before:
        return None
    try:
        values = parse_toml(folder.path / name, text).values
    except NotToml as error:
        folder.report(name, error.line, f"This is not TOML: {error}.")
        return None
    return read_table(folder, name, values, text, form)


def rubric_of(sheet: RubricSheet) -> Rubric:
    """For the grader."""
    return Rubric(
        entities={name: tuple(patterns) for name, patterns in sheet.entities.items()},
        points=tuple(_point(each) for each in sheet.point),
        misconceptions=tuple(
            Misconception(
                each.id,
                each.severity == "major",
                each.says,
                each.correction,
                tuple(each.contradicts),
                tuple(claim.claim() for claim in each.claims),
            )
            for each in sheet.misconception
        ),
    )


def _point(sheet: PointSheet) -> Point:
    return Point(
        sheet.id,
        sheet.weight,
        sheet.required,
        sheet.says,
        tuple(sheet.phrasings),
        tuple(tuple(group) for group in sheet.terms),
        tuple(claim.claim() for claim in sheet.claims),
        sheet.facet,
    )


def _followup(sheet: FollowupSheet) -> Followup:
    return Followup(sheet.ask, sheet.answer, tuple(_point(each) for each in sheet.point))


def examples_of(folder: Folder) -> tuple[Example, ...]:
    """The graded answers in answers/, by name."""
    found: list[Example] = []
    for path in sorted((folder.path / "answers").glob("*.md")):
        name = f"answers/{path.name}"
        parts = re.fullmatch(r"\+\+\+\n(.*?)\n\+\+\+\n?(.*)", folder.text(name), re.DOTALL)
        if parts is None:
            folder.report(
                name, 1, "The expected marks are missing.", 'Begin with +++, lines like covered = ["id"], +++'
            )
            continue
        try:
            sheet = read_table(folder, name, tomllib.loads(parts[1]), parts[1], ExampleSheet)
        except tomllib.TOMLDecodeError as error:
            folder.report(name, 1, f"The head is not TOML: {error}.")
            continue
        if sheet is not None:
            found.append(_example(path, sheet, parts[2].strip()))
    return tuple(found)


def _example(path: Path, sheet: ExampleSheet, text: str) -> Example:
    verdicts = {
        point: mark
        for mark in ("covered", "partly", "missing", "contradicted")
        for point in getattr(sheet, mark)
    }
    return Example(
        path.stem, path, text, verdicts, tuple(sheet.misconceptions), tuple(sheet.unsure), sheet.gate
    )


def _judge(folder: Folder, unit: QuestionUnit) -> None:
    if not SLUG.fullmatch(unit.slug):
        folder.report("", 0, "The folder's name is not a slug.", "Use lower case, digits and single hyphens.")
    folder.look_at_sources(unit.sources)
    known = topics_near(folder.path)
    for topic in unit.topics:
        if known is not None and topic not in known:
            fix = did_you_mean(topic, sorted(known)) or ""
            folder.report("unit.toml", 0, f"{topic} is not in bank/syllabus.yaml.", fix)
    for name, text, most in (
        ("question.md", unit.question, QUESTION_WORDS),
        ("answer.md", unit.answer, ANSWER_WORDS),
    ):
        if not 1 <= len(text.split()) <= most:
            folder.report(name, 0, f"It has {len(text.split())} words; at most {most}, at least 1.")
    if len(unit.followups) < 2:
        folder.report("followups.toml", 0, "There are fewer than two follow-ups.")
    if unit.kind == "choose" and sum(each.is_right for each in unit.options) != 1:
        folder.report("options.toml", 0, "Exactly one option is right.")
    if unit.rubric is not None:
        judge_rubric(folder, unit.rubric)
        judge_examples(folder, unit.rubric, unit.examples)
