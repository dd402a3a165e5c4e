"""`hotseat cards`: questions as flash cards for other programs, and cards of other programs as your own."""

from pathlib import Path

import click

from hotseat.cli import arguments
from hotseat.cli.own_cards import NAME, print_card, print_cards, print_imported
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
@click.option("--removed", "is_removed", is_flag=True, help="Those that you took out.")
@arguments.as_json
def list_(topic: str | None, is_removed: bool, is_json: bool) -> int:  # noqa: FBT001
    """Your own cards (of a TOPIC or area), each with its name."""
    with arguments.desk() as desk:
        lines = desk.own_cards.removed() if is_removed else desk.own_cards.lines(topic)
    print_cards(lines, is_json=is_json, is_removed=is_removed)
    then("hotseat review", "hotseat cards undo CARD" if is_removed else "hotseat cards edit CARD")
    return 0


@command.command("edit")
@click.argument("card")
@click.option("--front", help="Its question from now on.")
@click.option("--back", help="Its answer from now on.")
@click.option("--topic", help="Its topic of the syllabus from now on; 'none' for none.")
def edit(card: str, front: str | None, back: str | None, topic: str | None) -> int:
    """Change what a CARD (its name, or how that begins) says; reviews go on as they were."""
    if front is None and back is None and topic is None:
        raise click.UsageError("Say what to change: --front, --back or --topic.")
    with arguments.desk() as desk:
        cards = desk.own_cards
        now = cards.one(cards.named(card))
        wanted = now.topic if topic is None else "" if topic.lower() == "none" else topic
        sides = (now.front if front is None else front, now.back if back is None else back)
        kept = cards.edit(now.unit, *sides, wanted)
    print_card(kept)
    then(f"hotseat cards undo {kept.unit[:NAME]}")
    return 0


@command.command("remove")
@click.argument("card")
def remove(card: str) -> int:
    """Take a CARD out of your reviews; undo brings it back."""
    with arguments.desk() as desk:
        unit = desk.own_cards.named(card)
        desk.own_cards.remove(unit)
    tell("It is asked no more.")
    then(f"hotseat cards undo {unit[:NAME]}")
    return 0


@command.command("undo")
@click.argument("card")
def undo(card: str) -> int:
    """Take back the last change of a CARD, a removal too."""
    with arguments.desk() as desk:
        unit = desk.own_cards.named(card)
        kept = desk.own_cards.undo(unit)
    if kept is None:
        tell("It is removed again.")
    else:
        print_card(kept)
    then("hotseat cards list")
    return 0
