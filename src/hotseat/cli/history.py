"""`hotseat history`: attempts, newest first."""

import click

from hotseat.cli import arguments
from hotseat.cli.diary import lines_json, print_lines


@click.command("history")
@click.argument("slug", required=False)
@click.option("--limit", type=click.IntRange(1, 100_000), default=20, show_default=True)
@arguments.as_json
def command(slug: str | None, limit: int, is_json: bool) -> None:  # noqa: FBT001
    """List your attempts, newest first; with SLUG only those at that problem."""
    with arguments.desk() as desk:
        lines = desk.history(slug, limit=limit)
        if slug is not None and not lines:
            desk.problem(slug)
    if is_json:
        arguments.print_json(lines_json(lines))
    else:
        print_lines(lines, slug)
