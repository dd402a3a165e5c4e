"""What the pages of the diagnostic show."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from hotseat.model.answer import CONCEPT, DRILL
from hotseat.model.errors import HotseatError
from hotseat.practice import reasons
from hotseat.practice.desk import Desk
from hotseat.practice.diagnosing import Diagnosis
from hotseat.practice.standing import items_of
from hotseat.web import drill_pages, question_pages
from hotseat.web.rendering import page

Asked = drill_pages.Asked | question_pages.AskedQuestion


def shown(
    request: Request, desk: Desk, response: str = "", error: HotseatError | None = None
) -> HTMLResponse:
    """The question that is open, the placement at the end, or the invitation."""
    now = desk.diagnostic.now()
    return page(
        request,
        "diagnostic.html",
        status=422 if error else 200,
        now=now,
        asked=_asked(desk, now) if now else None,
        response=response,
        error=error,
        reasons=reasons,
        area_name=desk.syllabus().area_name,
        titles={each.unit: each.title for each in items_of(desk.bank)},
    )


def _asked(desk: Desk, now: Diagnosis) -> Asked | None:
    """The question or the exercise as it is shown, the same after a reload."""
    if now.item is not None and now.item.round == DRILL:
        return drill_pages.ask(desk, now.item.unit, str(now.seed))
    if now.item is not None and now.item.round == CONCEPT:
        return question_pages.ask(desk, now.item.unit, str(now.seed))
    return None
