"""The candidate's own stories: the bank, one story, saved and dropped."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from hotseat.model.errors import HotseatError
from hotseat.web import story_pages
from hotseat.web.rendering import page
from hotseat.web.routes.wiring import TheDesk, TheForm

router = APIRouter(prefix="/story-bank", default_response_class=HTMLResponse)


@router.get("")
def bank(request: Request, desk: TheDesk) -> HTMLResponse:
    """Stories, tags, and the prompts that none of them answers."""
    own = desk.story_bank
    return page(request, "story_bank.html", stories=own.stories(), tags=own.tags(), coverage=own.coverage())


@router.get("/{story}")
def one(request: Request, desk: TheDesk, story: str) -> HTMLResponse:
    """A story to be written; "new" for another one."""
    return story_pages.composer(request, desk, story)


@router.post("/{story}")
def save(request: Request, desk: TheDesk, form: TheForm, story: str) -> Response:
    """Save a version."""
    try:
        saved = story_pages.save_story(desk, story, form)
    except HotseatError as error:
        return story_pages.composer(request, desk, story, form, error)
    return RedirectResponse(f"/story-bank/{saved.story}", 303)


@router.post("/{story}/drop")
def drop(desk: TheDesk, story: str) -> RedirectResponse:
    """Take a story out of the bank."""
    story_pages.drop_story(desk, story)
    return RedirectResponse("/story-bank", 303)
