"""Behavioural prompts: the list, a prompt, what could be shown about an answer, the candidate's own ratings."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.responses import Response

from hotseat.grader.speech import can_transcribe
from hotseat.model.errors import HotseatError
from hotseat.web import story_pages
from hotseat.web.rendering import page
from hotseat.web.routes.wiring import TheDesk, TheForm

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/stories")
def prompts(request: Request, desk: TheDesk) -> HTMLResponse:
    """Every prompt, stories first."""
    return page(request, "stories.html", groups=story_pages.groups(desk))


@router.get("/stories/{slug}")
def prompt(request: Request, desk: TheDesk, slug: str) -> HTMLResponse:
    """One prompt, to be answered."""
    return page(
        request,
        "story.html",
        unit=story_pages.find(desk, slug),
        response="",
        error=None,
        hears=can_transcribe(),
    )


@router.post("/stories/transcript")
def transcript(form: TheForm) -> JSONResponse:
    """What a recording says, by the endpoint that is named for speech."""
    try:
        return JSONResponse({"text": story_pages.transcript_of(form)})
    except HotseatError as error:
        return JSONResponse({"why": f"{error.what} {error.fix}"}, status_code=422)


@router.post("/stories/{slug}")
def answer(request: Request, desk: TheDesk, form: TheForm, slug: str) -> Response:
    """Look at an answer and record it; what cannot be read is asked for again."""
    unit, response = story_pages.find(desk, slug), form.text("response")
    try:
        heard = story_pages.tell(desk, slug, response, form.seconds())
    except HotseatError as error:
        return page(
            request,
            "story.html",
            status=422,
            unit=unit,
            response=response,
            error=error,
            hears=can_transcribe(),
        )
    return RedirectResponse(f"/told/{heard.answer.id}", 303)


@router.get("/told/{answer_id}")
def told(request: Request, desk: TheDesk, answer_id: str) -> HTMLResponse:
    """What could be shown about an answer."""
    return page(request, "told.html", shown=story_pages.outcome(desk, answer_id))


@router.post("/told/{answer_id}/ratings")
def ratings(desk: TheDesk, form: TheForm, answer_id: str) -> Response:
    """Record the candidate's own judgement of what could not be told."""
    heard = story_pages.rate(desk, answer_id, form)
    return RedirectResponse(f"/told/{heard.answer.id}", 303)
