"""`hotseat export`: the record as JSON lines."""

from pathlib import Path

import click

from hotseat.cli import arguments
from hotseat.cli.terminal import tell, then


@click.command("export")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--force", "is_forced", is_flag=True, help="Replace the file if it is there.")
def command(file: Path | None, is_forced: bool) -> None:  # noqa: FBT001
    """Write your record as JSON lines to FILE, or to stdout."""
    from hotseat.practice.exchange import opened_export

    with arguments.desk() as desk, opened_export(file, is_forced=is_forced) as stream:
        count = desk.export(stream)
    tell(f"{count} line{'s' * (count != 1)} written.")
    if file is not None:
        then(f"hotseat import {file}")
