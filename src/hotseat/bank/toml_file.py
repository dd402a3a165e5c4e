"""A TOML file together with the line of each key, so that findings can point at it."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECTION = re.compile(r"^\s*\[\s*([^\[\]]+?)\s*\]\s*(#.*)?$")
KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*=""")
POSITION = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True)
class TomlFile:
    """Its values by key, and where each key is written.

    lines: by (section, key); the top level is section "", a section's own header has key "".
    """

    path: Path
    values: dict[str, Any]
    lines: dict[tuple[str, str], int]

    def line(self, key: str, section: str = "") -> int:
        """The line of a key, of its section where the key is not written, or 0."""
        return self.lines.get((section, key)) or self.lines.get((section, "")) or 0


class NotToml(ValueError):  # noqa: N818 - a fact about the text
    """The text is not TOML. line: where, or 0."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def parse_toml(path: Path, text: str) -> TomlFile:
    """The file's values with their lines. Raises NotToml."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = POSITION.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        raise NotToml(POSITION.sub("", str(error)), line) from error
    return TomlFile(path, values, _lines(text))


def _lines(text: str) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := SECTION.match(line):
            section = header[1].strip("\"'")
            found.setdefault((section, ""), number)
        elif key := KEY.match(line):
            found.setdefault((section, key[1] or key[2] or key[3]), number)
    return found
