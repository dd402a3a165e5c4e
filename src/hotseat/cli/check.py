"""`hotseat check`: units of the bank, proven."""

from pathlib import Path

import click

from hotseat.cli import arguments
from hotseat.cli.proving import check_paths


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--seeds", type=click.IntRange(1, 1000), default=3, show_default=True, help="Inputs drawn so often."
)
@click.option("--jobs", type=click.IntRange(1, 256), help="Units at a time; all cores if not given.")
@arguments.as_json
def command(paths: tuple[Path, ...], seeds: int, jobs: int | None, is_json: bool) -> int:  # noqa: FBT001
    """Prove the units in PATHS (folders or names; the whole bank if none): every finding at once."""
    return check_paths(paths, seeds=seeds, jobs=jobs, is_json=is_json)
