"""`hotseat show`: a problem's statement, or its solutions."""

import click

from hotseat.cli import arguments
from hotseat.cli.statement import print_solutions, print_statement


@click.command("show")
@arguments.slug
@click.option("--solution", "is_solution", is_flag=True, help="Solutions, debrief and what is asked next.")
@click.option("--give-up", "is_giving_up", is_flag=True, help="See them unsolved; that is recorded.")
def command(slug: str, is_solution: bool, is_giving_up: bool) -> int:  # noqa: FBT001
    """Print a problem's statement, or with --solution how it is solved."""
    with arguments.desk() as desk:
        unit = desk.problem(slug)
        if is_giving_up:
            desk.give_up(slug)
        if is_solution or is_giving_up:
            return print_solutions(unit, is_allowed=desk.may_see_solutions(slug))
    return print_statement(unit)
