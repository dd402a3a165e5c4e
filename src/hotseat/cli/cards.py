"""`hotseat cards`: questions as flash cards for other programs, and cards of other programs as your own."""

from pathlib import Path

import click

from hotseat.cli import arguments
from hotseat.cli.own_cards import print_cards, print_imported
from hotseat.cli.terminal import tell, then


class Cards(click.Group):
    """A first word that is no command is the file to export to."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, with `export` put in where it was left out."""
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = ["export", *args]
        return super().parse_args(ctx, args)


@click.group("cards", cls=Cards)
def command() -> None:
    """Questions as flash cards for other programs (`hotseat cards FILE`), and cards of other programs as your own."""


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("topic", required=False)
@click.option("--force", "is_forced", is_flag=True, help="Replace the file.")
def export(file: Path, topic: str | None, is_forced: bool) -> None:  # noqa: FBT001
    """Write the questions (of a TOPIC) with their answers to FILE.apkg for Anki, or FILE.csv."""
    from hotseat.practice.cards import write_cards

    with arguments.desk() as desk:
        lines = desk.questions.chosen(topic)
    units = [line.unit for line in lines if not line.is_sealed]
    tell(f"{write_cards(units, file, is_forced=is_forced)} cards written to {file}.")
    if len(units) < len(lines):
        tell(f"{len(lines) - len(units)} left out: in your running interview.")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@arguments.as_json
def import_(file: Path, is_json: bool) -> int:  # noqa: FBT001
    """Add the cards of FILE (.csv with front,back[,topic], or an .apkg of Anki's) to your reviews."""
    with arguments.desk() as desk:
        return print_imported(desk.own_cards.import_file(file), is_json=is_json)


@command.command("list")
@click.argument("topic", required=False)
@arguments.as_json
def list_(topic: str | None, is_json: bool) -> int:  # noqa: FBT001
    """Your own cards (of a TOPIC or area)."""
    with arguments.desk() as desk:
        print_cards(desk.own_cards.lines(topic), is_json=is_json)
    then("hotseat review", "hotseat cards import FILE")
    return 0
