"""`hotseat open`: a problem as a file to work in."""

from pathlib import Path

import click

from hotseat.cli import arguments
from hotseat.cli.terminal import say, then

FILE_COLUMNS = 88


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
        unit = desk.problem(slug)
        path = write_worksheet(unit, folder, is_forced=is_forced, prose=_in_a_file)
    say(str(path))
    then(f"hotseat run {slug}{'' if folder == Path() else f' {path}'}", f"hotseat watch {slug}")


def _in_a_file(markdown: str) -> str:
    from hotseat.cli.prose import laid_out

    return laid_out(markdown, FILE_COLUMNS, is_styled=False)
