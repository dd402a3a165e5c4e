"""`hotseat open`: a problem as a file to work in."""

from pathlib import Path

import click

from hotseat.cli import arguments
from hotseat.cli.terminal import say, then


@click.command("open")
@arguments.slug
@click.option("--force", "is_forced", is_flag=True, help="Replace the file if it is there.")
@click.option(
    "--dir", "folder", type=click.Path(path_type=Path), default=Path(), help="Write into this folder."
)
def command(slug: str, is_forced: bool, folder: Path) -> None:  # noqa: FBT001
    """Write SLUG.py: the statement as docstring, then the starter."""
    from hotseat.practice.worksheet import write_worksheet

    with arguments.desk() as desk:
        path = write_worksheet(desk.problem(slug), folder, is_forced=is_forced)
    say(str(path))
    then(f"hotseat run {slug}{'' if folder == Path() else f' {path}'}", f"hotseat watch {slug}")
