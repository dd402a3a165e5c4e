"""A judgement as text: the verdict, the named mistake, the checks, how fast it was."""

from collections.abc import Iterator

from hotseat.cli.durations import spoken
from hotseat.cli.terminal import faint, harmless, hung, short, strong, word, wrapped
from hotseat.model.verdict import (
    CheckResult,
    Counterexample,
    Efficiency,
    Judgement,
    Outcome,
    Shown,
    Verdict,
    follow_from_one,
    has_not_loaded,
)

OPENED = 2
OUTCOME_COLUMNS = 14
DETAIL = " " * 6
MOST_VALUE_LINES = 8
MOST_PRINTED_LINES = 8
MOST_TRACEBACK_LINES = 10


def judgement_text(judgement: Judgement, *, is_full: bool = False, is_run: bool = False) -> str:
    """Everything but the efficiency. is_full: every counterexample, not only two; is_run: of shown checks."""
    parts = [_headline(judgement, is_run=is_run)]
    is_news = judgement.verdict is not Verdict.ACCEPTED
    if is_news and judgement.message and all(judgement.message != each.message for each in judgement.checks):
        parts.append(wrapped(judgement.message))
    if judgement.mistake is not None:
        lead = f"Your code behaves exactly like a known mistake: {judgement.mistake.name.replace('_', ' ')}."
        parts.append(strong(wrapped(lead)) + "\n" + wrapped(judgement.mistake.explanation, "  "))
    parts.append("\n".join(_checks(judgement, is_full=is_full)))
    parts += [
        _printed(name, text) for name, text in (("printed", judgement.stdout), ("stderr", judgement.stderr))
    ]
    return "\n\n".join(part for part in parts if part)


def efficiency_text(efficiency: Efficiency) -> str:
    """How fast the response was, in two or three lines."""
    where = f"{efficiency.size_name} = {efficiency.sizes[-1]:,}" if efficiency.sizes else "the largest size"
    spread = f"{efficiency.ratio_low:.2g} to {efficiency.ratio_high:.2g}"
    speed = f"{efficiency.ratio:.2g} times the reference's ({spread})"
    is_unknown = efficiency.growth.startswith("too quick")
    growth = f"{efficiency.growth} how it grows" if is_unknown else f"it grows {efficiency.growth}"
    lines = [wrapped(f"Time at {where}: {speed}; {growth}.")]
    if efficiency.speedup is not None and efficiency.required_speedup is not None:
        asked = f"asked for: {efficiency.required_speedup:.3g}"
        lines.append(f"Faster than the starter: {efficiency.speedup:.3g} times ({asked}).")
    if efficiency.note:
        lines.append(wrapped(efficiency.note))
    return "\n".join(lines)


def _headline(judgement: Judgement, *, is_run: bool) -> str:
    passed = sum(each.outcome is Outcome.PASSED for each in judgement.checks)
    kind = "shown checks" if is_run else "checks"
    is_told = judgement.checks and not has_not_loaded(judgement.checks)
    facts = [f"{passed} of {len(judgement.checks)} {kind} passed"] if is_told else []
    # Only what was submitted is accepted.
    verdict = Outcome.PASSED if is_run and judgement.verdict is Verdict.ACCEPTED else judgement.verdict
    facts += [spoken(judgement.wall_seconds), f"seed {judgement.seed}"]
    return f"{strong(word(verdict.value))}  {judgement.unit}\n{faint(', '.join(facts))}"


def _checks(judgement: Judgement, *, is_full: bool) -> Iterator[str]:
    opened = 0
    if follow_from_one(judgement.checks):
        yield "Begin with the first: what fails later may follow from it.\n"
    for each in judgement.checks:
        yield f"  {word(each.outcome.value, OUTCOME_COLUMNS)}{harmless(each.name)}"
        if each.outcome in (Outcome.PASSED, Outcome.NOT_RUN):
            continue
        yield wrapped(each.message, DETAIL)
        if is_full or (opened < OPENED and not each.message.startswith("As in “")):
            yield from _details(each)
        opened += 1
    if opened > OPENED and not is_full:
        yield faint(f"{DETAIL}(--full shows the values of all {opened})")


def _details(result: CheckResult) -> Iterator[str]:
    if result.counterexample is not None:
        yield from _counterexample(result.counterexample)
    if result.traceback:
        lines = result.traceback.strip().splitlines()[-MOST_TRACEBACK_LINES:]
        yield hung("traceback", "\n".join(lines), DETAIL)
    elif result.line is not None:
        yield hung("line", str(result.line), DETAIL)


def _counterexample(found: Counterexample) -> Iterator[str]:
    if found.calls:
        yield hung("calls", "\n".join(found.calls), DETAIL)
    for value in found.inputs:
        yield _value(value.name, value)
    if found.got is not None:
        yield _value("got", found.got)
    if found.expected is not None:
        yield _value("expected", found.expected)
    if found.difference is not None:
        place = f" at {found.index}" if found.index else ""
        yield hung("", f"largest difference {found.difference:.3g}{place}", DETAIL)
    elif found.index:
        yield hung("", f"first difference at {found.index}", DETAIL)


def _value(label: str, value: Shown) -> str:
    lines = value.text.splitlines() or [""]
    if len(lines) > MOST_VALUE_LINES:
        lines = [*lines[:MOST_VALUE_LINES], f"… {len(lines) - MOST_VALUE_LINES} more lines"]
    is_short = len(lines) == 1 and len(lines[0]) <= 40
    text = f"{lines[0]}   ({value.kind})" if is_short else "\n".join([value.kind, *lines])
    return hung(label if len(label) < 10 else label[:8] + "…", text, DETAIL)


def _printed(name: str, text: str) -> str:
    lines = text.rstrip().splitlines()
    if not lines:
        return ""
    cut = [f"  {short(harmless(line), 200)}" for line in lines[:MOST_PRINTED_LINES]]
    if len(lines) > MOST_PRINTED_LINES:
        cut.append(f"  … {len(lines) - MOST_PRINTED_LINES} more lines")
    return "\n".join([faint(f"Your program {'printed' if name == 'printed' else 'wrote to stderr'}:"), *cut])
