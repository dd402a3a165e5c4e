"""Static files under a path that holds the hash of all of them, so that browsers may keep them for ever."""

import hashlib
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"


@cache
def static_hash() -> str:
    """Twelve hex digits over names and contents of every static file."""
    digest = hashlib.sha256()
    for path in sorted(p for p in STATIC.rglob("*") if p.is_file()):
        digest.update(path.relative_to(STATIC).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def static_url(name: str) -> str:
    """The address of a static file."""
    return f"/static/{static_hash()}/{name}"


class HashedFiles(StaticFiles):
    """Serves /static/HASH/name; a page from before an upgrade still finds its files, but does not keep them."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, kept for ever under the current hash."""
        given, _, name = Path(path).as_posix().partition("/")
        response = await super().get_response(name, scope)
        response.headers["cache-control"] = FOR_EVER if given == static_hash() else "no-cache"
        return response
