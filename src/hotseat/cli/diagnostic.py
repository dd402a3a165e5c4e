"""`hotseat diagnostic`: short questions that find out where to begin."""

import click

from hotseat.cli import arguments


@click.command("diagnostic")
@click.option("--minutes", type=int, default=25, show_default=True, help="At most so many, 5 to 25.")
@click.option("--again", "is_again", is_flag=True, help="Begin a new one.")
@click.option("--end", "is_end", is_flag=True, help="End it here; what was answered counts.")
@arguments.as_json
def command(minutes: int, is_again: bool, is_end: bool, is_json: bool) -> int:  # noqa: FBT001
    """Ask short questions, each chosen by the answers before it; then print where you stand."""
    from hotseat.cli.diagnosing import diagnose, print_diagnosis

    with arguments.desk() as desk:
        if is_end:
            desk.diagnostic.end()
        elif is_again or (desk.diagnostic.run() is None and not is_json):
            desk.diagnostic.start(minutes)
        if is_end or is_json:
            return print_diagnosis(desk, is_json=is_json)
        return diagnose(desk)
