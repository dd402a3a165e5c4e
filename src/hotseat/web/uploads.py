"""A file that a form sends, read in pieces into a temporary file, with a limit, by the framework's own parser."""

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from typing import BinaryIO

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.types import Receive

from hotseat.model.errors import HotseatError
from hotseat.web.errors import Refused

UPLOAD_TYPE = "multipart/form-data"
UPLOAD_LIMIT_BYTES = 200_000_000
MOST_FIELDS, FIELD_LIMIT_BYTES = 10, 10_000


@dataclass(frozen=True)
class Upload:
    """A file of a form, open from its beginning. name: as the sender calls it."""

    name: str
    stream: BinaryIO


@dataclass(frozen=True)
class Sent:
    """What a form with a file holds. close: lets go of the file."""

    fields: dict[str, str]
    upload: Upload | None
    close: Callable[[], None]


async def read_upload(headers: Headers, receive: Receive) -> Sent:
    """The fields and the one file of a form. Raises Refused for one that is too large, or no such form."""
    declared = headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > UPLOAD_LIMIT_BYTES:
        raise _too_large()
    parser = MultiPartParser(
        headers, _pieces(receive), max_files=1, max_fields=MOST_FIELDS, max_part_size=FIELD_LIMIT_BYTES
    )
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, UnicodeDecodeError) as error:
        what = "The form cannot be read."
        raise Refused(400, HotseatError(what, "", "Reload the page and choose the file again.")) from error
    fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    files = [value for value in form.values() if isinstance(value, UploadFile)]
    upload = next((Upload(each.filename or "", each.file) for each in files), None)

    def close() -> None:
        for each in files:
            each.file.close()

    return Sent(fields, upload, close)


async def _pieces(receive: Receive) -> AsyncGenerator[bytes, None]:
    size, has_more = 0, True
    while has_more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise MultiPartException("the sender went away")
        piece = message.get("body", b"")
        size += len(piece)
        if size > UPLOAD_LIMIT_BYTES:
            raise _too_large()
        has_more = message.get("more_body", False)
        yield piece


def _too_large() -> Refused:
    what = f"The file is larger than {UPLOAD_LIMIT_BYTES // 10**6} MB."
    return Refused(413, HotseatError(what, "", "In Anki, export one deck, without media."))
