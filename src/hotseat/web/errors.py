"""Errors as pages: the three lines of a HotseatError, and the one place that may catch anything."""

import logging
from concurrent.futures import Future
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from hotseat.model.errors import HotseatError, Sealed
from hotseat.web import rendering
from hotseat.web.policy import harden

log = logging.getLogger("hotseat.web")
HEADINGS = {404: "Not found", 403: "Not from here", 413: "Too large", 503: "Busy"}


class Refused(Exception):
    """A request that is answered with an error page of that status."""

    def __init__(self, status: int, error: HotseatError) -> None:
        super().__init__(error.what)
        self.status = status
        self.error = error


def not_found(error: HotseatError) -> Refused:
    """404 with the error's own sentence; what is there but sealed is 409."""
    return Refused(409 if isinstance(error, Sealed) else 404, error)


def internal(error: BaseException) -> HotseatError:
    """What people read when Hotseat itself failed; the traceback goes to the log."""
    log.error("Hotseat failed", exc_info=error)
    what = f"Hotseat itself failed: {type(error).__name__}."
    return HotseatError(
        what, "", "The terminal that runs it shows the details. Your code is kept; try once more."
    )


def failure_of(work: "Future[Any]") -> HotseatError | None:
    """The error of finished work, readable; None when it succeeded."""
    error = work.exception()
    return None if error is None else readable(error)


def readable(error: BaseException) -> HotseatError:
    """The error itself where it has its sentence, else that Hotseat failed."""
    return error if isinstance(error, HotseatError) else internal(error)


def error_response(request: Request, error: HotseatError, status: int) -> Response:
    """The error page; a fragment for scripts that ask for one."""
    is_fragment = "hotseat-part" in request.headers
    heading = "In your interview" if isinstance(error, Sealed) else HEADINGS.get(status, "That did not work")
    html = rendering.html(
        request,
        "_error.html" if is_fragment else "error.html",
        error=error,
        heading=heading,
        loop=error.loop if isinstance(error, Sealed) else None,
    )
    return HTMLResponse(html, status_code=status)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return error_response(request, error.error, error.status)


async def _hotseat_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HotseatError)
    return error_response(request, error, 409 if isinstance(error, Sealed) else 500)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        page = HotseatError("There is no such page.", request.url.path, "Start from the list of problems.")
    else:
        page = HotseatError(
            f"{error.detail}.", f"{request.method} {request.url.path}", "Go back and try again."
        )
    return error_response(request, page, error.status_code)


async def _anything(request: Request, error: Exception) -> Response:
    """Answers outside the guard, so it sets the headers itself."""
    answer = error_response(request, internal(error), 500)
    harden(answer.headers, getattr(request.state, "nonce", ""))
    return answer


def add_error_pages(app: FastAPI) -> None:
    """Every failure becomes a page with what, where and how to fix it."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HotseatError, _hotseat_error)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _anything)
