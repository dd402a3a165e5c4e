"""Which runtimes this installation can judge."""

from importlib.util import find_spec

from hotseat.model.errors import HotseatError

EXTRA = {"torch": "hotseat[torch]"}


def is_installed(runtime: str) -> bool:
    """Whether units of that runtime can be judged here."""
    return runtime not in EXTRA or find_spec(runtime) is not None


def require(runtime: str) -> None:
    """Raise HotseatError where the runtime's extra is not installed."""
    if not is_installed(runtime):
        fix = f"Install it once: pip install '{EXTRA[runtime]}'"
        raise HotseatError("This problem needs PyTorch, which is not installed.", "", fix)
