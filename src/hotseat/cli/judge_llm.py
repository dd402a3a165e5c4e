"""`hotseat judge-llm`: a language model as a judge of prose, tried before it is used."""

import click

from hotseat.cli import arguments
from hotseat.cli.arguments import print_json
from hotseat.cli.terminal import say, tell, then
from hotseat.model.errors import WrongInput


@click.command("judge-llm")
@click.argument("action", type=click.Choice(["check", "status"]))
@click.option("--count", type=click.IntRange(1, 2000), default=60, show_default=True, help="Answers to try.")
@arguments.as_json
def command(action: str, count: int, is_json: bool) -> int:  # noqa: FBT001
    """Try the endpoint of HOTSEAT_LLM_URL on the bank's own graded answers; it marks yours only if it passes."""
    from hotseat.grader.endpoint import configured
    from hotseat.practice.endpoint_check import ENOUGH

    endpoint = configured()
    if endpoint is None:
        fix = "Set HOTSEAT_LLM_URL (like http://127.0.0.1:11434/v1) and HOTSEAT_LLM_MODEL."
        raise WrongInput("No endpoint is named.", "", fix)
    with arguments.desk() as desk:
        if action == "status":
            is_trusted = desk.questions.endpoint() is not None
            say(f"{endpoint.name}: {'in use' if is_trusted else 'not in use: hotseat judge-llm check'}")
            return 0 if is_trusted else 1
        trial = desk.questions.try_endpoint(endpoint, count, tell)
    if is_json:
        print_json(
            {"endpoint": endpoint.name, "marks": trial.marks, "right": trial.right, "failed": trial.failed}
        )
    else:
        say(
            f"{endpoint.name}: {trial.rate:.0%} of {trial.marks} marks right, {trial.failed} replies not usable."
        )
        passed = "It marks your answers and speaks for the interviewer from now on."
        say(passed if trial.is_enough else f"Not used: it needs {ENOUGH:.0%} and no failure.")
        then("hotseat review")
    return 0 if trial.is_enough else 1
