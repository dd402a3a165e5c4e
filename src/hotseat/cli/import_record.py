"""`hotseat import`: exported JSON lines into the record."""

from pathlib import Path

import click

from hotseat.cli import arguments
from hotseat.cli.terminal import say, then


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
def command(file: Path) -> None:
    """Add the lines of FILE (- for stdin) to your record: all of them, or none where one is wrong."""
    from hotseat.practice.exchange import opened_import

    with opened_import(file) as stream, arguments.desk() as desk:
        added, known = desk.import_(stream)
    say(f"{added} added, {known} already there.")
    then("hotseat history")
