"""`hotseat scorecard`: what a loop showed, on the screen, as JSON, Markdown or PDF."""

from pathlib import Path

import click

from hotseat.cli import arguments, terminal
from hotseat.model.errors import WrongInput
from hotseat.model.loop import Competency
from hotseat.model.scorecard import Scorecard
from hotseat.practice.scoring import card_json, latest_scorecard, scorecard
from hotseat.scorecard.markdown import as_markdown, how


@click.command("scorecard")
@click.argument("loop_id", metavar="[LOOP]", required=False)
@click.option("--markdown", "is_markdown", is_flag=True, help="Print Markdown.")
@click.option(
    "--pdf", "pdf", type=click.Path(path_type=Path, dir_okay=False), help="Write a PDF to this file."
)
@arguments.as_json
def command(loop_id: str | None, is_markdown: bool, pdf: Path | None, is_json: bool) -> int:  # noqa: FBT001
    """Show the scorecard of LOOP (its id), or of the newest loop."""
    with arguments.desk() as desk:
        card = scorecard(desk, loop_id) if loop_id else latest_scorecard(desk)
        competencies = desk.bank.loops().competencies
    if pdf is not None:
        _write(pdf, card, competencies)
    elif is_json:
        arguments.print_json(card_json(card))
    elif is_markdown:
        terminal.say(as_markdown(card, competencies))
    else:
        _print(card, competencies)
    return 0


def _print(card: Scorecard, competencies: tuple[Competency, ...]) -> None:
    names = {each.id: each.name for each in competencies}
    terminal.say(f"{card.decision.upper()}  {card.title}, {card.at:%Y-%m-%d}")
    terminal.say(f"{card.because} Level reached: {card.level}.")
    for each in card.rounds:
        mean = "" if each.mean is None else f" {each.mean:.1f}"
        terminal.say(f"\n{each.title}: {each.decision}{mean}")
        for score in each.scores:
            dots = ("●" * (score.level or 0)).ljust(4, "○")
            terminal.say(f"  {names.get(score.competency, score.competency):28} {dots}  {how(score)}")
            terminal.say(f"    {score.because}")
    for number, advice in enumerate(card.advice, 1):
        units = ", ".join(slug for _, slug, _ in advice.units)
        terminal.say(
            f"\n{number}. {advice.title}: {advice.because}" + (f"\n   Practise: {units}" if units else "")
        )
    terminal.say(f"\nAs a file: hotseat scorecard {card.loop} --pdf scorecard.pdf")


def _write(path: Path, card: Scorecard, competencies: tuple[Competency, ...]) -> None:
    from hotseat.practice.printed import as_pdf

    content = as_pdf(card, competencies)
    try:
        with path.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        raise WrongInput("The file is there already.", str(path), "Name another.") from None
    except OSError as error:
        raise WrongInput(
            f"The file cannot be written: {error.strerror}.", str(path), "Name another."
        ) from error
    terminal.say(f"Written: {path}")
