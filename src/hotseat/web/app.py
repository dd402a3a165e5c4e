"""The application: pages, static files, guard."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from hotseat.model.errors import HotseatError
from hotseat.practice.desk import Desk
from hotseat.web.assets import HashedFiles
from hotseat.web.errors import add_error_pages, readable
from hotseat.web.routes import (
    attempts,
    cards,
    diagnostic,
    doctor,
    drills,
    home,
    loops,
    map,
    plan,
    problem,
    problems,
    questions,
    quiz,
    stories,
    story_bank,
    submission,
)
from hotseat.web.security import LOOPBACK, Guard
from hotseat.web.submissions import Queue

LOOK_SECONDS = 1.5
TICK_SECONDS = 2.0


def create_app(desk: Desk, *, token: str | None = None) -> FastAPI:
    """The web app around a desk. token: what every POST must carry, new for each launch by default."""
    app = FastAPI(
        title="Hotseat",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_lifespan,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.desk = desk
    app.state.queue = Queue()
    app.state.notice = None
    app.state.peer_address = None
    for module in (
        home,
        plan,
        diagnostic,
        problems,
        problem,
        submission,
        questions,
        drills,
        quiz,
        stories,
        story_bank,
        loops,
        cards,
        map,
        attempts,
        doctor,
    ):
        app.include_router(module.router)
    app.mount("/static", HashedFiles())
    add_error_pages(app)
    app.add_middleware(Guard, token=token or secrets.token_urlsafe(24), uploads=(cards.IMPORT,))
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK), www_redirect=False)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Find out what the sandbox enforces before the first page; finish the submission under way at the end."""
    looking = asyncio.wrap_future(app.state.queue.aside(lambda: sandbox_notice(app.state.desk)))
    looking.add_done_callback(lambda done: _keep(app, done))
    await asyncio.wait({looking}, timeout=LOOK_SECONDS)
    background = [asyncio.create_task(_tick(app)), asyncio.create_task(_work_ahead(app))]
    yield
    for task in background:
        task.cancel()
    await asyncio.to_thread(app.state.queue.close)


async def _tick(app: FastAPI) -> None:
    """End the rounds of mock interviews whose time is over, whether or not anybody looks."""
    while True:
        await asyncio.sleep(TICK_SECONDS)
        work = asyncio.wrap_future(app.state.queue.aside(app.state.desk.loops.settle_all))
        with contextlib.suppress(HotseatError):
            await work


async def _work_ahead(app: FastAPI) -> None:
    """Work out how the learner stands when something was recorded, before somebody asks."""
    while True:
        await asyncio.sleep(TICK_SECONDS)
        with contextlib.suppress(HotseatError):
            await asyncio.to_thread(app.state.desk.progress.work_ahead)


def _keep(app: FastAPI, looked: "asyncio.Future[str | None]") -> None:
    if looked.cancelled():
        return
    error = looked.exception()
    app.state.notice = (
        looked.result() if error is None else f"Nothing can be judged yet. {readable(error).what}"
    )


def sandbox_notice(desk: Desk) -> str | None:
    """What every screen says where the sandbox is not whole. Raises HotseatError when there is no judge."""
    tier = desk.tier()
    if tier == "A":
        return None
    if tier == "C":
        return "Not a sandbox: on this machine your code runs with your own rights. Run only what you wrote."
    return f"The sandbox is not complete on this machine (tier {tier})."
