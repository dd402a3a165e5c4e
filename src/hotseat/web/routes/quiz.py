"""Quizzes: the topics, the start of one, its items one by one, its result."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from hotseat.model.errors import WrongInput
from hotseat.practice.quizzing import Quiz
from hotseat.web import quiz_pages
from hotseat.web.rendering import page
from hotseat.web.routes.wiring import TheDesk, TheForm

router = APIRouter(prefix="/quiz", default_response_class=HTMLResponse)


@router.get("")
def topics(request: Request, desk: TheDesk) -> HTMLResponse:
    """The topics that have a quiz."""
    return page(request, "quizzes.html", groups=quiz_pages.groups(desk), names=quiz_pages.NAMES)


@router.get("/{topic}")
def start(request: Request, desk: TheDesk, topic: str) -> HTMLResponse:
    """What the quiz of a topic is, and where it begins."""
    line, begin = quiz_pages.intro(desk, topic)
    there = quiz_pages.there(desk, line)
    return page(request, "quiz_start.html", line=line, begin=begin, there=there, names=quiz_pages.NAMES)


@router.get("/{topic}/{quiz}")
def stand(request: Request, desk: TheDesk, topic: str, quiz: str) -> HTMLResponse:
    """The item of now, or the result."""
    return _page(request, desk, quiz_pages.stand(desk, topic, quiz))


@router.post("/{topic}/{quiz}")
def answer(request: Request, desk: TheDesk, form: TheForm, topic: str, quiz: str) -> Response:
    """Grade and record; what cannot be read is asked for again."""
    state = quiz_pages.stand(desk, topic, quiz)
    try:
        quiz_pages.answer(desk, state, form)
    except WrongInput as error:
        return _page(request, desk, state, response=form.text("response"), error=error)
    return RedirectResponse(f"/quiz/{topic}/{quiz}", 303)


def _page(
    request: Request, desk: TheDesk, state: Quiz, *, response: str = "", error: WrongInput | None = None
) -> HTMLResponse:
    return page(
        request,
        "quiz.html",
        status=422 if error else 200,
        state=state,
        asked=quiz_pages.asked(desk, state),
        outcomes=quiz_pages.outcomes(desk, state),
        response=response,
        error=error,
    )
