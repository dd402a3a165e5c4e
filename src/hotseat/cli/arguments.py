"""Arguments that several commands share."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from hotseat.practice.desk import Desk

slug = click.argument("slug")
file = click.argument("file", required=False, type=click.Path(path_type=Path))
seed = click.option("--seed", type=click.IntRange(0, 2**32 - 1), help="Generate the same inputs again.")
as_json = click.option("--json", "is_json", is_flag=True, help="Print JSON.")
full = click.option("--full", "is_full", is_flag=True, help="Show every counterexample.")


@contextlib.contextmanager
def desk() -> "Iterator[Desk]":
    """The learner's desk, closed at the end."""
    from hotseat.practice.desk import Desk

    opened = Desk.open()
    try:
        yield opened
    finally:
        opened.close()


def response_path(slug: str, path: Path | None) -> Path:
    """The file to hand in: the named one, else SLUG.py in the current folder."""
    return path if path is not None else Path(f"{slug}.py")


def print_json(value: Any) -> None:
    """A value as JSON to stdout. NaN and infinities are strings already."""
    click.echo(json.dumps(value, ensure_ascii=True, allow_nan=False, indent=2))
