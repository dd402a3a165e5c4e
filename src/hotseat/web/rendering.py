"""Jinja templates with what every page needs: addresses, words, the token, the tier of the sandbox."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from hotseat.model.notation import PALETTE, SYMBOLS
from hotseat.practice import clock
from hotseat.practice.desk import Desk
from hotseat.web import markdown, plots, week_plot, wording
from hotseat.web.assets import static_url

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The one Jinja environment; every value is escaped."""
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    jinja.filters.update(
        markdown=markdown.render_markdown,
        line=markdown.render_line,
        python=markdown.render_python,
        duration=wording.duration,
        clock=wording.clock,
        minutes=wording.minutes,
        moment=wording.moment,
        iso=wording.iso,
        tone=wording.tone,
        short=wording.short_number,
        rough=wording.rough_number,
        counted=wording.counted,
    )
    jinja.globals.update(
        static=static_url,
        zip=zip,
        symbols=SYMBOLS,
        palette=PALETTE,
        tally=wording.tally,
        is_wide=wording.is_wide,
        verdict_words=wording.VERDICT_WORDS,
        reasons=wording.REASONS,
        outcome_words=wording.OUTCOME_WORDS,
        state_words=wording.STATE_WORDS,
        plot_picture=plots.plot_picture,
        plot_growth=plots.plot_growth,
        plot_weeks=week_plot.plot_weeks,
    )
    return jinja


def html(request: Request, template: str, **context: Any) -> str:
    """A template rendered for this request."""
    return environment().get_template(template).render(_common(request), **context)


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A whole page."""
    return HTMLResponse(html(request, template, **context), status_code=status)


def flowing(request: Request, template: str, **context: Any) -> StreamingResponse:
    """A page that is sent while it is rendered, for templates that wait for something slow."""
    parts = environment().get_template(template).generate(_common(request), **context)
    return StreamingResponse(parts, media_type="text/html; charset=utf-8")


def when_ready(request: Request, desk: Desk, template: str, **context: Any) -> Response:
    """A page with the outlook as look(): whole when that is there, else sent while it is worked out."""
    send = page if desk.progress.is_ready else flowing
    return send(request, template, look=desk.progress.outlook, **context)


def _common(request: Request) -> dict[str, Any]:
    """What every template knows."""
    now = clock.local(clock.utc_now())
    state = request.scope.get("state", {})
    app = request.scope.get("app")
    return {
        "path": request.url.path,
        "token": state.get("token", ""),
        "nonce": state.get("nonce", ""),
        "notice": app.state.notice if app else None,
        "ago": lambda then: wording.ago(then, now),
    }
