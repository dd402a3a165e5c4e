"""`hotseat new`: the template of a unit."""

from pathlib import Path

import click

from hotseat.cli.terminal import say, then


@click.command("new")
@click.argument("kind", type=click.Choice(["coding", "drill", "concept"]))
@click.argument("slug")
@click.option("--dir", "folder", type=click.Path(path_type=Path), help="The bank to write into.")
def command(kind: str, slug: str, folder: Path | None) -> None:
    """Write a commented template of a new problem (coding), drill or question (concept) SLUG."""
    from hotseat.practice.template import write_template

    path = write_template(kind, slug, folder)
    say(str(path))
    then(f"hotseat check {path}")
