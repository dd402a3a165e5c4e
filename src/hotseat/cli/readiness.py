"""`hotseat readiness`: how likely a hire is, and what would raise that."""

import click

from hotseat.cli import arguments


@click.command("readiness")
@arguments.as_json
def command(is_json: bool) -> int:  # noqa: FBT001
    """Print the chance of a hire for each round and the interview, with its interval and its reasons."""
    from hotseat.cli.planning import print_readiness

    with arguments.desk() as desk:
        return print_readiness(desk.progress.outlook(), is_json=is_json)
