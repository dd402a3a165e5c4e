"""The `hotseat` command: which commands there are, and what every one of them does with a failure.

Commands are imported when they run, so that --help and typing errors answer at once.
"""

import importlib
import os
import sys
import traceback
from collections.abc import Sequence

import click

from hotseat import __version__
from hotseat.cli import terminal
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.finding import Refused
from hotseat.model.names import did_you_mean

DONE, NOT_ACCEPTED, WRONG_USAGE, FAILED, INTERRUPTED, UNHEARD = 0, 1, 2, 3, 130, 141

COMMANDS = {
    "plan": ("plan", "What to do on each day until the interview."),
    "readiness": ("readiness", "How likely a hire is, and what would raise that."),
    "diagnostic": ("diagnostic", "Short questions that find out where to begin."),
    "list": ("list_problems", "Problems, and how far you are with each."),
    "open": ("open_problem", "Write a problem's statement and starter to a file."),
    "run": ("run", "Run your file against the shown checks; nothing is recorded."),
    "submit": ("submit", "Judge your file with every check and record the attempt."),
    "watch": ("watch", "Judge again whenever you save."),
    "hint": ("hint", "Reveal the next hint."),
    "show": ("show", "A problem's statement, or its solutions and debrief."),
    "review": ("review", "Questions in your own words, drills and problems, when they are due."),
    "judge-llm": ("judge_llm", "Try a language model as a judge of prose."),
    "quiz": ("quiz", "Whether you know a topic already, by three to seven questions."),
    "encoder": ("encoder", "A small sentence encoder, so that more of your prose can be told."),
    "drill": ("drill", "Exercises with computed answers, fresh each time."),
    "loop": ("loop", "Mock interviews: formats, and those that you sat."),
    "scorecard": ("scorecard", "What a mock interview showed."),
    "history": ("history", "Your attempts, newest first."),
    "start": ("start", "Open Hotseat in the browser."),
    "doctor": ("doctor", "What works on this machine, and what cannot be enforced."),
    "export": ("export_record", "Write your record as JSON lines."),
    "portfolio": ("portfolio", "Write your accepted solutions as a repository."),
    "cards": ("cards", "Flash cards: the questions for Anki or as CSV, and your own brought in."),
    "import": ("import_record", "Add exported JSON lines to your record."),
    "check": ("check", "Prove units of the bank: every finding at once."),
    "new": ("new", "Write the template of a new unit."),
}


class Commands(click.Group):
    """The commands by name, each imported when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are learned."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported; None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"hotseat.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name when there is no such command."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            fix = did_you_mean(name, COMMANDS) or "See: hotseat --help"
            raise WrongInput(f"There is no command '{name}'.", "", fix)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Names and their lines, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog="Begin: hotseat list"
)
@click.version_option(__version__, message="hotseat %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Practise machine-learning-engineer interviews; your code is run and judged on this machine."""
    ctx.color = terminal.may_color()


def main() -> None:
    """Run the command line and end the process."""
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """Run one command line. Returns the exit code: 0 done, 1 not accepted, 2 wrong usage, 3 failed."""
    terminal.forgive_encodings()
    try:
        code = cli.main(args=list(args), prog_name="hotseat", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except click.UsageError as error:
        return _usage(error)
    except click.Abort:
        return INTERRUPTED
    except KeyboardInterrupt:
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # click answers a closed pipe with SystemExit, and uses it for nothing else here.
        return _closed_pipe()
    except HotseatError as error:
        terminal.complain(error.lines())
        return _code_of(error)
    except Exception as error:  # noqa: BLE001 - the last resort: three lines instead of a traceback
        return _failed(error)


def _code_of(error: HotseatError) -> int:
    if isinstance(error, WrongInput):
        return WRONG_USAGE
    return NOT_ACCEPTED if isinstance(error, Refused) else FAILED


def _usage(error: click.UsageError) -> int:
    path = error.ctx.command_path if error.ctx else "hotseat"
    terminal.complain([" ".join(error.format_message().split()), f"  See: {path} --help"])
    return WRONG_USAGE


def _closed_pipe() -> int:
    # Whoever read us has gone (`hotseat list | head`); Python would complain once more while it shuts down.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return UNHEARD


def _failed(error: Exception) -> int:
    if os.environ.get("HOTSEAT_DEBUG"):
        traceback.print_exc()
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{place.filename}:{place.lineno}"
    what = f"Hotseat failed: {type(error).__name__}: {error}"
    terminal.complain(
        [f"{where}  {what}", "  Set HOTSEAT_DEBUG=1 for the whole story. Your record is not affected."]
    )
    return FAILED
