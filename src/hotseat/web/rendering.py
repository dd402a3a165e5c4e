"""Jinja templates with what every page needs: addresses, words, the token, the tier of the sandbox."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from hotseat.practice import clock
from hotseat.web import markdown, plots, wording
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
        moment=wording.moment,
        iso=wording.iso,
        tone=wording.tone,
        short=wording.short_number,
        counted=wording.counted,
    )
    jinja.globals.update(
        static=static_url,
        zip=zip,
        tally=wording.tally,
        verdict_words=wording.VERDICT_WORDS,
        reasons=wording.REASONS,
        outcome_words=wording.OUTCOME_WORDS,
        state_words=wording.STATE_WORDS,
        plot_picture=plots.plot_picture,
        plot_growth=plots.plot_growth,
    )
    return jinja


def html(request: Request, template: str, **context: Any) -> str:
    """A template rendered for this request."""
    now = clock.utc_now()
    state = request.scope.get("state", {})
    return (
        environment()
        .get_template(template)
        .render(
            path=request.url.path,
            token=state.get("token", ""),
            nonce=state.get("nonce", ""),
            notice=getattr(getattr(request.scope.get("app"), "state", None), "notice", None),
            now=now,
            ago=lambda then: wording.ago(then, now),
            **context,
        )
    )


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A whole page."""
    return HTMLResponse(html(request, template, **context), status_code=status)
