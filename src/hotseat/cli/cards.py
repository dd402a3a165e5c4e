"""`hotseat cards`: questions as flash cards for other programs."""

from pathlib import Path

import click

from hotseat.cli import arguments
from hotseat.cli.terminal import tell


@click.command("cards")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("topic", required=False)
@click.option("--force", "is_forced", is_flag=True, help="Replace the file.")
def command(file: Path, topic: str | None, is_forced: bool) -> None:  # noqa: FBT001
    """Write the questions (of a TOPIC) with their answers to FILE.apkg for Anki, or FILE.csv."""
    from hotseat.practice.cards import write_cards

    with arguments.desk() as desk:
        units = [line.unit for line in desk.questions.chosen(topic)]
    tell(f"{write_cards(units, file, is_forced=is_forced)} cards written to {file}.")
