"""The sizes and names that keep the tree readable."""

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "hotseat"
MODULES = sorted(SRC.rglob("*.py"))
VAGUE = {"utils", "helpers", "common", "misc", "manager", "base", "core"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or 0) - node.lineno + 1
            assert size <= 40, f"{path}:{node.lineno} {node.name} has {size} lines"


def test_no_module_has_a_vague_name() -> None:
    assert not [p for p in MODULES if p.stem in VAGUE]
