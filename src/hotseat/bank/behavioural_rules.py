"""What a behavioural unit must have, as far as its files can tell; what is found in its answers is the grader's."""

import tomllib
from pathlib import Path

from hotseat.bank.coding import topics_near
from hotseat.bank.facts import SLUG
from hotseat.bank.folder import Folder
from hotseat.bank.rubric_rules import judge_examples, judge_rubric
from hotseat.model.behavioural import ALWAYS, PLAIN_FLAGS, STORY_FLAGS, BehaviouralUnit
from hotseat.model.names import did_you_mean

AREAS = ("beh", "resp", "proc")
STORIES = ("strong", "no-numbers", "we", "no-reflection", "rambling")
EXPLANATIONS = ("good-plain", "good-other", "jargon", "partial", "swapped", "soup")
FOLLOWUPS = range(2, 5)


def judge_unit(folder: Folder, unit: BehaviouralUnit) -> None:
    """Everything that holds for both kinds, then what holds for this one."""
    if not SLUG.fullmatch(unit.slug):
        folder.report("", 0, "The folder's name is not a slug.", "Use lower case, digits and single hyphens.")
    _judge_topics(folder, unit)
    _judge_length(folder, "prompt.md", unit.prompt, 1, 60)
    _judge_length(folder, "listens.md", unit.listens, 1, 150)
    if len(unit.followups) not in FOLLOWUPS:
        folder.report("followups.toml", 0, f"There are {len(unit.followups)} follow-ups; 2 to 4 are wanted.")
    flags = (ALWAYS, *(STORY_FLAGS if unit.kind == "story" else PLAIN_FLAGS))
    for each in unit.followups:
        if each.when not in flags:
            folder.report("followups.toml", 0, f"No {unit.kind} gets the flag {each.when}.", f"Known: {', '.join(flags)}")
    if unit.kind == "story":
        _judge_story(folder, unit)
    else:
        _judge_layperson(folder, unit)


def _judge_topics(folder: Folder, unit: BehaviouralUnit) -> None:
    known = topics_near(folder.path)
    for topic in unit.topics:
        if known is not None and topic not in known:
            fix = did_you_mean(topic, sorted(known)) or ""
            folder.report("unit.toml", 0, f"{topic} is not in bank/syllabus.yaml.", fix)
        if unit.kind == "story" and topic.partition(".")[0] not in AREAS:
            folder.report("unit.toml", 0, f"{topic} is not a topic of stories.", f"Areas: {', '.join(AREAS)}")


def _judge_length(folder: Folder, name: str, text: str, least: int, most: int) -> None:
    if not least <= len(text.split()) <= most:
        folder.report(name, 0, f"It has {len(text.split())} words; at most {most}, at least {least}.")


def _judge_story(folder: Folder, unit: BehaviouralUnit) -> None:
    _judge_length(folder, "example.md", unit.model, 150, 260)
    if unit.audience:
        folder.report("unit.toml", 0, "A story has no audience.", "Remove it.")
    if not unit.tags:
        folder.report("unit.toml", 0, "There are no competencies.", "Name tags of bank/loops/competencies.toml.")
    known = _tags(folder.path.resolve().parents[1] / "loops" / "competencies.toml")
    for tag in unit.tags if known is not None else ():
        if tag not in (known or ()):
            folder.report("unit.toml", 0, f"{tag} is no story tag.", did_you_mean(tag, known or ()))
    names = [each.name for each in unit.stories]
    for wanted in STORIES:
        if wanted not in names:
            folder.report(f"answers/{wanted}.md", 0, "The example answer is missing.")
    for story in unit.stories:
        _judge_length(folder, f"answers/{story.path.name}", story.text, 80, 250)


def _judge_layperson(folder: Folder, unit: BehaviouralUnit) -> None:
    assert unit.rubric is not None
    _judge_length(folder, "answer.md", unit.model, 1, 180)
    if not unit.audience:
        folder.report("unit.toml", 0, "There is no audience.", 'Write: audience = "a support manager"')
    if unit.tags:
        folder.report("unit.toml", 0, "Only a story has competencies.", "Remove them.")
    judge_rubric(folder, unit.rubric)
    judge_examples(folder, unit.rubric, unit.examples, EXPLANATIONS)


def _tags(path: Path) -> frozenset[str] | None:
    """The tags of stories; None when they cannot be read."""
    try:
        return frozenset(tomllib.loads(path.read_text(encoding="utf-8")).get("story_tags", {}))
    except (OSError, ValueError):
        return None
