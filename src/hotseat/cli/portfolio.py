"""`hotseat portfolio`: your accepted solutions as a repository."""

from dataclasses import asdict
from pathlib import Path

import click

from hotseat.cli import arguments
from hotseat.cli.terminal import harmless, say, tell, then


@click.command("portfolio")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--git", "with_git", is_flag=True, help="Make it a git repository.")
@arguments.as_json
def command(folder: Path, with_git: bool, is_json: bool) -> None:  # noqa: FBT001
    """Write your accepted solutions to DIR: code, tests that run without Hotseat, results. Again updates them."""
    from hotseat.practice.portfolio import write_portfolio

    with arguments.desk() as desk:
        found = write_portfolio(desk, folder, with_git=with_git)
    if is_json:
        arguments.print_json(asdict(found))
        return
    say(f"{found.problems} problem{'s' * (found.problems != 1)} in {harmless(str(folder))}.")
    tell(f"{len(found.written)} files written, {len(found.unchanged)} unchanged.")
    for name in found.kept:
        tell(f"Left as it is, because you edited or added it: {harmless(name)}")
    for slug in found.missing:
        tell(f"Solved, but no longer in the bank: {harmless(slug)}")
    then(f"cd {harmless(str(folder))} && pytest")
