"""The headers of every answer."""

from starlette.datastructures import MutableHeaders


def content_policy(nonce: str) -> str:
    """Only this server; no inline script or style; CodeMirror's sheet by nonce."""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self'; font-src 'self'; "
        "media-src blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def harden(headers: MutableHeaders, nonce: str) -> None:
    """Set what browsers must hold themselves to; pages are asked for again, files say themselves how long they last."""
    headers["content-security-policy"] = content_policy(nonce)
    headers["x-content-type-options"] = "nosniff"
    headers["referrer-policy"] = "same-origin"
    headers["x-frame-options"] = "DENY"
    headers["cross-origin-opener-policy"] = "same-origin"
    headers["cross-origin-resource-policy"] = "same-origin"
    headers.setdefault("cache-control", "no-cache")
