"""`hotseat loop`: mock interviews, their formats, and those that were sat."""

import click

from hotseat.cli import arguments, terminal
from hotseat.model.loop import DrawnRound
from hotseat.practice import clock
from hotseat.practice.loops import LoopLine, Loops


@click.command("loop")
@click.argument("format_", metavar="[FORMAT]", required=False)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Draw the same units again.")
@arguments.as_json
def command(format_: str | None, seed: int | None, is_json: bool) -> int:  # noqa: FBT001
    """List the formats and your loops; with FORMAT prepare one, to be sat in the browser."""
    with arguments.desk() as desk:
        loops = desk.loops
        if format_ is not None:
            now = loops.start(format_, seed=seed)
            if is_json:
                arguments.print_json(
                    {"loop": now.loop.id, "seed": now.loop.seed, "rounds": _rounds(now.loop.rounds)}
                )
            else:
                terminal.say(f"{now.loop.title}: {len(now.rounds)} rounds, seed {now.loop.seed}.")
                terminal.say("Sit it in the browser: hotseat start, then Interviews.")
            return 0
        if is_json:
            arguments.print_json(
                {"formats": _formats(loops), "loops": [_line(each) for each in loops.lines()]}
            )
            return 0
        _print(loops)
    return 0


def _print(loops: Loops) -> None:
    for each in loops.formats():
        terminal.say(f"{each.slug:20} {each.minutes:4} min  {each.title}")
    lines = loops.lines()
    if lines:
        terminal.say("")
    for line in lines[:10]:
        loop = line.sitting.loop
        terminal.say(f"{clock.local(loop.at):%Y-%m-%d}  {loop.title:28} {line.words:14} {loop.id}")
    terminal.say("")
    terminal.say(
        "Prepare one: hotseat loop FORMAT" + ("; see a result: hotseat scorecard [ID]" if lines else "")
    )


def _formats(loops: Loops) -> list[dict[str, object]]:
    return [
        {
            "slug": each.slug,
            "title": each.title,
            "minutes": each.minutes,
            "rounds": [{"kind": r.kind, "title": r.title, "minutes": r.minutes} for r in each.rounds],
        }
        for each in loops.formats()
    ]


def _line(line: LoopLine) -> dict[str, object]:
    loop = line.sitting.loop
    return {
        "id": loop.id,
        "format": loop.format,
        "title": loop.title,
        "at": loop.at.isoformat(),
        "state": line.words,
    }


def _rounds(drawn: tuple[DrawnRound, ...]) -> list[dict[str, object]]:
    return [{"kind": r.format.kind, "title": r.format.title, "minutes": r.format.minutes} for r in drawn]
