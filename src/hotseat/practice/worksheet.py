"""A problem as a file to work in: the statement as docstring, then the starter."""

import os
from collections.abc import Callable
from pathlib import Path

from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.unit import CodingUnit

LIBRARIES = {"numpy": "NumPy", "sklearn": "NumPy, SciPy, pandas, scikit-learn", "torch": "NumPy, PyTorch"}
Prose = Callable[[str], str]  # Markdown to what people read


def worksheet(unit: CodingUnit, prose: Prose = str) -> str:
    """The text of the file. It is a program: the docstring is raw, so that formulas stay as they are."""
    commands = f"hotseat run {unit.slug}      hotseat hint {unit.slug}      hotseat submit {unit.slug}"
    return f'r"""{statement(unit, prose)}\n{commands}\n"""\n\n{unit.starter.lstrip()}'


def statement(unit: CodingUnit, prose: Prose = str) -> str:
    """What the problem says, with its limits, as it may stand in a docstring."""
    facts = [
        f"{unit.task}, {unit.level}, {unit.minutes} min",
        f"{unit.limits.seconds:g} s and {unit.limits.memory_mb} MB per check",
        f"libraries: {LIBRARIES.get(unit.runtime, unit.runtime)}",
    ]
    if unit.forbids:
        facts.append(f"not allowed: {', '.join(unit.forbids)}")
    prompt = prose(unit.prompt.strip()).replace('"""', "'''")
    return "\n".join([unit.title, "", prompt, "", *facts, ""])


def write_worksheet(unit: CodingUnit, folder: Path, *, is_forced: bool = False, prose: Prose = str) -> Path:
    """Write SLUG.py into the folder. Raises WrongInput when the file is there already, unless is_forced."""
    path = folder / f"{unit.slug}.py"
    if not folder.is_dir():
        raise WrongInput("There is no such folder.", str(folder), f"Make it: mkdir -p {folder}")
    try:
        write_file(path, worksheet(unit, prose), is_forced=is_forced)
    except FileExistsError as error:
        fix = f"Work on in it, or replace it: hotseat open {unit.slug} --force"
        raise WrongInput("The file is there already.", str(path), fix) from error
    return path


def write_file(path: Path, text: str, *, is_forced: bool) -> None:
    """Write a whole file or nothing. Raises FileExistsError unless is_forced, HotseatError from the disk."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("x", encoding="utf-8") as stream:
            stream.write(text)
        if is_forced:
            beside.replace(path)
        else:
            path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError as error:
        fix = "Choose another folder, or free some space."
        raise HotseatError(f"The file cannot be written: {error.strerror}.", str(path), fix) from error
    finally:
        beside.unlink(missing_ok=True)
