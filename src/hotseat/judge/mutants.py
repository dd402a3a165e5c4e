"""Small wrong changes to a right program: the AST mutants that a unit's checks are measured with.

Kinds: operator, comparison, constant (off by one, doubled, flipped), axis, dropped term, dropped statement, negated
condition, swapped reduction (max/min, sum/mean, ...). One change per mutant.
"""

import ast
import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

SWAPS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
NAMES = {
    "max": "min",
    "min": "max",
    "argmax": "argmin",
    "argmin": "argmax",
    "maximum": "minimum",
    "minimum": "maximum",
    "sum": "mean",
    "mean": "sum",
    "var": "std",
    "std": "var",
    "exp": "log",
    "log": "exp",
    "sqrt": "square",
    "floor": "ceil",
    "ceil": "floor",
    "zeros": "ones",
    "ones": "zeros",
    "zeros_like": "ones_like",
    "any": "all",
    "all": "any",
    "cumsum": "cumprod",
    "tanh": "sin",
}


@dataclass(frozen=True)
class Mutant:
    """A changed program. change: what was changed, with the line of the original."""

    source: str
    change: str
    line: int


def mutants(source: str, *, most: int | None = None, seed: int = 0) -> list[Mutant]:
    """Every mutant of the source that compiles and differs as text; a fixed random choice of `most` of them."""
    tree = ast.parse(source)
    base = ast.unparse(tree)
    found: dict[str, Mutant] = {}
    for place, node in enumerate(ast.walk(tree)):
        for change, variant in _variants(node):
            text = _replaced(tree, place, variant)
            if text is not None and text != base and text not in found:
                found[text] = Mutant(text, change, getattr(node, "lineno", 0))
    every = list(found.values())
    if most is not None and len(every) > most:
        every = random.Random(seed).sample(every, most)
    return every


def _replaced(tree: ast.Module, place: int, variant: ast.AST) -> str | None:
    """The program with the node at that place in walking order replaced."""
    twin = copy.deepcopy(tree)
    target = list(ast.walk(twin))[place]
    for parent in ast.walk(twin):
        for field, value in ast.iter_fields(parent):
            if value is target:
                setattr(parent, field, variant)
            elif isinstance(value, list) and any(item is target for item in value):
                setattr(parent, field, [variant if item is target else item for item in value])
    try:
        text = ast.unparse(ast.fix_missing_locations(twin))
        compile(text, "mutant", "exec")
    except (SyntaxError, ValueError, TypeError):
        return None
    return text


def _variants(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.BinOp):
        yield from _binary(node)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for swap in SWAPS.get(type(node.ops[0]), ()):
            swapped = cast(ast.cmpop, swap())
            yield (
                f"{_name(node.ops[0])} -> {swap.__name__}",
                ast.Compare(node.left, [swapped], node.comparators),
            )
    elif isinstance(node, ast.BoolOp):
        yield f"{_name(node.op)} swapped", ast.BoolOp(SWAPS[type(node.op)][0](), node.values)  # type: ignore[arg-type]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not | ast.Invert):
        yield f"dropped {_name(node.op)}", node.operand
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.Attribute | ast.Name):
        yield from _renamed(node)
    else:
        yield from _statement(node)


def _binary(node: ast.BinOp) -> Iterator[tuple[str, ast.AST]]:
    for swap in SWAPS.get(type(node.op), ()):
        yield f"{_name(node.op)} -> {swap.__name__}", ast.BinOp(node.left, swap(), node.right)  # type: ignore[arg-type]
    if isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div | ast.Pow):
        yield f"dropped right of {_name(node.op)}", node.left
    if isinstance(node.op, ast.Add | ast.Mult):
        yield f"dropped left of {_name(node.op)}", node.right


def _constant(node: ast.Constant) -> Iterator[tuple[str, ast.AST]]:
    value = node.value
    if isinstance(value, bool):
        yield f"{value} flipped", ast.Constant(not value)
    elif isinstance(value, int):
        yield f"{value} -> {value + 1}", ast.Constant(value + 1)
        yield f"{value} -> {value - 1}", ast.Constant(value - 1)
    elif isinstance(value, float):
        yield f"{value} doubled", ast.Constant(value * 2 if value else 1.0)
        yield f"{value} -> {1 - value}", ast.Constant(1 - value)


def _renamed(node: ast.Attribute | ast.Name) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Attribute) and node.attr in NAMES:
        yield f"{node.attr} -> {NAMES[node.attr]}", ast.Attribute(node.value, NAMES[node.attr], node.ctx)
    if isinstance(node, ast.Name) and node.id in ("max", "min", "any", "all"):
        yield f"{node.id} -> {NAMES[node.id]}", ast.Name(NAMES[node.id], node.ctx)


def _statement(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Assign | ast.AugAssign) or (
        isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)
    ):
        yield "dropped statement", ast.Pass()
    if isinstance(node, ast.AugAssign):
        for swap in SWAPS.get(type(node.op), ()):
            yield f"{_name(node.op)}= -> {swap.__name__}=", ast.AugAssign(node.target, swap(), node.value)  # type: ignore[arg-type]
    if isinstance(node, ast.If | ast.IfExp):
        twin = copy.copy(node)
        twin.test = ast.UnaryOp(ast.Not(), node.test)
        yield "negated condition", twin
    if isinstance(node, ast.Break | ast.Continue):
        yield f"dropped {_name(node).lower()}", ast.Pass()


def _name(node: ast.AST) -> str:
    return type(node).__name__
