"""`hotseat watch`: judged again on every save."""

import contextlib
from pathlib import Path

import click

from hotseat.cli import arguments


@click.command("watch")
@arguments.slug
@arguments.file
@click.option("--submit", "is_submitting", is_flag=True, help="Use every check and record each attempt.")
@arguments.full
def command(slug: str, file: Path | None, is_submitting: bool, is_full: bool) -> None:  # noqa: FBT001
    """Judge FILE (SLUG.py if not given) now and whenever it is saved. Ctrl-C ends."""
    from hotseat.cli.watching import watch_file

    with arguments.desk() as desk, contextlib.suppress(KeyboardInterrupt):
        watch_file(desk, slug, file, is_submitting=is_submitting, is_full=is_full)
