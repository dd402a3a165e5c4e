"""A unit's checks.py, loaded: its checks in order, its probe, its workload. Trusted code."""

from dataclasses import dataclass
from types import CodeType
from typing import Any

from hotseat.judge.checks import Check, ProbeFunction, Workload
from hotseat.model.errors import HotseatError


@dataclass(frozen=True)
class Suite:
    """What checks.py registers."""

    checks: tuple[Check, ...]
    probe: ProbeFunction | None
    workload: Workload | None


@dataclass(frozen=True)
class Ready:
    """A suite that a warm process holds. behaviours: probe outputs of the mistakes, as far as they are known.

    reference: a right solution; mistakes: (name, source, diagnosis).
    """

    suite: Suite
    reference: str
    mistakes: tuple[tuple[str, str, str], ...]
    behaviours: dict[str, Any]


def load_suite(code: CodeType, where: str) -> Suite:
    """Run a compiled checks.py and collect what it registers, in order of definition.

    Raises HotseatError when it does not run or registers no check.
    """
    namespace: dict[str, Any] = {"__name__": "checks", "__file__": where}
    try:
        exec(code, namespace)
    except Exception as error:
        raise HotseatError(f"checks.py does not run: {type(error).__name__}: {error}", where) from error
    marks = [getattr(value, "__dict__", {}).get("hotseat") for value in namespace.values() if callable(value)]
    checks = tuple(mark for mark in marks if isinstance(mark, Check))
    if not checks:
        raise HotseatError(
            "checks.py registers no check.", where, 'Write one: @check("every row sums to one")'
        )
    shown_first = tuple(sorted(checks, key=lambda each: not each.is_shown))
    probes = [v for v in namespace.values() if getattr(v, "__dict__", {}).get("hotseat") == "probe"]
    workloads = [mark for mark in marks if isinstance(mark, Workload)]
    return Suite(shown_first, probes[0] if probes else None, workloads[0] if workloads else None)
