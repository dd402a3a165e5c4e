"""An OpenAI-compatible endpoint: asked once, in JSON, within a time limit. Nothing of it is stored."""

import contextlib
import importlib
import json
import os
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from hotseat.model.errors import HotseatError

URL, MODEL, KEY = "HOTSEAT_LLM_URL", "HOTSEAT_LLM_MODEL", "HOTSEAT_LLM_KEY"
SECONDS = 45.0
MAX_BYTES = 1 << 20


class EndpointFailed(HotseatError):
    """The endpoint did not give a usable answer; the offline result stands."""


@dataclass(frozen=True)
class Endpoint:
    """Where a model answers. key: sent with the request and kept nowhere else."""

    url: str
    model: str
    key: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """Model and address, without the key."""
        return f"{self.model} at {self.url}"

    def ask(self, messages: list[dict[str, str]], *, seconds: float = SECONDS) -> str:
        """The model's words. Raises EndpointFailed."""
        body = {
            "model": self.model,
            "temperature": 0,
            "messages": messages,
            "response_format": {"type": "json_object"},
        }
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = urllib.request.Request(
            f"{self.url.rstrip('/')}/chat/completions", json.dumps(body).encode(), headers
        )
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:
                return _words(json.loads(answer.read(MAX_BYTES)))
        except urllib.error.HTTPError as error:
            raise self._failed(f"it answered {error.code}") from None
        except TimeoutError:
            raise self._failed(f"no answer within {seconds:g} s") from None
        except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
            raise self._failed(f"{type(error).__name__}: {str(error)[:120]}") from None

    def _failed(self, why: str) -> EndpointFailed:
        return EndpointFailed(
            f"The endpoint gave no usable answer: {why}.", self.name, "Graded offline instead."
        )


def configured() -> Endpoint | None:
    """The endpoint that the environment names; None when it names none. Raises HotseatError for an unusable address.

    The key comes from the environment, else from the operating system's keyring where the keyring package is there.
    """
    url, model = os.environ.get(URL, "").strip(), os.environ.get(MODEL, "").strip()
    if not url:
        return None
    if not url.startswith(("http://", "https://")):
        raise HotseatError(f"{URL} is not an address: {url[:60]}", "", "Like http://127.0.0.1:11434/v1")
    if not model:
        raise HotseatError(f"{MODEL} is not set.", "", "Name a model that the endpoint has.")
    return Endpoint(url, model, os.environ.get(KEY, "") or _from_keyring(url))


def _from_keyring(url: str) -> str:
    with contextlib.suppress(
        Exception
    ):  # a keyring that is missing or locked is no error: many endpoints need no key
        keyring = importlib.import_module("keyring")
        return str(keyring.get_password("hotseat", url) or "")
    return ""


def _words(answer: Any) -> str:
    words = answer["choices"][0]["message"]["content"]
    if not isinstance(words, str):
        raise TypeError("the content is not a text")
    return words
