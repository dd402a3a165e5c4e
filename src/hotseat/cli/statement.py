"""A problem in the terminal: its statement, its solutions."""

from hotseat.cli.prose import laid_out
from hotseat.cli.terminal import complain, faint, harmless, say, strong, then, wrapped
from hotseat.model.unit import CodingUnit


def print_statement(unit: CodingUnit) -> int:
    """The statement with what is allowed. Returns the exit code."""
    limits = f"{unit.limits.seconds:g} s and {unit.limits.memory_mb} MB per check"
    say(strong(unit.title))
    say(
        faint(
            wrapped(f"{unit.slug}: {unit.task}, {unit.level}, {unit.minutes} min, {unit.runtime}, {limits}")
        )
    )
    if unit.forbids:
        say(faint(wrapped(f"not allowed: {', '.join(unit.forbids)}")))
    say("\n" + laid_out(unit.prompt))
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
    say(strong("Debrief") + "\n" + laid_out(unit.debrief) + "\n")
    say(strong("Asked next") + "\n" + laid_out(unit.followups) + "\n")
    say(strong("Sources") + "\n" + laid_out("\n".join(f"- {each}" for each in unit.sources)))
    then("hotseat list --state new")
    return 0
