"""Options that all tests share."""

import os
import signal
import time

import pytest

# Days are those of the machine's time zone; what the tests say of days holds on every machine.
os.environ["TZ"] = "UTC"
time.tzset()

# Started in the background of a shell, SIGINT is ignored, and programs that the tests start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Rewrite expected files; read the diff.")


# The files that take longest begin first, so that no worker is left alone with one in the end.
LONGEST = (
    "test_in_browser.py",
    "test_mutation.py",
    "test_every_page.py",
    "test_scripts.py",
    "test_loops_in_browser.py",
    "test_peer.py",
    "test_progress.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each file's tests stay together and in their order."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))
