"""`hotseat doctor`: what works on this machine."""

from typing import TYPE_CHECKING

import click

from hotseat.cli import arguments
from hotseat.cli.terminal import entry, say, then, word, wrapped
from hotseat.model.errors import HotseatError
from hotseat.practice.exchange import plain

if TYPE_CHECKING:
    from hotseat.practice.doctor import Report


@click.command("doctor")
@arguments.as_json
def command(is_json: bool) -> int:  # noqa: FBT001
    """Look at everything that practising needs: libraries, disk, record, bank, sandbox."""
    report = _report()
    if is_json:
        arguments.print_json({"is_sound": report.is_sound, **plain(report)})
        return 0 if report.is_sound else 1
    for each in report.inspections:
        say(entry(f"{word(each.state, 8)}{each.name:<15}", 23, each.detail))
        if each.fix:
            say(wrapped(each.fix, " " * 23))
    then("hotseat list")
    return 0 if report.is_sound else 1


def _report() -> "Report":
    """What was found. A record that cannot be opened is a finding too."""
    try:
        with arguments.desk() as desk:
            return desk.doctor()
    except HotseatError as error:
        from hotseat.practice.doctor import examine_without_desk

        return examine_without_desk(error)
