"""`hotseat submit`: every check, recorded."""

from pathlib import Path

import click

from hotseat.cli import arguments
from hotseat.cli.judging import submit_file


@click.command("submit")
@arguments.slug
@arguments.file
@arguments.seed
@arguments.full
@arguments.as_json
def command(slug: str, file: Path | None, seed: int | None, is_full: bool, is_json: bool) -> int:  # noqa: FBT001
    """Judge FILE (SLUG.py if not given) with every check and record the attempt."""
    with arguments.desk() as desk:
        return submit_file(desk, slug, file, seed=seed, is_full=is_full, is_json=is_json)
