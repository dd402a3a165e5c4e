"""`hotseat run`: the shown checks, not recorded."""

from pathlib import Path

import click

from hotseat.cli import arguments
from hotseat.cli.judging import run_file


@click.command("run")
@arguments.slug
@arguments.file
@arguments.seed
@arguments.full
@arguments.as_json
def command(slug: str, file: Path | None, seed: int | None, is_full: bool, is_json: bool) -> int:  # noqa: FBT001
    """Run FILE (SLUG.py if not given) against the shown checks; nothing is recorded."""
    with arguments.desk() as desk:
        return run_file(desk, slug, file, seed=seed, is_full=is_full, is_json=is_json)
