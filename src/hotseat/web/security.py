"""Every request passes here first: size, form, origin and token on the way in, policy headers on the way out."""

import hmac
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hotseat.model.errors import HotseatError
from hotseat.web.errors import Refused, error_response
from hotseat.web.policy import harden
from hotseat.web.uploads import UPLOAD_TYPE, Sent, Upload, read_upload

LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")
SOURCE_LIMIT_BYTES = 1_000_000
BODY_LIMIT_BYTES = 3 * SOURCE_LIMIT_BYTES + 10_000  # percent-encoding makes a byte three
TOKEN_HEADER = "x-hotseat-token"
FORM_TYPE = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Form:
    """The decoded fields of a POST; the last value wins. upload: the file that came with them, where one may."""

    fields: dict[str, str] = field(default_factory=dict)
    upload: Upload | None = None

    def text(self, name: str, default: str = "") -> str:
        """A field, or the default."""
        return self.fields.get(name, default)

    def source(self) -> str:
        """The candidate's program, with "\\n" line ends. Raises Refused when too large or with NUL characters."""
        text = self.text("source").replace("\r\n", "\n").replace("\r", "\n")
        size = len(text.encode())
        if size > SOURCE_LIMIT_BYTES:
            raise _too_large(size)
        if "\0" in text:
            line = text[: text.index("\0")].count("\n") + 1
            what = "The program holds a NUL character."
            raise Refused(400, HotseatError(what, f"line {line}", "Delete it and submit again."))
        return text

    def seconds(self) -> float | None:
        """Seconds since the problem was opened, 0 to 7 days, or None."""
        try:
            value = float(self.text("seconds", "nan"))
        except ValueError:
            return None
        return value if 0 <= value <= 7 * 86_400 else None


class Guard:
    """ASGI middleware; the token is the one of this launch. uploads: the paths that take a file."""

    def __init__(self, app: ASGIApp, token: str, uploads: Collection[str] = ()) -> None:
        self.app = app
        self._token = token
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with the form read and the headers set."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        state = scope.setdefault("state", {})
        state.update(nonce=nonce, token=self._token, form=Form())
        sender = _with_headers(send, nonce)
        sent: Sent | None = None
        try:
            if scope["method"] not in ("GET", "HEAD"):
                sent = await self._upload(scope, receive)
                body = b"" if sent else await _read_body(scope, receive)
                state["form"] = self._admit(Headers(scope=scope), body, sent)
                receive = _replay(body, receive)
        except Refused as refusal:
            await error_response(Request(scope), refusal.error, refusal.status)(scope, receive, sender)
        else:
            await self.app(scope, receive, sender)
        finally:
            if sent:
                sent.close()

    async def _upload(self, scope: Scope, receive: Receive) -> Sent | None:
        """The form with a file, on a path that takes one."""
        headers = Headers(scope=scope)
        if scope["path"] not in self._uploads or _kind(headers) != UPLOAD_TYPE:
            return None
        _check_origin(headers)
        return await read_upload(headers, receive)

    def _admit(self, headers: Headers, body: bytes, sent: Sent | None) -> Form:
        _check_origin(headers)
        form = Form(sent.fields, sent.upload) if sent else _decode(headers, body)
        given = headers.get(TOKEN_HEADER) or form.text("token")
        if not hmac.compare_digest(given.encode(), self._token.encode()):
            what = "This page belongs to an earlier launch of Hotseat."
            raise Refused(
                403, HotseatError(what, "", "Go back, reload the page and send it again; your code is kept.")
            )
        return form


def _check_origin(headers: Headers) -> None:
    """Browsers name the page that sends; only our own may."""
    origin = headers.get("origin")
    is_foreign = origin is not None and urlsplit(origin).netloc != headers.get("host", "")
    if is_foreign or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        fix = "Open Hotseat itself and try there."
        raise Refused(403, HotseatError("Another site sent this request.", origin or "", fix))


def _decode(headers: Headers, body: bytes) -> Form:
    kind = _kind(headers)
    if kind != FORM_TYPE:
        raise Refused(415, HotseatError(f"A form was expected, not {kind[:60]}.", "", f"Send {FORM_TYPE}."))
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=50)
    except UnicodeDecodeError as error:
        fix = "Save the file as UTF-8 and paste it again."
        raise Refused(400, HotseatError("The program is not valid UTF-8.", "", fix)) from error
    except ValueError as error:
        fix = "Reload the page and try again."
        raise Refused(400, HotseatError("The form has too many fields.", "", fix)) from error
    return Form(dict(pairs))


def _kind(headers: Headers) -> str:
    return headers.get("content-type", FORM_TYPE).split(";")[0].strip().lower()


async def _read_body(scope: Scope, receive: Receive) -> bytes:
    declared = Headers(scope=scope).get("content-length", "0")
    if declared.isdecimal() and int(declared) > BODY_LIMIT_BYTES:
        raise _too_large(int(declared))
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > BODY_LIMIT_BYTES:
            raise _too_large(size)
        if not message.get("more_body", False):
            return b"".join(chunks)


def _too_large(size: int) -> Refused:
    what = f"The program is {size / 1e6:.1f} MB; the limit is {SOURCE_LIMIT_BYTES / 1e6:.0f} MB."
    return Refused(
        413, HotseatError(what, "", "Shorten it: generate data in the program instead of pasting it.")
    )


def _replay(body: bytes, receive: Receive) -> Receive:
    """The body once more for whoever reads it next, then the connection's own messages."""
    messages: Iterator[Message] = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def again() -> Message:
        message = next(messages, None)
        return message if message is not None else await receive()

    return again


def _with_headers(send: Send, nonce: str) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            harden(MutableHeaders(scope=message), nonce)
        await send(message)

    return sender
