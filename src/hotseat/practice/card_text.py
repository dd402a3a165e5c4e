"""A side of somebody's flash card as plain text: markup reduced, media dropped, formulas between dollars."""

import html
import re
from dataclasses import dataclass

_SILENT = {"script", "style", "title", "template", "svg", "canvas", "iframe", "object", "audio", "video"}
_MEDIA = {"img", "embed", "svg", "canvas", "iframe", "object", "audio", "video"}
_LINES = {
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "tbody", "thead", "blockquote", "pre", "section",
    "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr",
}  # fmt: skip
_WORDS = {
    "a", "b", "i", "u", "s", "em", "strong", "small", "big", "code", "kbd", "tt", "sub", "sup", "span", "font", "mark",
    "td", "th", "col", "colgroup", "caption", "center", "ruby", "rt", "rp", "q", "cite", "del", "ins", "strike",
    "label", "input", "button", "form", "textarea", "select", "option", "link", "meta", "base", "html", "head", "body",
    "source", "picture", "figure", "figcaption", "details", "summary", "noscript", "math", "anki-mathjax",
}  # fmt: skip
_STARTS = {"li": "\n- ", "td": "  ", "th": "  ", "sup": "^(", "sub": "_("}
_ENDS = {"sup": ")", "sub": ")", "li": ""}
_NAMES = "|".join(sorted(_SILENT | _MEDIA | _LINES | _WORDS, key=len, reverse=True))
_VALUE = "\"[^\"]{0,2000}\"|'[^']{0,2000}'"  # of an attribute; longer ones are cut at the next < or >
# Browsers show "p<0.05" and "List<int>" as they stand; only what is a known tag is one here.
_TAG = re.compile(
    rf"<(/?)({_NAMES})(?=[\s/>])[^<>\"']*+(?:(?:{_VALUE})[^<>\"']*+){{0,20}}[^<>]*>", re.IGNORECASE
)
_SOUND = re.compile(r"\[(?:sound|anki:(?:play|tts))[^\[\]\n]{0,500}\](?:[^\[\n]{0,500}\[/anki:tts\])?")
# A formula holds no other's beginning, so that no text takes more than one look from each of them.
_TEX = (
    (re.compile(r"\\\(((?:(?!\\\().){1,2000}?)\\\)", re.DOTALL), "$"),
    (re.compile(r"\\\[((?:(?!\\\[).){1,2000}?)\\\]", re.DOTALL), "$$"),
    (re.compile(r"\[\$\]((?:(?!\[\$\]).){1,2000}?)\[/\$\]", re.DOTALL), "$"),
    (re.compile(r"\[\$\$\]((?:(?!\[\$\$\]).){1,2000}?)\[/\$\$\]", re.DOTALL), "$$"),
)
_LATEX = re.compile(r"\[/?latex\]", re.IGNORECASE)
# Control characters, and those that turn the direction of what follows.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True)
class Side:
    """The text of a side. media: how many pictures, sounds and frames were dropped from it."""

    text: str
    media: int


def from_html(source: str) -> Side:
    """A side that is written in HTML, as Anki's are. Takes time in proportion to its length, whatever it holds."""
    reader = _Reader()
    last = 0
    bare = _without_comments(source)
    for tag in _TAG.finditer(bare):
        reader.text(bare[last : tag.start()])
        reader.tag(tag[2].lower(), is_end=bool(tag[1]))
        last = tag.end()
    reader.text(bare[last:])
    return _tidy("".join(reader.parts), reader.media)


def from_plain(source: str) -> Side:
    """A side that is plain text, or HTML where it holds a tag."""
    return from_html(source) if _TAG.search(source) else _tidy(source, 0)


def from_typed(source: str) -> Side:
    """A side that somebody types here: text, also where it looks like HTML."""
    return _tidy(source, 0)


class _Reader:
    """Gathers text. What is silent is not text: scripts, sheets, frames."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.media = 0
        self._silent = ""
        self._pre = 0

    def tag(self, name: str, *, is_end: bool) -> None:
        """A tag as the line break or sign that stands for it in text."""
        if self._silent:
            self._silent = "" if is_end and name == self._silent else self._silent
            return
        self.media += name in _MEDIA and not is_end
        if name in _SILENT and not is_end:
            self._silent = name
        if name == "pre":
            self._pre = max(0, self._pre + (-1 if is_end else 1))
        self.parts.append((_ENDS if is_end else _STARTS).get(name, "\n" if name in _LINES else ""))

    def text(self, text: str) -> None:
        """What stands between tags; spaces count only in <pre>."""
        if not self._silent:
            self.parts.append(html.unescape(text if self._pre else re.sub(r"\s+", " ", text)))


def _without_comments(source: str) -> str:
    """As browsers do: one that is not closed goes on to the end."""
    first, *rest = source.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in rest)


def _tidy(text: str, media: int) -> Side:
    text, sounds = _SOUND.subn("", text)
    for pattern, mark in _TEX:
        text = mark.join(
            part.strip() if place % 2 else part for place, part in enumerate(pattern.split(text))
        )
    text = _LATEX.sub("", text).replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub("", text).encode("utf-8", "replace").decode("utf-8")
    text = re.sub(r"([\^_])\(([^()\s])\)", r"\1\2", text)
    lines = [line.rstrip() for line in text.replace("\t", "    ").split("\n")]
    return Side(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), media + sounds)
