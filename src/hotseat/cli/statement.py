"""A problem in the terminal: its statement, its solutions."""

from hotseat.cli.terminal import complain, faint, harmless, say, strong, then
from hotseat.model.unit import CodingUnit


def print_statement(unit: CodingUnit) -> int:
    """The statement with what is allowed. Returns the exit code."""
    limits = f"{unit.limits.seconds:g} s and {unit.limits.memory_mb} MB per check"
    say(strong(unit.title))
    say(faint(f"{unit.slug}: {unit.task}, {unit.level}, {unit.minutes} min, {unit.runtime}, {limits}"))
    if unit.forbids:
        say(faint(f"not allowed: {', '.join(unit.forbids)}"))
    say("\n" + harmless(unit.prompt.strip()))
    then(f"hotseat open {unit.slug}")
    return 0


def print_solutions(unit: CodingUnit, *, is_allowed: bool) -> int:
    """Solutions, debrief and follow-ups once they may be seen. Returns the exit code."""
    if not is_allowed:
        fix = f"To see them unsolved: hotseat show {unit.slug} --give-up"
        complain(["The solutions are shown after an accepted attempt.", f"  {fix}"])
        return 1
    for code in unit.solutions:
        say(strong(f"# {code.name}.py"))
        say(harmless(code.text.strip()) + "\n")
    say(strong("Debrief") + "\n" + harmless(unit.debrief.strip()) + "\n")
    say(strong("Asked next") + "\n" + harmless(unit.followups.strip()) + "\n")
    say(strong("Sources") + "\n" + "\n".join(f"- {harmless(each)}" for each in unit.sources))
    then("hotseat list --state new")
    return 0
