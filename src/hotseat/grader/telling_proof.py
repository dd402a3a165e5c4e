"""A behavioural unit proven on its own example answers, and on answers that are none."""

import re
from collections.abc import Iterable

from hotseat.grader.plain_speech import analyse_explanation
from hotseat.grader.proof import prove_question
from hotseat.grader.stories import analyse_story
from hotseat.model.behavioural import BehaviouralUnit, StoryExample, StoryFeedback, Vocabulary
from hotseat.model.finding import Finding

GOOD, POOR = 3, 2


def prove_behavioural(unit: BehaviouralUnit, vocabulary: Vocabulary) -> list[Finding]:
    """What is found in the unit's own answers that should not be, and the other way round."""
    if unit.kind == "story":
        found = [finding for each in unit.stories for finding in _told(unit, each)]
        return [*found, *_model_story(unit), *_copied(unit, vocabulary)]
    if problems := prove_question(unit.as_question()):
        return problems
    return [*_explained(unit, vocabulary), *_copied(unit, vocabulary)]


def _told(unit: BehaviouralUnit, story: StoryExample) -> list[Finding]:
    feedback = analyse_story(unit.prompt, story.text)
    where, found = str(story.path), []
    if set(feedback.parts()) != set(story.parts):
        what = f"Parts found: {_listed(feedback.parts())}, expected: {_listed(story.parts)}."
        found.append(Finding(where, 0, what, _heard(feedback, story.text)))
    flags = [flag.id for flag in feedback.flags]
    if set(flags) != set(story.flags):
        what = f"Flags raised: {_listed(flags)}, expected: {_listed(story.flags)}."
        found.append(Finding(where, 0, what, _heard(feedback, story.text)))
    return found


def _model_story(unit: BehaviouralUnit) -> list[Finding]:
    feedback = analyse_story(unit.prompt, unit.model)
    where, found = str(unit.folder / "example.md"), []
    if feedback.flags:
        what = f"The example itself gets flags: {_listed(flag.id for flag in feedback.flags)}."
        found.append(Finding(where, 0, what, _heard(feedback, unit.model)))
    for level in feedback.levels:
        if level.competency != "scope" and (level.level or 0) < GOOD:
            given = "is not judged" if level.level is None else f"gets {level.level}"
            what = f"In the example {level.competency} {given}, expected {GOOD} or more: {level.because}"
            found.append(Finding(where, 0, what, _heard(feedback, unit.model)))
    return found


def _explained(unit: BehaviouralUnit, vocabulary: Vocabulary) -> list[Finding]:
    found = []
    answers = [(each.name, str(each.path), each.text) for each in unit.examples]
    answers.append(("good-model", str(unit.folder / "answer.md"), re.sub(r"[*_`$]", "", unit.model)))
    for name, where, text in answers:
        feedback = analyse_explanation(unit, text, vocabulary)
        level = feedback.level.level
        if name.startswith("good") and (level or 0) < GOOD:
            found.append(
                Finding(
                    where,
                    0,
                    f"Its level is {level or 'not judged'}, expected {GOOD} or more.",
                    feedback.level.because,
                )
            )
        if name == "jargon" and ("jargon" not in [flag.id for flag in feedback.flags] or (level or 1) > POOR):
            found.append(
                Finding(
                    where,
                    0,
                    f"Its level is {level or 'not judged'} and its terms are not flagged, expected {POOR} at most.",
                    feedback.level.because,
                )
            )
        if name in ("swapped", "soup", "partial") and (level or 1) > POOR:
            found.append(
                Finding(where, 0, f"Its level is {level}, expected {POOR} at most.", feedback.level.because)
            )
    return found


def _copied(unit: BehaviouralUnit, vocabulary: Vocabulary) -> list[Finding]:
    """The prompt itself as an answer."""
    if unit.kind == "story":
        levels = [each.level for each in analyse_story(unit.prompt, unit.prompt).levels]
    else:
        levels = [analyse_explanation(unit, unit.prompt, vocabulary).level.level]
    if all(level in (None, 1) for level in levels):
        return []
    return [Finding(str(unit.folder / "prompt.md"), 0, "The prompt itself as an answer gets more than 1.")]


def _heard(feedback: StoryFeedback, text: str) -> str:
    """How every sentence was taken, so that an author sees which cue is missing."""
    if feedback.gate:
        return f"It was not read: {feedback.gate}."
    lines = (
        f"{each.part or '-'}: {' '.join(text[each.evidence.start : each.evidence.end].split())[:70]}"
        for each in feedback.told
    )
    return "\n    ".join(["Heard as", *lines])


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
