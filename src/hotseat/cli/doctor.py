"""`hotseat doctor`: what works on this machine."""

import click

from hotseat.cli import arguments
from hotseat.cli.terminal import entry, say, then, word, wrapped
from hotseat.practice.exchange import plain


@click.command("doctor")
@arguments.as_json
def command(is_json: bool) -> int:  # noqa: FBT001
    """Look at everything that practising needs: libraries, disk, record, bank, sandbox."""
    with arguments.desk() as desk:
        report = desk.doctor()
    if is_json:
        arguments.print_json({"is_sound": report.is_sound, **plain(report)})
        return 0 if report.is_sound else 1
    for each in report.inspections:
        say(entry(f"{word(each.state, 8)}{each.name:<15}", 23, each.detail))
        if each.fix:
            say(wrapped(each.fix, " " * 23))
    then("hotseat list")
    return 0 if report.is_sound else 1
