"""Markdown with maths to HTML. HTML in the source is text; TeX stays readable and KaTeX replaces it in the browser."""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

_EMPTY_HEAD = re.compile(r"<th([^>]*)></th>")
_FORMATTER = HtmlFormatter(nowrap=True, classprefix="tok-")
_LEXER = PythonLexer(stripnl=False, ensurenl=False)


def _highlighted(code: str, language: str, _attributes: str) -> str:
    return highlight(code, _LEXER, _FORMATTER) if language in ("python", "py") else ""


def _tex(content: str, _options: Mapping[str, Any]) -> str:
    return escape(content)


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "highlight": _highlighted})
    reader.enable(["table", "strikethrough"])
    return reader.use(dollarmath_plugin, allow_space=False, double_inline=True, renderer=_tex)


_READER = _reader()


@lru_cache(maxsize=1024)
def render_markdown(text: str) -> Markup:
    """The text as HTML. Code that is wider than its place can be scrolled with keys; an empty head names no column."""
    found = _READER.render(text).replace("<pre>", '<pre tabindex="0">')
    return Markup(_EMPTY_HEAD.sub(r"<td\1></td>", found))


@lru_cache(maxsize=1024)
def render_line(text: str) -> Markup:
    """One line of markdown as HTML, without the paragraph around it."""
    return Markup(_READER.renderInline(text))


@lru_cache(maxsize=512)
def render_python(source: str) -> Markup:
    """Python source as highlighted, escaped spans; goes inside <pre><code>."""
    return Markup(highlight(source, _LEXER, _FORMATTER))


def has_maths(*texts: str) -> bool:
    """Whether any of the texts may hold maths, so that KaTeX is worth loading."""
    return any("$" in text for text in texts)
