"""`hotseat drill`: exercises with computed answers."""

import click

from hotseat.cli import arguments
from hotseat.cli.exercise import answer_once, ask_once, drill_on, print_drills


@click.command("drill")
@click.argument("topic", required=False)
@click.option("--list", "is_list", is_flag=True, help="Print the drills.")
@click.option("--answer", "response", help="Answer the exercise of --seed and end.")
@click.option("--count", type=click.IntRange(1, 1000), help="End after so many exercises.")
@arguments.seed
@arguments.as_json
def command(
    topic: str | None,
    is_list: bool,  # noqa: FBT001
    response: str | None,
    count: int | None,
    seed: int | None,
    is_json: bool,  # noqa: FBT001
) -> int:
    """Work exercises of a TOPIC (a drill, a topic or an area of the syllabus), fresh each time."""
    with arguments.desk() as desk:
        if is_list:
            return print_drills(desk.drills.chosen(topic), is_json=is_json)
        if response is not None:
            return answer_once(desk.drills, topic, seed, response, is_json=is_json)
        if is_json:
            return ask_once(desk.drills, topic, seed)
        return drill_on(desk.drills, topic, seed, count)
