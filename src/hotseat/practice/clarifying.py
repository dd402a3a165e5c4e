"""What the interviewer answers to a question about a problem, without any model: facts, told only when asked."""

import re

from hotseat.grader.patterns import first
from hotseat.model.unit import CodingUnit

NOTHING = "Nothing beyond the statement. Make an assumption, say it in your notes, and go on."
NOT_A_SOLUTION = "That is for you to find out. A hint is there if you want one; it will be noted."
_ASKS_FOR_SOLUTION = (
    "solution", "how (do|can|should|would) i (solve|implement|write|start)", "give me", "hint", "algorithm to use",
    "what (is|'s) the answer", "which (algorithm|formula)",
)  # fmt: skip
# Patterns try every way to divide a gap: a row of hyphens took seconds.
_LONG_GAP = re.compile(r"[\s\-–]{3,}")


def reply_to(unit: CodingUnit, question: str) -> str:
    """The fact that the question asks for, or that there is nothing to add."""
    question = _LONG_GAP.sub(" ", question)
    for fact in unit.clarifications:
        if first(fact.asked, question):
            return fact.says
    text = question.lower()
    if first(_ASKS_FOR_SOLUTION, text):
        return NOT_A_SOLUTION
    if any(word in text for word in ("time limit", "how fast", "how long may", "time out", "timeout")):
        return _seconds(unit)
    if "memory" in text:
        return _memory(unit)
    if any(
        word in text
        for word in ("library", "libraries", "allowed", "import", "numpy", "may i use", "can i use")
    ):
        return _libraries(unit)
    return NOTHING


def limits_of(unit: CodingUnit) -> tuple[str, ...]:
    """What may be said of any problem: its time, its memory, its libraries."""
    return _seconds(unit), _memory(unit), _libraries(unit)


def _seconds(unit: CodingUnit) -> str:
    return f"Each check may take {unit.limits.seconds:g} seconds of your code."


def _memory(unit: CodingUnit) -> str:
    return f"{unit.limits.memory_mb} MB beyond the libraries."


def _libraries(unit: CodingUnit) -> str:
    there = {
        "numpy": "NumPy",
        "sklearn": "NumPy, SciPy, pandas and scikit-learn",
        "torch": "NumPy and PyTorch",
    }
    says = f"You have the standard library and {there.get(unit.runtime, unit.runtime)}."
    return f"{says} Not allowed here: {', '.join(unit.forbids)}." if unit.forbids else says
