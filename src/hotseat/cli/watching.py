"""A file that is judged again on every save.

The folder is watched rather than the file, because editors save by writing a new file over the old one.
"""

from pathlib import Path

from hotseat.cli import arguments, terminal
from hotseat.cli.judging import run_file, submit_file
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.practice.desk import Desk
from hotseat.practice.response import read_response


def watch_file(desk: Desk, slug: str, file: Path | None, *, is_submitting: bool, is_full: bool) -> None:
    """Judge now and after every change of the content, until interrupted."""
    from watchfiles import watch

    desk.problem(slug)
    path = arguments.response_path(slug, file)
    text = read_response(path, missing=f"Write it with: hotseat open {slug}")
    _judge(desk, slug, path, is_submitting=is_submitting, is_full=is_full)
    terminal.tell(f"Watching {path}. Ctrl-C ends.")
    for _ in watch(path.resolve().parent, debounce=200, recursive=False, raise_interrupt=True):
        try:
            changed = read_response(path)
        except WrongInput as error:
            # A save in progress looks like a missing or empty file for a moment.
            terminal.complain(error.lines())
            continue
        if changed != text:
            text = changed
            terminal.say("\n" + terminal.faint("─" * min(40, terminal.width())))
            _judge(desk, slug, path, is_submitting=is_submitting, is_full=is_full)


def _judge(desk: Desk, slug: str, path: Path, *, is_submitting: bool, is_full: bool) -> None:
    judge = submit_file if is_submitting else run_file
    try:
        judge(desk, slug, path, seed=None, is_full=is_full, is_json=False)
    except HotseatError as error:
        terminal.complain(error.lines())
