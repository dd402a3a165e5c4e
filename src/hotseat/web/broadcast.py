"""A submission under way as lines of JSON: the kind of news, the HTML for it, and a sentence to read aloud."""

import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request

from hotseat.model.attempt import Attempt
from hotseat.model.event import Event
from hotseat.model.verdict import CheckResult, Efficiency, Judgement, NamedMistake, Outcome
from hotseat.web import rendering, wording
from hotseat.web.errors import failure_of
from hotseat.web.submissions import Flight, Started
from hotseat.web.workspace import Result, attempt_result


async def broadcast(request: Request, flight: Flight, *, is_run: bool) -> AsyncIterator[str]:
    """Every event as it happens, then the whole result once more, complete."""
    yield _line("queued", ahead=flight.ahead)
    has_failed = False
    async for news in flight.news():
        if isinstance(news, Started):
            yield _line("started")
            continue
        yield tell(request, news, is_run=is_run, is_first_failure=not has_failed)
        has_failed = has_failed or (
            isinstance(news.value, CheckResult) and news.value.outcome is not Outcome.PASSED
        )
    if (error := failure_of(flight.work)) is not None:
        html = rendering.html(request, "_error.html", error=error, heading="Could not judge")
        yield _line("error", html=html, said=f"Could not judge. {error.what}")
        return
    yield _finished(request, flight.work.result())


def tell(request: Request, event: Event, *, is_run: bool, is_first_failure: bool) -> str:
    """One event as a line."""
    value = event.value
    if isinstance(value, CheckResult):
        html = _part(request, "check", value, is_open=is_first_failure)
        said = f"{wording.OUTCOME_WORDS[value.outcome]}: {value.name}"
        return _line("check", html=html, said=said, tone=wording.tone(value.outcome))
    if isinstance(value, NamedMistake):
        return _line("mistake", html=_part(request, "mistake", value), said=value.explanation)
    if isinstance(value, Efficiency):
        return _line("efficiency", html=_part(request, "efficiency", value), said=value.growth)
    result = Result(value, is_run=is_run)
    return _line(
        "verdict", html=_part(request, "headline", result), said=spoken(result), verdict=value.verdict
    )


def spoken(result: Result) -> str:
    """The verdict as a sentence for a live region."""
    judgement = result.judgement
    tally = wording.tally(judgement.checks)
    if result.is_run:
        return f"Shown checks: {tally or wording.VERDICT_WORDS[judgement.verdict]}."
    return f"{wording.VERDICT_WORDS[judgement.verdict]}. {tally}".rstrip(". ") + "."


def _finished(request: Request, outcome: Attempt | Judgement) -> str:
    result = Result(outcome, is_run=True) if isinstance(outcome, Judgement) else attempt_result(outcome)
    html = _part(request, "rest", result)
    return _line("done", html=html, verdict=outcome.verdict, attempt=result.attempt_id)


def _part(request: Request, macro: str, value: object, **more: Any) -> str:
    return rendering.html(request, "_part.html", macro=macro, value=value, more=more)


def _line(kind: str, **fields: Any) -> str:
    return json.dumps({"kind": kind, **fields}) + "\n"
