"""`hotseat hint`: one hint more."""

import click

from hotseat.cli import arguments
from hotseat.cli.prose import laid_out
from hotseat.cli.terminal import say, tell, then


@click.command("hint")
@arguments.slug
@click.option("--seen", "is_again", is_flag=True, help="Print the hints you have seen; reveal nothing.")
def command(slug: str, is_again: bool) -> None:  # noqa: FBT001
    """Reveal the next hint; attempts remember how many you had seen."""
    with arguments.desk() as desk:
        hints = desk.problem(slug).hints
        fresh = None if is_again else desk.next_hint(slug)
        seen = desk.hints_seen(slug)
    printed = list(hints[:seen]) if is_again else [fresh] if fresh else []
    say(
        laid_out("\n\n".join(printed))
        if printed
        else "There is no other hint."
        if seen
        else "No hint was seen."
    )
    tell(f"{seen} of {len(hints)} hints seen.")
    then(
        f"hotseat run {slug}",
        f"hotseat hint {slug}" if seen < len(hints) else f"hotseat show {slug} --give-up",
    )
