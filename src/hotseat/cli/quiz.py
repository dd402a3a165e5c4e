"""`hotseat quiz`: test out of a topic."""

import click

from hotseat.cli import arguments
from hotseat.cli.quizzes import print_topic, print_topics, run_quiz


@click.command("quiz")
@click.argument("topic", required=False)
@click.option("--list", "is_list", is_flag=True, help="Print the topics and what their last quiz showed.")
@arguments.as_json
def command(topic: str | None, is_list: bool, is_json: bool) -> int:  # noqa: FBT001
    """Three to seven questions and drills of a TOPIC: harder after a right answer, easier after a wrong one.

    When they show that you know it, what belongs to it comes back only in two months; what you missed comes at once.
    """
    with arguments.desk() as desk:
        if topic is None or is_list:
            return print_topics(desk.quizzes.lines(), is_json=is_json)
        if is_json:
            return print_topic(desk.quizzes.line(topic))
        return run_quiz(desk, topic)
