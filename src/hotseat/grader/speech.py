"""Speech to text by an OpenAI-compatible endpoint, where one is named for it. Recordings are sent nowhere else."""

import json
import os
import urllib.error
import urllib.request
from uuid import uuid4

from hotseat.grader.endpoint import Endpoint, EndpointFailed, configured
from hotseat.model.errors import HotseatError

MODEL = "HOTSEAT_STT_MODEL"
SECONDS = 90.0
MOST_BYTES = 2_000_000
MAX_ANSWER_BYTES = 1 << 20


def can_transcribe() -> bool:
    """Whether the environment names an endpoint and a model for speech."""
    try:
        return bool(os.environ.get(MODEL, "").strip()) and configured() is not None
    except HotseatError:
        return False


def transcribe(audio: bytes, kind: str) -> str:
    """What was said. kind: the recording's media type. Raises EndpointFailed, also when no endpoint is named."""
    endpoint, model = configured(), os.environ.get(MODEL, "").strip()
    if endpoint is None or not model:
        fix = f"Set HOTSEAT_LLM_URL and {MODEL}, or type what you said."
        raise EndpointFailed("No endpoint for speech is named.", "", fix)
    if not audio or len(audio) > MOST_BYTES:
        raise EndpointFailed(
            "The recording is empty or larger than 2 MB.", "", "Record at most five minutes."
        )
    boundary = uuid4().hex
    name = "recording.webm" if "webm" in kind else "recording.mp4" if "mp4" in kind else "recording.ogg"
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="model"\r\n\r\n{model}\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        f"Content-Type: application/octet-stream\r\n\r\n"
    )
    body = head.encode() + audio + f"\r\n--{boundary}--\r\n".encode()
    return _sent(endpoint, body, boundary)


def _sent(endpoint: Endpoint, body: bytes, boundary: str) -> str:
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    request = urllib.request.Request(f"{endpoint.url.rstrip('/')}/audio/transcriptions", body, headers)
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            text = json.loads(answer.read(MAX_ANSWER_BYTES))["text"]
    except urllib.error.HTTPError as error:
        raise _failed(endpoint, f"it answered {error.code}") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _failed(endpoint, type(error).__name__) from None
    if not isinstance(text, str):
        raise _failed(endpoint, "no text came back")
    return text.strip()


def _failed(endpoint: Endpoint, why: str) -> EndpointFailed:
    return EndpointFailed(
        f"The recording was not turned into text: {why}.", endpoint.name, "Type what you said."
    )
