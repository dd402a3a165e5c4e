"""Questions: the list, a question, its outcome, the candidate's own ticks; and what is due."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from hotseat.model.errors import HotseatError, WrongInput
from hotseat.web import question_pages
from hotseat.web.rendering import page
from hotseat.web.routes.wiring import TheDesk, TheForm

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/questions")
def questions(request: Request, desk: TheDesk) -> HTMLResponse:
    """Every question by area."""
    return page(request, "questions.html", groups=question_pages.groups(desk))


@router.get("/questions/{slug}")
def question(request: Request, desk: TheDesk, slug: str) -> HTMLResponse:
    """One question, to be answered."""
    asked = question_pages.ask(desk, slug)
    return page(request, "question.html", asked=asked, response="", error=None)


@router.post("/questions/{slug}")
def answer(request: Request, desk: TheDesk, form: TheForm, slug: str) -> Response:
    """Grade and record; what cannot be read is asked for again."""
    asked = question_pages.ask(desk, slug, form.text("seed"))
    try:
        graded = question_pages.grade(desk, asked, form)
    except HotseatError as error:
        response = form.text("response")
        return page(request, "question.html", status=422, asked=asked, response=response, error=error)
    return RedirectResponse(f"/answers/{graded.answer.id}", 303)


@router.get("/answers/{answer_id}")
def outcome(request: Request, desk: TheDesk, answer_id: str) -> HTMLResponse:
    """A recorded answer, point by point."""
    return page(request, "answer.html", shown=question_pages.outcome(desk, answer_id), error=None)


@router.post("/answers/{answer_id}/ticks")
def ticks(desk: TheDesk, form: TheForm, answer_id: str) -> Response:
    """Record the candidate's own judgement of what could not be told."""
    graded = question_pages.tick(desk, answer_id, form)
    return RedirectResponse(f"/answers/{graded.answer.id}", 303)


@router.post("/answers/{answer_id}/marks")
def own_marks(request: Request, desk: TheDesk, form: TheForm, answer_id: str) -> Response:
    """Record the candidate's own marks; where there are none, the page says so."""
    try:
        graded = question_pages.own_marks(desk, answer_id, form)
    except WrongInput as error:
        shown = question_pages.outcome(desk, answer_id)
        return page(request, "answer.html", status=422, shown=shown, error=error)
    return RedirectResponse(f"/answers/{graded.answer.id}", 303)


@router.get("/review")
def review(request: Request, desk: TheDesk) -> HTMLResponse:
    """What is due and what is new today."""
    return page(request, "review.html", **question_pages.review(desk), error=None)


@router.get("/review/next")
def following(desk: TheDesk, after: str = "") -> Response:
    """To the next unit of the queue."""
    return RedirectResponse(question_pages.next_address(desk, after), 303)


@router.post("/review/interview")
def interview(request: Request, desk: TheDesk, form: TheForm) -> Response:
    """Keep or forget the day of the interview."""
    try:
        desk.reviews.set_interview(question_pages.day_of(form.text("day")))
    except HotseatError as error:
        return page(request, "review.html", status=422, **question_pages.review(desk), error=error)
    return RedirectResponse("/review", 303)
