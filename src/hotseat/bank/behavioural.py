"""Folders of bank/behavioural in, BehaviouralUnits or findings out."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any

import msgspec

from hotseat.bank.behavioural_rules import judge_unit
from hotseat.bank.concepts import RubricSheet, examples_of, rubric_of, table_of
from hotseat.bank.folder import Folder
from hotseat.bank.tables import read_table
from hotseat.model.behavioural import BehaviouralUnit, StoryExample, ToldFollowup
from hotseat.model.finding import Finding, Refused

SHARED = ("unit.toml", "prompt.md", "listens.md", "followups.toml", "answers")
KNOWN = {
    "story": (*SHARED, "levels.toml", "example.md"),
    "layperson": (*SHARED, "answer.md", "rubric.toml"),
}
WHEN = "always|no-numbers|we-not-i|no-reflection|no-action|no-result|too-short|hedged|jargon|no-analogy|no-impact"
Text = Annotated[str, msgspec.Meta(min_length=1)]


class BehaviouralSheet(msgspec.Struct):
    """unit.toml of a behavioural unit."""

    format: Annotated[int, msgspec.Meta(ge=1, le=1)]
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    kind: Annotated[str, msgspec.Meta(pattern="^(story|layperson)$")]
    topics: Annotated[list[Text], msgspec.Meta(min_length=1)]
    level: Annotated[str, msgspec.Meta(pattern="^(warmup|core|stretch)$")]
    minutes: Annotated[int, msgspec.Meta(ge=2, le=5)]
    sources: Annotated[list[Text], msgspec.Meta(min_length=1)]
    competencies: list[Text] = []
    audience: str = ""


class ToldFollowupSheet(msgspec.Struct):
    """A [[followup]] of a behavioural unit."""

    ask: Text
    when: Annotated[str, msgspec.Meta(pattern=f"^({WHEN})$")]
    answer: Text


class ToldFollowupsSheet(msgspec.Struct):
    """followups.toml of a behavioural unit."""

    followup: Annotated[list[ToldFollowupSheet], msgspec.Meta(min_length=1)]


class LevelsSheet(msgspec.Struct):
    """levels.toml: what an answer at each level shows."""

    one: Text = msgspec.field(name="1")
    two: Text = msgspec.field(name="2")
    three: Text = msgspec.field(name="3")
    four: Text = msgspec.field(name="4")


class StoryHead(msgspec.Struct):
    """The head of a story's file in answers/."""

    parts: list[Annotated[str, msgspec.Meta(pattern="^(situation|task|action|result|reflection)$")]]
    flags: list[
        Annotated[
            str,
            msgspec.Meta(
                pattern="^(no-numbers|we-not-i|no-reflection|no-action|no-result|too-short|hedged)$"
            ),
        ]
    ] = []


def load_behavioural(path: Path) -> BehaviouralUnit:
    """A prompt that can be asked. Raises Refused with its findings."""
    folder = Folder(path)
    unit = _read(folder)
    if unit is None or folder.findings:
        what = "The prompt cannot be read."
        raise Refused(what, str(path), f"See why: hotseat check {path}", folder.findings)
    return unit


def examine_behavioural(path: Path) -> tuple[BehaviouralUnit | None, list[Finding]]:
    """The unit, or None where it cannot be asked, and everything that is wrong with its folder."""
    folder = Folder(path)
    if not path.is_dir():
        folder.report("", 0, "There is no such folder.", "Name a folder of bank/behavioural.")
        return None, folder.findings
    unit = _read(folder)
    if unit is not None:
        _look_for_strangers(folder, KNOWN[unit.kind])
        judge_unit(folder, unit)
    return unit, sorted(set(folder.findings))


def _look_for_strangers(folder: Folder, known: tuple[str, ...]) -> None:
    for stranger in sorted(each.name for each in folder.path.iterdir() if not each.name.startswith(".")):
        if stranger not in known:
            folder.report(stranger, 0, "The file is not part of this kind of unit.", f"Known: {', '.join(known)}")


def _read(folder: Folder) -> BehaviouralUnit | None:
    sheet = table_of(folder, "unit.toml", BehaviouralSheet)
    followups = table_of(folder, "followups.toml", ToldFollowupsSheet)
    texts: dict[str, Any] = {name: folder.text(f"{name}.md").strip() for name in ("prompt", "listens")}
    if sheet is None or followups is None:
        return None
    rest = _story(folder) if sheet.kind == "story" else _layperson(folder)
    if rest is None:
        return None
    return BehaviouralUnit(
        slug=folder.path.resolve().name,
        folder=folder.path,
        title=sheet.title,
        kind=sheet.kind,  # type: ignore[arg-type]  # the pattern allows nothing else
        topics=tuple(sheet.topics),
        level=sheet.level,
        minutes=sheet.minutes,
        sources=tuple(sheet.sources),
        followups=tuple(ToldFollowup(each.ask, each.when, each.answer) for each in followups.followup),
        tags=tuple(sheet.competencies),
        audience=sheet.audience.strip(),
        **texts,
        **rest,
    )


def _story(folder: Folder) -> dict[str, Any] | None:
    levels = table_of(folder, "levels.toml", LevelsSheet)
    example = folder.text("example.md").strip()
    if levels is None:
        return None
    return {
        "levels": (levels.one, levels.two, levels.three, levels.four),
        "model": example,
        "stories": _told(folder),
    }


def _layperson(folder: Folder) -> dict[str, Any] | None:
    rubric = table_of(folder, "rubric.toml", RubricSheet)
    answer = folder.text("answer.md").strip()
    if rubric is None:
        return None
    return {"model": answer, "rubric": rubric_of(rubric), "examples": examples_of(folder)}


def _told(folder: Folder) -> tuple[StoryExample, ...]:
    found: list[StoryExample] = []
    for path in sorted((folder.path / "answers").glob("*.md")):
        name = f"answers/{path.name}"
        parts = re.fullmatch(r"---\n(.*?)\n---\n?(.*)", folder.text(name), re.DOTALL)
        if parts is None:
            fix = 'Begin with ---, parts = ["situation"], flags = [], ---'
            folder.report(name, 1, "What must be found is missing.", fix)
            continue
        try:
            head = read_table(folder, name, tomllib.loads(parts[1]), parts[1], StoryHead)
        except tomllib.TOMLDecodeError as error:
            folder.report(name, 1, f"The head is not TOML: {error}.")
            continue
        if head is not None:
            text = parts[2].strip()
            found.append(StoryExample(path.stem, path, text, tuple(head.parts), tuple(head.flags)))
    return tuple(found)
