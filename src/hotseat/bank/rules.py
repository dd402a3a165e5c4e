"""What a unit must have beyond files that can be read: enough of everything, and parts that fit together."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hotseat.bank.checks_file import Outline, defined_names
from hotseat.bank.facts import FILE
from hotseat.bank.folder import Folder
from hotseat.bank.toml_file import TomlFile
from hotseat.model.names import did_you_mean
from hotseat.model.unit import FAST_ENOUGH, Code, UnitFacts

MOST_PROMPT_WORDS = 200
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


def split_hints(text: str) -> tuple[str, ...]:
    """The hints of hints.md in order, each with its "## heading"."""
    return tuple(part.strip() for part in re.split(r"(?m)^(?=## )", text) if part.startswith("## "))


def judge_texts(folder: Folder, parts: Parts) -> None:
    """Prompt, hints, follow-ups and debrief: there, and not too long."""
    has = {finding.file for finding in folder.findings}
    words = len(parts.prompt.split())
    if words > MOST_PROMPT_WORDS:
        folder.report("prompt.md", 0, f"The prompt has {words} words.", f"At most {MOST_PROMPT_WORDS}.")
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


def judge_code(folder: Folder, parts: Parts, facts: UnitFacts | None) -> None:
    """Enough solutions and mistakes, each saying what it is, each defining what is asked for."""
    if len(parts.solutions) < LEAST_SOLUTIONS:
        folder.report(
            "solutions", 0, "There are fewer than two solutions.", "Write another one in another style."
        )
    if len(parts.mistakes) < LEAST_MISTAKES:
        what = f"There are {len(parts.mistakes)} mistakes; a unit has at least {LEAST_MISTAKES}."
        folder.report("mistakes", 0, what, "Write the slips that people really make, one a file.")
    diagnosis = "Write the diagnosis there: what it does, why it is wrong, what to do."
    for codes, what, fix in [
        (parts.solutions, "The solution has no docstring.", "Name its style there."),
        (parts.mistakes, "The mistake has no docstring.", diagnosis),
    ]:
        for code in codes:
            if not code.doc:
                folder.report(_place(folder, code), 1, what, fix)
    if facts is not None:
        for each in (parts.starter, *parts.solutions, *parts.mistakes):
            _judge_entry(folder, each, facts.entry)


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


def judge_checks(folder: Folder, found: Outline, facts: UnitFacts | None) -> None:
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
    if facts is not None and facts.task == "optimise":
        wanted.append(
            (found.workloads, "There is no workload to measure the speedup on.", "Write: @workload(...)")
        )
    for things, what, fix in wanted:
        if not things:
            folder.report("checks.py", 0, what, fix)


def judge_facts(folder: Folder, facts: UnitFacts, file: TomlFile, topics: frozenset[str] | None) -> None:
    """Topics that the syllabus knows; a speedup where, and only where, it is asked for."""
    for topic in facts.topics:
        if topics is not None and topic not in topics:
            fix = did_you_mean(topic, topics) or "Topics are in bank/syllabus.yaml."
            folder.report(FILE, file.line("topics"), f"'{topic}' is not a topic of the syllabus.", fix)
    if len(set(facts.topics)) < len(facts.topics):
        folder.report(
            FILE, file.line("topics"), "A topic is named twice.", "Name each once, the main one first."
        )
    if facts.task == "optimise" and facts.speedup is None:
        folder.report(
            FILE, 0, "speedup is missing.", "An optimise task says how many times faster than starter.py."
        )
    if facts.task != "optimise" and facts.speedup is not None:
        folder.report(FILE, file.line("speedup"), "speedup is for optimise tasks only.", "Remove it.")


def judge_reference(folder: Folder, parts: Parts, facts: UnitFacts, file: TomlFile) -> None:
    """The reference is one of the solutions."""
    names = [code.name for code in parts.solutions]
    if facts.reference_name is not None and names and facts.reference_name not in names:
        fix = did_you_mean(facts.reference_name, names) or f"Solutions: {', '.join(names)}"
        what = f"solutions/{facts.reference_name}.py does not exist."
        folder.report(FILE, file.line("reference"), what, fix)


def judge_mistakes(folder: Folder, parts: Parts, file: TomlFile, found: Outline | None) -> None:
    """Every file in mistakes/ has its check in [mistakes], and the other way round."""
    table = file.values.get("mistakes")
    table = table if isinstance(table, dict) else {}
    files = sorted(path.stem for path in (folder.path / "mistakes").glob("*.py"))
    for name in files:
        if name not in table:
            fix = f'Write in [mistakes]: {name} = "name of the check that must catch it"'
            folder.report(f"mistakes/{name}.py", 0, "The mistake is not in unit.toml.", fix)
    checks = [check.name for check in found.checks] if found else []
    known = [*checks, FAST_ENOUGH] if file.values.get("task") == "optimise" else checks
    for name, check in table.items():
        line = file.line(name, "mistakes")
        if name not in files:
            fix = did_you_mean(name, files) or f"Write mistakes/{name}.py"
            folder.report(FILE, line, f"mistakes/{name}.py does not exist.", fix)
        if checks and isinstance(check, str) and check not in known:
            fix = did_you_mean(check, known) or f"Checks: {', '.join(checks)}"
            folder.report(FILE, line, f"checks.py has no check '{check}'.", fix)
