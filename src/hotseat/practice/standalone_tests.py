"""A problem's shown checks as a test file that runs with pytest alone.

Only what a shown check reaches is copied: its helpers, their constants, the imports they use. A shown check that
reaches a hidden one, or something of Hotseat's that has no counterpart in expectations.py, is left out.
"""

import ast
from collections.abc import Iterable

from hotseat.model.unit import CodingUnit
from hotseat.practice.worksheet import statement

# Of hotseat.judge.checks, what templates/portfolio/expectations.py.txt has too.
EXPECTATIONS = frozenset(
    {"array", "boundary", "close", "clusters", "expect", "lines", "number", "raises", "same"}
)
REGISTERED = {"check", "probe", "workload"}
HEAD = '''

@pytest.fixture
def candidate():
    """The solution beside this file."""
    path = Path(__file__).with_name("{name}.py")
    spec = importlib.util.spec_from_file_location("{name}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["{name}"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def rng():
    """Random inputs, the same in every run."""
    return np.random.default_rng({seed})
'''
DEFINED = """

def test_everything_that_is_asked_for_is_defined(candidate):
    for name in {names!r}:
        assert callable(getattr(candidate, name))
"""


def module_name(slug: str) -> str:
    """The name of the file with the solution."""
    return slug.replace("-", "_")


def shown_as_tests(unit: CodingUnit, seed: int) -> str:
    """The text of a problem's test file: the statement, then its shown checks as tests."""
    source = unit.checks.text
    parts = _Parts(ast.parse(source))
    chosen = [each for each in parts.shown() if parts.stands_alone(each.name)]
    reached = set().union(*(parts.reached(each.name) for each in chosen)) - {each.name for each in chosen}
    body = [_as_written(source, parts.defined[name]) for name in parts.in_order(reached)]
    body += [_as_test(source, each) for each in chosen]
    imports = parts.imports(reached | {each.name for each in chosen})
    head = [
        "import importlib.util",
        "import sys",
        "from pathlib import Path",
        "",
        "import numpy as np",
        "import pytest",
    ]
    text = f'r"""{statement(unit)}"""\n\n' + "\n".join(
        [*head, *(line for line in imports if line not in head)]
    )
    text += "\n" + HEAD.format(name=module_name(unit.slug), seed=seed) + DEFINED.format(names=unit.entry)
    return text + "".join(f"\n\n{part}\n" for part in body)


class _Parts:
    """The statements of a checks.py by the names that they define."""

    def __init__(self, tree: ast.Module) -> None:
        self.defined: dict[str, ast.stmt] = {}
        self._imported: dict[str, ast.Import | ast.ImportFrom] = {}
        for node in tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                for alias in node.names:
                    self._imported[(alias.asname or alias.name).partition(".")[0]] = node
            else:
                for name in _names_defined(node):
                    self.defined[name] = node

    def shown(self) -> list[ast.FunctionDef]:
        """The checks that the candidate was shown."""
        return [
            node for node in self.defined.values() if isinstance(node, ast.FunctionDef) and _is_shown(node)
        ]

    def reached(self, name: str) -> set[str]:
        """Every name of the module that a definition needs, itself included."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            each = waiting.pop()
            if each not in found and each in self.defined:
                found.add(each)
                waiting += _names_used(self.defined[each])
        return found

    def stands_alone(self, name: str) -> bool:
        """Whether a check needs neither another check nor anything of Hotseat's that is not here."""
        needed = self.reached(name)
        others = [self.defined[each] for each in needed if each != name]
        if any(_registration(node) for node in others if isinstance(node, ast.FunctionDef)):
            return False
        used = {each for one in needed for each in _names_used(self.defined[one])}
        return all(each in EXPECTATIONS for each in used if self._is_ours(each))

    def in_order(self, names: set[str]) -> list[str]:
        """Names by where they are defined, one for each statement."""
        lines: dict[int, str] = {}
        for name in sorted(names):
            lines.setdefault(self.defined[name].lineno, name)
        return [lines[line] for line in sorted(lines)]

    def imports(self, names: Iterable[str]) -> list[str]:
        """The import lines that these definitions need."""
        used = {each for name in names for each in _names_used(self.defined[name])}
        ours = sorted(each for each in used if self._is_ours(each))
        kept = {
            ast.unparse(self._imported[each])
            for each in used
            if each in self._imported and not self._is_ours(each)
        }
        return sorted(kept) + ([f"from expectations import {', '.join(ours)}"] if ours else [])

    def _is_ours(self, name: str) -> bool:
        node = self._imported.get(name)
        return isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "hotseat"


def _names_defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = (
        node.targets
        if isinstance(node, ast.Assign)
        else [node.target]
        if isinstance(node, ast.AnnAssign)
        else []
    )
    return [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]


def _names_used(node: ast.stmt) -> set[str]:
    """Names of the module that a definition reads; what it binds itself is its own."""
    inner = [node] if not isinstance(node, ast.FunctionDef) else [node.args, *node.body]
    names = [each for part in inner for each in ast.walk(part) if isinstance(each, ast.Name)]
    used = {each.id for each in names if isinstance(each.ctx, ast.Load)}
    if not isinstance(node, ast.FunctionDef):
        return used
    own = {each.id for each in names if isinstance(each.ctx, ast.Store)}
    own |= {each.arg for part in inner for each in ast.walk(part) if isinstance(each, ast.arg)}
    return used - own


def _registration(node: ast.FunctionDef) -> ast.expr | None:
    """The decorator that makes a function a check, a probe or a workload."""
    for each in node.decorator_list:
        name = each.func if isinstance(each, ast.Call) else each
        if isinstance(name, ast.Name) and name.id in REGISTERED:
            return each
    return None


def _is_shown(node: ast.FunctionDef) -> bool:
    found = _registration(node)
    if not isinstance(found, ast.Call) or not isinstance(found.func, ast.Name) or found.func.id != "check":
        return False
    return any(
        each.arg == "is_shown" and isinstance(each.value, ast.Constant) and each.value.value is True
        for each in found.keywords
    )


def _as_written(source: str, node: ast.stmt) -> str:
    first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
    return "\n".join(source.splitlines()[first - 1 : node.end_lineno])


def _as_test(source: str, node: ast.FunctionDef) -> str:
    """The check without its decorator, named as pytest wants it."""
    text = "\n".join(source.splitlines()[node.lineno - 1 : node.end_lineno])
    return text.replace(f"def {node.name}(", f"def test_{node.name}(", 1)
