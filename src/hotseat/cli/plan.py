"""`hotseat plan`: what to do on each day until the interview."""

from pathlib import Path

import click

from hotseat.cli import arguments
from hotseat.cli.wishing import told_wishes


@click.command("plan")
@click.option("--ics", "ics", type=click.Path(path_type=Path, dir_okay=False), help="Write a calendar file.")
@click.option("--interview", metavar="DATE", help="The day, like 2026-12-31; 'none' forgets it.")
@click.option("--role", metavar="FORMAT", help="The interview to plan for: see hotseat loop.")
@click.option("--minutes", type=int, help="Minutes on a day of study.")
@click.option("--off", metavar="DAYS", help="Days off, like sat,sun,2026-12-24; 'none' for none.")
@click.option("--days", type=click.IntRange(1, 730), default=7, show_default=True, help="Print so many days.")
@arguments.as_json
def command(ics: Path | None, days: int, is_json: bool, **wishes: str | int | None) -> int:  # noqa: FBT001
    """Print the plan until the interview, made anew from your record each time."""
    from hotseat.cli.planning import print_plan, write_calendar

    with arguments.desk() as desk:
        if any(each is not None for each in wishes.values()):
            desk.progress.notebook.keep(told_wishes(desk.progress.notebook.read(), wishes))
        if ics is not None:
            return write_calendar(desk, ics)
        return print_plan(desk.progress.outlook(), days, is_json=is_json)
