"""The files of one unit's folder, read once, with what is wrong with them as files."""

import ast
import threading
from collections.abc import Iterable
from pathlib import Path

from hotseat.model.finding import Finding
from hotseat.model.names import did_you_mean
from hotseat.model.unit import Code

TEXTS = ("prompt.md", "hints.md", "followups.md", "debrief.md")
CODES = ("starter.py", "checks.py")
FOLDERS = ("solutions", "mistakes")
KINDS = {"drills": "drill", "concepts": "concept"}
CLARIFICATIONS = "clarifications.toml"  # may be missing
KNOWN = ("unit.toml", CLARIFICATIONS, *TEXTS, *CODES, *FOLDERS)

PARSING = threading.Lock()  # CPython 3.11 counts the parser's depth for all threads together


class Folder:
    """A unit's folder. Everything that cannot be used is left out and has its finding."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self._parsed: dict[Path, ast.Module] = {}

    def report(self, name: str, line: int, what: str, fix: str = "") -> None:
        """Add a finding about a file of the folder."""
        self.findings.append(Finding(str(self.path / name), line, what, fix))

    def text(self, name: str) -> str:
        """A file's text; empty, with a finding, when it is missing or not UTF-8."""
        path = self.path / name
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            kind = KINDS.get(self.path.resolve().parent.name, "coding")
            self.report(name, 0, "The file is missing.", f"hotseat new {kind} SLUG writes a template of it.")
        except UnicodeDecodeError as error:
            line = path.read_bytes().count(b"\n", 0, error.start) + 1
            self.report(name, line, "The file is not UTF-8.", "Save it as UTF-8.")
        except OSError as error:
            self.report(name, 0, f"The file cannot be read: {error.strerror}.")
        return ""

    def code(self, name: str) -> Code | None:
        """A Python file; None, with a finding, when it is missing or does not parse."""
        before = len(self.findings)
        text = self.text(name)
        if len(self.findings) > before:
            return None
        path = self.path / name
        try:
            with PARSING:
                tree = ast.parse(text)
        except SyntaxError as error:
            self.report(name, error.lineno or 0, f"The code does not parse: {error.msg}.")
            return None
        except ValueError as error:
            self.report(name, 0, f"The code does not parse: {error}.")
            return None
        self._parsed[path] = tree
        return Code(path.stem, path, text, ast.get_docstring(tree) or "")

    def codes(self, name: str) -> tuple[Code, ...]:
        """The Python files of solutions/ or mistakes/, by name."""
        paths = sorted((self.path / name).glob("*.py"))
        found = (self.code(f"{name}/{path.name}") for path in paths)
        return tuple(code for code in found if code is not None)

    def tree(self, code: Code) -> ast.Module:
        """The syntax tree of a file that was read."""
        return self._parsed[code.path]

    def look_at_sources(self, sources: Iterable[str]) -> None:
        """Report sources that nobody could look up."""
        for source in sources:
            if len(source.split()) < 2:
                fix = "Name author, title and year, and the chapter or section."
                self.report("unit.toml", 0, f"The source '{source[:40]}' cannot be looked up.", fix)

    def look_for_strangers(self) -> None:
        """Report files that no part of Hotseat reads."""
        self._strangers("", KNOWN)
        for name in FOLDERS:
            for path in _visible((self.path / name).glob("*")):
                if path.suffix != ".py":
                    self.report(f"{name}/{path.name}", 0, "Only Python files belong here.", "Remove it.")

    def _strangers(self, name: str, known: Iterable[str]) -> None:
        for path in _visible((self.path / name).iterdir()):
            if path.name not in known:
                fix = did_you_mean(path.name, known) or f"A unit has: {', '.join(known)}"
                self.report(path.name, 0, "The file is not part of a unit.", fix)


def _visible(paths: Iterable[Path]) -> list[Path]:
    return sorted(path for path in paths if not path.name.startswith((".", "__pycache__")))
