"""`hotseat review`: questions, drills and problems, when they are due."""

from datetime import date

import click

from hotseat.cli import arguments
from hotseat.cli.questions import print_questions
from hotseat.cli.reviewing import ask_all, print_queue


@click.command("review")
@click.argument("topic", required=False)
@click.option("--list", "is_list", is_flag=True, help="Print the questions and how you stand.")
@click.option("--due", "is_due", is_flag=True, help="Print what is due and what is new today.")
@click.option(
    "--interview", metavar="DATE", help="The day of your interview, like 2026-12-31; 'none' forgets it."
)
@click.option("--count", type=click.IntRange(1, 1000), help="End after so many.")
@arguments.as_json
def command(
    topic: str | None,
    is_list: bool,  # noqa: FBT001
    is_due: bool,  # noqa: FBT001
    interview: str | None,
    count: int | None,
    is_json: bool,  # noqa: FBT001
) -> int:
    """Answer what is due in your own words; with a TOPIC (a question, a topic or an area), only that."""
    with arguments.desk() as desk:
        if interview is not None:
            desk.reviews.set_interview(_day(interview))
        if is_list:
            return print_questions(desk.questions.chosen(topic), is_json=is_json)
        if is_due or is_json or interview is not None:
            return print_queue(desk.reviews, is_json=is_json)
        return ask_all(desk, topic, count)


def _day(text: str) -> date | None:
    if text.strip().lower() == "none":
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is not a day like 2026-12-31.", param_hint="--interview"
        ) from None
