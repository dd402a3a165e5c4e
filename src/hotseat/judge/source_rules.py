"""What can be said about a response from its text alone: forbidden names with their line, a missing entry.

Only a convenience for the reader: the sandbox enforces the same rules while the code runs. Flags nothing that is
not certain, so that no right answer is refused.
"""

import ast
import difflib
from collections.abc import Iterator, Sequence

HEAVY = ("tensorflow", "jax", "keras", "xgboost", "lightgbm", "catboost", "statsmodels", "numba", "cupy")
LACKING = {
    "numpy": (*HEAVY, "sklearn", "scipy", "pandas", "torch"),
    "sklearn": (*HEAVY, "torch"),
    "torch": (*HEAVY, "sklearn", "scipy", "pandas"),
}


def parsed(source: str) -> ast.Module | None:
    """The syntax tree, or None when the text is not Python (the sandbox then reports where)."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def forbidden_import(tree: ast.Module, forbids: Sequence[str], runtime: str) -> tuple[str, int] | None:
    """The first import of something forbidden, or of a known library that the runtime lacks: dotted name and line.

    Imports inside try are left to the sandbox: the response may have its own way when they fail.
    """
    banned_names = [*forbids, *LACKING[runtime]]
    tried = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.Try) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in tried:
            continue
        for dotted in _imported(node):
            for banned in banned_names:
                if dotted == banned or dotted.startswith(banned + "."):
                    return dotted, getattr(node, "lineno", 0)
    return None


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def defined_names(tree: ast.Module) -> list[str]:
    """Names that the file defines at top level."""
    names: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign):
            names += [target.id for target in node.targets if isinstance(target, ast.Name)]
    return names


def missing_entry_sentence(name: str, tree: ast.Module | None) -> str:
    """What to tell a candidate whose file lacks an entry."""
    names = defined_names(tree) if tree is not None else []
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    if near:
        return f"Your file does not define {name}; it defines {near[0]}. Rename it to {name}."
    return f"Your file does not define {name}. Define it at the top level of the file."
