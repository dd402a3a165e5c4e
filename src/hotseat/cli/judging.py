"""A file judged from the command line, and its judgement printed as it becomes known."""

from pathlib import Path

from hotseat.cli import arguments
from hotseat.cli.terminal import say, tell, then
from hotseat.cli.verdict_json import judgement_json
from hotseat.cli.verdict_text import efficiency_text, judgement_text
from hotseat.model.event import Event
from hotseat.model.verdict import Efficiency, Judgement, Verdict
from hotseat.practice.desk import Desk
from hotseat.practice.response import read_response
from hotseat.practice.submission import NotSaved

CODES = {Verdict.ACCEPTED: 0, Verdict.JUDGE_ERROR: 3}


def run_file(
    desk: Desk, slug: str, file: Path | None, *, seed: int | None, is_full: bool, is_json: bool
) -> int:
    """The shown checks. Returns the exit code."""
    path = _file_of(desk, slug, file)
    judgement = desk.run(slug, _read(slug, path), seed=seed)
    if is_json:
        arguments.print_json(judgement_json(judgement))
        return exit_code(judgement)
    say(judgement_text(judgement, is_full=is_full, is_run=True))
    has_passed = judgement.verdict is Verdict.ACCEPTED
    if has_passed:
        speeds = " and measures the speed" if desk.problem(slug).speedup else ""
        tell(f"The shown checks pass. Submitting runs the hidden ones too{speeds}.")
    named = "" if file is None else f" {file}"
    then(f"hotseat submit {slug}{named}" if has_passed else f"hotseat run {slug}{named}")
    return exit_code(judgement)


def submit_file(
    desk: Desk, slug: str, file: Path | None, *, seed: int | None, is_full: bool, is_json: bool
) -> int:
    """Every check, recorded. Returns the exit code. Raises NotSaved after the judgement was printed."""
    path = _file_of(desk, slug, file)
    printer = Printer(is_full=is_full, is_silent=is_json)
    try:
        attempt = desk.submit(slug, _read(slug, path), seed=seed, on_event=printer.hear)
    except NotSaved as error:
        printer.show(error.attempt.judgement)
        raise
    if is_json:
        arguments.print_json(judgement_json(attempt.judgement, attempt=attempt.id))
    else:
        printer.show(attempt.judgement)
        suggest(slug, attempt.judgement)
    return exit_code(attempt.judgement)


class Printer:
    """Prints a judgement when its verdict is known, and its efficiency when that is."""

    def __init__(self, *, is_full: bool, is_silent: bool = False) -> None:
        self._is_full = is_full
        self._is_silent = is_silent
        self._has_said_verdict = False
        self._has_said_efficiency = False

    def hear(self, event: Event) -> None:
        """Take an event of the judge."""
        if isinstance(event.value, Judgement):
            self.show(event.value)

    def show(self, judgement: Judgement) -> None:
        """Print what was not printed before."""
        if self._is_silent:
            return
        if not self._has_said_verdict:
            say(judgement_text(judgement, is_full=self._is_full))
            self._has_said_verdict = True
        if judgement.efficiency is not None:
            self._show_efficiency(judgement.efficiency)

    def _show_efficiency(self, efficiency: Efficiency) -> None:
        if not self._has_said_efficiency:
            say("\n" + efficiency_text(efficiency))
            self._has_said_efficiency = True


def suggest(slug: str, judgement: Judgement) -> None:
    """What to type next, by verdict."""
    if judgement.verdict is Verdict.ACCEPTED:
        then(f"hotseat show {slug} --solution", "hotseat list --state new")
    elif judgement.verdict is Verdict.JUDGE_ERROR:
        tell("The judge could not decide; this says nothing about your code.")
        then(f"hotseat submit {slug}", "hotseat doctor")
    else:
        then(f"hotseat hint {slug}", f"hotseat submit {slug}")


def exit_code(judgement: Judgement) -> int:
    """0 accepted, 3 where Hotseat could not judge, else 1."""
    return CODES.get(judgement.verdict, 1)


def _read(slug: str, path: Path) -> str:
    return read_response(path, missing=f"Write it with: hotseat open {slug}")


def _file_of(desk: Desk, slug: str, file: Path | None) -> Path:
    """Ask for the problem first: a mistyped name should not be answered with a missing file."""
    desk.problem(slug)
    return arguments.response_path(slug, file)
