"""Attempts: the history, one attempt, and the difference between two."""

from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from hotseat.web.difference import compare
from hotseat.web.rendering import page
from hotseat.web.routes.wiring import TheDesk
from hotseat.web.workspace import attempt_result, find_attempt, find_unit

router = APIRouter(default_response_class=HTMLResponse)
PAGE = 50


@router.get("/history")
def history(request: Request, desk: TheDesk, before: datetime | None = None) -> HTMLResponse:
    """Every attempt, newest first, fifty at a time."""
    found = desk.history(limit=PAGE + 1, before=before)
    titles = {line.unit.slug: line.unit.title for line in desk.problems()}
    older = found[PAGE - 1].at if len(found) > PAGE else None
    return page(request, "history.html", attempts=found[:PAGE], titles=titles, older=older, before=before)


@router.get("/attempts/{attempt_id}")
def attempt(request: Request, desk: TheDesk, attempt_id: str) -> HTMLResponse:
    """One attempt: what was handed in and what it showed."""
    found = find_attempt(desk, attempt_id)
    earlier = desk.history(found.unit, limit=1, before=found.at)
    titles = {line.unit.slug: line.unit.title for line in desk.problems()}
    result = attempt_result(found)
    return page(
        request, "attempt.html", attempt=found, result=result, earlier=earlier, title=titles.get(found.unit)
    )


@router.get("/problems/{slug}/difference")
def difference(request: Request, desk: TheDesk, slug: str, old: str, new: str) -> HTMLResponse:
    """What changed between any two attempts at a problem."""
    unit = find_unit(desk, slug)
    before, after = find_attempt(desk, old), find_attempt(desk, new)
    found = compare(before.response, after.response)
    attempts = desk.history(slug, limit=200)
    return page(
        request, "difference.html", unit=unit, before=before, after=after, found=found, attempts=attempts
    )
