"""The application: pages, static files, guard."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from hotseat.practice.desk import Desk, Report
from hotseat.web.assets import HashedFiles
from hotseat.web.errors import add_error_pages
from hotseat.web.routes import attempts, doctor, home, problem, problems, submission
from hotseat.web.security import LOOPBACK, Guard
from hotseat.web.submissions import Queue


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
    for module in (home, problems, problem, submission, attempts, doctor):
        app.include_router(module.router)
    app.mount("/static", HashedFiles())
    add_error_pages(app)
    app.add_middleware(Guard, token=token or secrets.token_urlsafe(24))
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK), www_redirect=False)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Look at the sandbox while the first page is read; finish the submission under way at the end."""
    looking = asyncio.create_task(_look(app))
    yield
    await looking
    await asyncio.to_thread(app.state.queue.close)


async def _look(app: FastAPI) -> None:
    app.state.notice = sandbox_notice(await asyncio.to_thread(app.state.desk.doctor))


def sandbox_notice(report: Report) -> str | None:
    """What every screen says where the sandbox is not whole."""
    sandbox = next((each for each in report.inspections if each.name == "sandbox"), None)
    if sandbox is None or sandbox.state == "ok":
        return None
    if "Tier C" in sandbox.detail:
        return "Not a sandbox: on this machine your code runs with your own rights. Run only what you wrote."
    if sandbox.state == "failed":
        return f"Nothing can be judged yet. {sandbox.detail}"
    return f"The sandbox is not complete on this machine. {sandbox.detail}"
