"""`hotseat list`: problems, and how far the learner is with each."""

import click

from hotseat.cli import arguments
from hotseat.cli.catalogue import lines_json, print_catalogue


@click.command("list")
@click.option("--area", help="Only an area of the syllabus, e.g. sup.")
@click.option("--level", type=click.Choice(["warmup", "core", "stretch"]))
@click.option("--task", type=click.Choice(["implement", "preprocess", "debug", "optimise", "extend"]))
@click.option("--state", type=click.Choice(["new", "tried", "solved"]))
@click.option("--search", help="Words in the title, the name or the topics.")
@arguments.as_json
def command(is_json: bool, **wanted: str | None) -> None:  # noqa: FBT001
    """List the problems, and how far you are with each."""
    with arguments.desk() as desk:
        lines = desk.find(**{**wanted, "area": wanted["area"] and wanted["area"].lower()})
        if is_json:
            arguments.print_json(lines_json(lines))
        else:
            print_catalogue(lines, desk)
