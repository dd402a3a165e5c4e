"""bank/loops: interview formats, the competencies of each round, and the tags of stories."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from hotseat.bank.concepts import table_of
from hotseat.bank.folder import Folder
from hotseat.model.errors import WrongInput
from hotseat.model.finding import Finding, Refused
from hotseat.model.loop import Competency, LoopFormat, RoundFormat
from hotseat.model.names import did_you_mean
from hotseat.model.unit import Syllabus

COMPETENCIES = "competencies.toml"
LONGEST_MINUTES = 8 * 60
MOST_ROUNDS = 8
Text = Annotated[str, msgspec.Meta(min_length=1)]
Level = Annotated[str, msgspec.Meta(pattern="^(warmup|core|stretch)$")]


class RoundSheet(msgspec.Struct):
    """A [[round]] of a format."""

    kind: Text
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    minutes: Annotated[int, msgspec.Meta(ge=5, le=120)]
    opening: Text
    topics: list[Text] = []
    levels: list[Level] = []
    most_units: Annotated[int, msgspec.Meta(ge=1, le=20)] | None = None


class FormatSheet(msgspec.Struct):
    """A file of bank/loops."""

    format: Annotated[int, msgspec.Meta(ge=1, le=1)]
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    says: Text
    habits: Text
    sources: Annotated[list[Text], msgspec.Meta(min_length=1)]
    round: list[RoundSheet]


class CompetencySheet(msgspec.Struct):
    """A [[competency]]."""

    id: Text
    round: Text
    name: Text
    weight: Annotated[float, msgspec.Meta(gt=0, le=5)]
    levels: Annotated[list[Text], msgspec.Meta(min_length=4, max_length=4)]
    required: bool = False


class CompetenciesSheet(msgspec.Struct):
    """competencies.toml."""

    format: Annotated[int, msgspec.Meta(ge=1, le=1)]
    competency: list[CompetencySheet]
    story_tags: dict[str, Text] = {}


@dataclass(frozen=True)
class LoopBank:
    """What bank/loops holds. formats by slug, competencies in order, story_tags by id; scoring: the rules in words."""

    formats: dict[str, LoopFormat]
    competencies: tuple[Competency, ...]
    story_tags: dict[str, str]
    scoring: str

    def format(self, slug: str) -> LoopFormat:
        """One format. Raises WrongInput with the nearest name."""
        if slug not in self.formats:
            fix = did_you_mean(slug, sorted(self.formats)) or "List them with: hotseat loop"
            raise WrongInput(f"There is no interview format '{slug}'.", "", fix)
        return self.formats[slug]

    def of(self, kind: str) -> list[Competency]:
        """The competencies of a kind of round."""
        return [each for each in self.competencies if each.round == kind]


def load_loops(path: Path, syllabus: Syllabus) -> LoopBank:
    """Everything in bank/loops. Raises Refused with its findings."""
    found, findings = examine_loops(path, syllabus)
    if found is None or findings:
        raise Refused("The interview formats cannot be read.", str(path), "Mend what is named below.", findings)
    return found


def examine_loops(path: Path, syllabus: Syllabus) -> tuple[LoopBank | None, list[Finding]]:
    """What the folder holds, or None, and everything that is wrong with it."""
    folder = Folder(path)
    competencies = table_of(folder, COMPETENCIES, CompetenciesSheet)
    formats = {}
    for file in sorted(path.glob("*.toml")):
        if file.name == COMPETENCIES:
            continue
        sheet = table_of(folder, file.name, FormatSheet)
        if sheet is not None:
            formats[file.stem] = _format(file.stem, sheet)
            _judge(folder, file.name, sheet, syllabus)
    if competencies is None:
        return None, folder.findings
    known = tuple(
        Competency(each.id, each.round, each.name, each.weight, each.required, _four(each.levels))
        for each in competencies.competency
    )
    _judge_competencies(folder, known, formats)
    return LoopBank(formats, known, dict(competencies.story_tags), folder.text("scoring.md")), folder.findings


def _four(levels: list[str]) -> tuple[str, str, str, str]:
    one, two, three, four = levels
    return one, two, three, four


def _format(slug: str, sheet: FormatSheet) -> LoopFormat:
    rounds = tuple(
        RoundFormat(
            each.kind,
            each.title,
            each.minutes,
            each.opening,
            tuple(each.topics),
            tuple(each.levels),
            each.most_units,
        )
        for each in sheet.round
    )
    return LoopFormat(slug, sheet.title, sheet.says, sheet.habits, rounds, tuple(sheet.sources))


def _judge(folder: Folder, name: str, sheet: FormatSheet, syllabus: Syllabus) -> None:
    known = {area.id for area in syllabus.areas} | {topic.id for area in syllabus.areas for topic in area.topics}
    for each in sheet.round:
        for topic in each.topics:
            if topic not in known:
                fix = did_you_mean(topic, sorted(known)) or ""
                folder.report(name, 0, f"{topic} is neither a topic nor an area of the syllabus.", fix)
    if not 1 <= len(sheet.round) <= MOST_ROUNDS:
        folder.report(name, 0, f"A loop has 1 to {MOST_ROUNDS} rounds; this has {len(sheet.round)}.")
    if sum(each.minutes for each in sheet.round) > LONGEST_MINUTES:
        folder.report(name, 0, "The rounds take more than eight hours.")


def _judge_competencies(folder: Folder, known: tuple[Competency, ...], formats: dict[str, LoopFormat]) -> None:
    ids = [each.id for each in known]
    for twice in sorted({each for each in ids if ids.count(each) > 1}):
        folder.report(COMPETENCIES, 0, f"The competency {twice} is there twice.")
    kinds = {each.round for each in known}
    for slug, found in formats.items():
        for kind in sorted({each.kind for each in found.rounds} - kinds):
            fix = did_you_mean(kind, sorted(kinds)) or ""
            folder.report(f"{slug}.toml", 0, f"No competency belongs to rounds of the kind '{kind}'.", fix)
