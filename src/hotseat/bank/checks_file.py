"""checks.py as text: what it registers, found without running it."""

import ast
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Registered:
    """One @check. doc: the sentence read on failure, or empty."""

    name: str
    line: int
    doc: str
    is_shown: bool


@dataclass
class Outline:
    """What a checks.py registers, with lines. faults: (line, what, fix)."""

    checks: list[Registered] = field(default_factory=list)
    probes: list[int] = field(default_factory=list)
    workloads: list[int] = field(default_factory=list)
    faults: list[tuple[int, str, str]] = field(default_factory=list)


def outline(tree: ast.Module) -> Outline:
    """Read the decorators of the module's functions."""
    found = Outline()
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    for function in functions:
        for decorator in function.decorator_list:
            _read(found, function, decorator)
    _find_repeats(found, functions)
    return found


def _read(found: Outline, function: ast.FunctionDef, decorator: ast.expr) -> None:
    name, call = _name(decorator), decorator if isinstance(decorator, ast.Call) else None
    if name == "check":
        _read_check(found, function, call)
    elif name == "probe":
        found.probes.append(function.lineno)
    elif name == "workload":
        found.workloads.append(function.lineno)
        if call is not None:
            _read_sizes(found, call)


def _read_check(found: Outline, function: ast.FunctionDef, call: ast.Call | None) -> None:
    first = call.args[0] if call is not None and call.args else None
    if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
        found.faults.append(
            (function.lineno, "The check has no name.", 'Write: @check("every row sums to one")')
        )
        return
    is_shown = any(
        each.arg == "is_shown" and isinstance(each.value, ast.Constant) and each.value.value is True
        for each in (call.keywords if call else [])
    )
    doc = ast.get_docstring(function) or ""
    found.checks.append(Registered(first.value, first.lineno, doc, is_shown))


def _read_sizes(found: Outline, call: ast.Call) -> None:
    given = [each.value for each in call.keywords if each.arg == "sizes"] or call.args[1:2]
    try:
        sizes = list(ast.literal_eval(given[0]))
    except (IndexError, ValueError, TypeError):
        return
    if len(sizes) < 3 or sizes != sorted(set(sizes)):
        found.faults.append(
            (call.lineno, "The workload's sizes do not fit.", "Give three or more, ascending.")
        )


def _find_repeats(found: Outline, functions: list[ast.FunctionDef]) -> None:
    seen: dict[str, int] = {}
    for each in functions:
        if each.name in seen:
            what = f"def {each.name} replaces the one in line {seen[each.name]}: that check never runs."
            found.faults.append((each.lineno, what, "Give each function its own name."))
        seen[each.name] = each.lineno
    names: dict[str, int] = {}
    for check in found.checks:
        if check.name in names:
            what = f"'{check.name}' is already the name of the check in line {names[check.name]}."
            found.faults.append((check.line, what, "Name each check after what it claims."))
        names[check.name] = check.line


def _name(decorator: ast.expr) -> str:
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else ""


def defined_names(tree: ast.Module) -> set[str]:
    """The names that a module's top level defines, assigns or imports."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {
                each.id for target in node.targets for each in ast.walk(target) if isinstance(each, ast.Name)
            }
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {(each.asname or each.name).split(".")[0] for each in node.names}
    return found
