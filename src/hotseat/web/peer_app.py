"""The interviewer's side of peer mode: an application of its own that serves nothing else, for the local network.

How it works: `hotseat start --peer` serves it on a second port, beside the candidate's app, which stays on loopback.
Whoever opens it must give the join code; the pass they get is a signed cookie. The page asks for its changing part
once a second; a lost connection or a restart of either side only makes it ask again.
"""

import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from hotseat.model.errors import HotseatError, WrongInput
from hotseat.practice import clock
from hotseat.practice.peering import Peering
from hotseat.web.assets import HashedFiles
from hotseat.web.errors import Refused, add_error_pages
from hotseat.web.rendering import page
from hotseat.web.routes.wiring import TheForm
from hotseat.web.security import Guard

PASS = "hotseat-peer"
router = APIRouter(default_response_class=HTMLResponse)


def create_peer_app(peering: Peering) -> FastAPI:
    """The app around an open door."""
    app = FastAPI(
        title="Hotseat, interviewer",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.peering = peering
    app.state.notice = None
    app.include_router(router)
    app.mount("/static", HashedFiles())
    add_error_pages(app)
    app.add_middleware(Guard, token=secrets.token_urlsafe(24))
    return app


def _peering(request: Request) -> Peering:
    found: Peering = request.app.state.peering
    return found


def _name(request: Request) -> str:
    """Who asks. Raises a refusal for somebody without a pass."""
    found = _peering(request).who(request.cookies.get(PASS, ""))
    if found is None:
        raise Refused(
            403, WrongInput("You have not joined.", "", "Open the address again and give the code.")
        )
    return found


ThePeering = Annotated[Peering, Depends(_peering)]
TheName = Annotated[str, Depends(_name)]


@router.get("/")
def door(request: Request, peering: ThePeering) -> Response:
    """The join page; the loop for those who have joined."""
    if peering.who(request.cookies.get(PASS, "")) is not None:
        return RedirectResponse("/interview", 303)
    return page(request, "peer_join.html", error=None, name="")


@router.post("/join")
def join(request: Request, peering: ThePeering, form: TheForm) -> Response:
    """Let in whoever knows the code."""
    try:
        given = peering.join(form.text("code"), form.text("name"), clock.utc_now())
    except HotseatError as error:
        return page(request, "peer_join.html", status=422, error=error, name=form.text("name")[:40])
    answer = RedirectResponse("/interview", 303)
    answer.set_cookie(PASS, given, httponly=True, samesite="strict", max_age=86_400)
    return answer


@router.get("/interview")
def interview(request: Request, peering: ThePeering, name: TheName) -> HTMLResponse:
    """The loop as the interviewer sees it."""
    now = clock.utc_now()
    peering.saw(name, now)
    return page(request, "peer.html", view=peering.view(now), name=name)


@router.post("/interview")
def note(peering: ThePeering, form: TheForm, name: TheName) -> RedirectResponse:
    """A tick, a note or a level."""
    peering.note(name, form.fields)
    return RedirectResponse("/interview", 303)
