"""What a unit must have beyond files that can be read: enough of everything, and parts that fit together."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hotseat.bank.checks_file import Outline, defined_names
from hotseat.bank.facts import FILE, Sheet
from hotseat.bank.folder import Folder
from hotseat.model.names import did_you_mean
from hotseat.model.unit import FAST_ENOUGH, Clarification, Code

MOST_PROMPT_WORDS = 200
STAGES = 4  # of an `extend` problem
LEAST_HINTS, LEAST_SOLUTIONS, LEAST_MISTAKES, LEAST_FOLLOWUPS = 3, 2, 5, 3


@dataclass(frozen=True)
class Parts:
    """Everything in a folder but its facts. starter and checks: None when they cannot be read."""

    prompt: str
    starter: Code | None
    checks: Code | None
    solutions: tuple[Code, ...]
    mistakes: tuple[Code, ...]
    hints: tuple[str, ...]
    followups: str
    debrief: str
    clarifications: tuple[Clarification, ...] = ()


def split_hints(text: str) -> tuple[str, ...]:
    """The hints of hints.md in order, each with its "## heading"."""
    return tuple(part.strip() for part in re.split(r"(?m)^(?=## )", text) if part.startswith("## "))


def judge_texts(folder: Folder, parts: Parts) -> None:
    """Prompt, hints, follow-ups and debrief: there, and not too long."""
    has = {finding.file for finding in folder.findings}
    words = len(parts.prompt.split())
    levels = [len(each.split()) for each in re.split(r"(?m)^(?=## Level \d)", parts.prompt)]
    if max(levels) > MOST_PROMPT_WORDS:
        what = f"The prompt has {max(levels)} words" + (" in one of its levels." if len(levels) > 1 else ".")
        folder.report("prompt.md", 0, what, f"At most {MOST_PROMPT_WORDS}.")
    bullets = len(re.findall(r"(?m)^[-*] ", parts.followups))
    counted = [
        ("prompt.md", words, 1, "The prompt is empty.", "State everything that a check tests."),
        (
            "hints.md",
            len(parts.hints),
            LEAST_HINTS,
            "There are fewer than three hints.",
            "Each starts with: ## ",
        ),
        (
            "followups.md",
            bullets,
            LEAST_FOLLOWUPS,
            "There are fewer than three follow-ups.",
            "Each starts with: - ",
        ),
        (
            "debrief.md",
            len(parts.debrief.split()),
            1,
            "The debrief is empty.",
            "Say what the interviewer listens for.",
        ),
    ]
    for name, count, least, what, fix in counted:
        if count < least and str(folder.path / name) not in has:
            folder.report(name, 0, what, fix)


def judge_code(folder: Folder, parts: Parts, sheet: Sheet | None) -> None:
    """Enough solutions and mistakes, each saying what it is, each defining what is asked for."""
    if _count(folder, "solutions") < LEAST_SOLUTIONS:
        folder.report(
            "solutions", 0, "There are fewer than two solutions.", "Write another one in another style."
        )
    if (mistakes := _count(folder, "mistakes")) < LEAST_MISTAKES:
        what = f"mistakes/ has {mistakes} of at least {LEAST_MISTAKES} files."
        folder.report("mistakes", 0, what, "Write the slips that people really make, one a file.")
    diagnosis = "Write the diagnosis there: what it does, why it is wrong, what to do."
    for codes, what, fix in [
        (parts.solutions, "The solution has no docstring.", "Name its style there."),
        (parts.mistakes, "The mistake has no docstring.", diagnosis),
    ]:
        for code in codes:
            if not code.doc:
                folder.report(_place(folder, code), 1, what, fix)
    if sheet is not None and (entry := sheet.sound.get("entry")):
        names = [entry] if isinstance(entry, str) else entry
        for each in (parts.starter, *parts.solutions, *parts.mistakes):
            _judge_entry(folder, each, names)


def _count(folder: Folder, name: str) -> int:
    return len(list((folder.path / name).glob("*.py")))


def _place(folder: Folder, code: Code) -> str:
    return str(code.path.relative_to(folder.path))


def _judge_entry(folder: Folder, code: Code | None, entry: Iterable[str]) -> None:
    if code is None:
        return
    defined = defined_names(folder.tree(code))
    for name in entry:
        if name not in defined:
            folder.report(
                _place(folder, code),
                0,
                f"{name} is not defined.",
                f"unit.toml names it as entry. {did_you_mean(name, defined)}".strip(),
            )


def judge_checks(folder: Folder, found: Outline, sheet: Sheet | None) -> None:
    """Checks with sentences, at least one shown, a probe, and a workload where speed is asked for."""
    for line, what, fix in found.faults:
        folder.report("checks.py", line, what, fix)
    for check in found.checks:
        if not check.doc:
            fix = "Write as docstring what the candidate reads when it fails."
            folder.report("checks.py", check.line, f"'{check.name}' has no sentence.", fix)
    wanted = [
        (found.checks, "No check is registered.", 'Write: @check("every row sums to one")'),
        (
            [c for c in found.checks if c.is_shown] or not found.checks,
            "No check is shown.",
            "Give one: is_shown=True",
        ),
        (found.probes, "There is no probe: mistakes cannot be named.", "Write: @probe"),
    ]
    if sheet is not None and sheet.sound.get("task") == "optimise":
        wanted.append(
            (found.workloads, "There is no workload to measure the speedup on.", "Write: @workload(...)")
        )
    if sheet is not None and sheet.sound.get("task") == "extend":
        for level in range(1, STAGES + 1):
            own = [check for check in found.checks if check.name.startswith(f"level {level}: ")]
            fix = f'Name it "level {level}: ..."; prompt.md has a part "## Level {level}".'
            wanted.append((own, f"No check belongs to level {level}.", fix))
    for things, what, fix in wanted:
        if not things:
            folder.report("checks.py", 0, what, fix)


def judge_topics(folder: Folder, sheet: Sheet, topics: frozenset[str] | None) -> None:
    """Topics that the syllabus knows, each once. topics: their ids, or None where there is no syllabus."""
    named, line = sheet.sound.get("topics", []), sheet.file.line("topics")
    for topic in named:
        if topics is not None and topic not in topics:
            fix = did_you_mean(topic, topics) or "Topics are in bank/syllabus.yaml."
            folder.report(FILE, line, f"'{topic}' is not a topic of the syllabus.", fix)
    if len(set(named)) < len(named):
        folder.report(FILE, line, "A topic is named twice.", "Name each once, the main one first.")


def judge_speed(folder: Folder, parts: Parts, sheet: Sheet) -> None:
    """A speedup where, and only where, it is asked for; a reference that exists."""
    task, speedup = sheet.sound.get("task"), sheet.sound.get("speedup")
    if task == "optimise" and "speedup" not in sheet.file.values:
        folder.report(
            FILE, 0, "speedup is missing.", "An optimise task says how many times faster than starter.py."
        )
    if task not in (None, "optimise") and speedup is not None:
        folder.report(FILE, sheet.file.line("speedup"), "speedup is for optimise tasks only.", "Remove it.")
    reference = sheet.sound.get("reference")
    names = [code.name for code in parts.solutions]
    if reference is not None and names and reference not in names:
        fix = did_you_mean(reference, names) or f"Solutions: {', '.join(names)}"
        folder.report(FILE, sheet.file.line("reference"), f"solutions/{reference}.py does not exist.", fix)


def judge_mistakes(folder: Folder, sheet: Sheet, found: Outline | None) -> None:
    """Every file in mistakes/ has its check in [mistakes], and the other way round."""
    file, table = sheet.file, sheet.sound.get("mistakes", {})
    files = sorted(path.stem for path in (folder.path / "mistakes").glob("*.py"))
    for name in files:
        if name not in table:
            fix = f'Write in [mistakes]: {name} = "name of the check that must catch it"'
            folder.report(f"mistakes/{name}.py", 0, "The mistake is not in unit.toml.", fix)
    checks = [check.name for check in found.checks] if found else []
    known = [*checks, FAST_ENOUGH] if sheet.sound.get("task") == "optimise" else checks
    for name, check in table.items():
        line = file.line(name, "mistakes")
        if name not in files:
            fix = did_you_mean(name, files) or f"Write mistakes/{name}.py"
            folder.report(FILE, line, f"mistakes/{name}.py does not exist.", fix)
        if checks and check not in known:
            fix = did_you_mean(check, known) or f"Checks: {', '.join(checks)}"
            folder.report(FILE, line, f"checks.py has no check '{check}'.", fix)
