import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import web_stage as stage
from web_browser import find_chromium, launch

TOKEN = "the-token-of-this-launch"


@pytest.fixture
def judge():
    return stage.TrustingJudge(efficiency=stage.GROWTH)


@pytest.fixture
def desk(tmp_path, judge):
    desk = stage.open_desk(tmp_path / "home", judge=judge)
    yield desk
    desk.close()


@pytest.fixture
def client(desk):
    from fastapi.testclient import TestClient

    with TestClient(
        stage.create_app(desk, token=TOKEN), base_url="http://localhost", follow_redirects=False
    ) as client:
        yield client


@pytest.fixture(scope="session")
def browser():
    if find_chromium() is None:
        pytest.skip("no chromium on this machine: the browser tests did not run")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = launch(play)
        yield browser
        browser.close()


@pytest.fixture
def serving(desk):
    serving = stage.Serving(desk, token=TOKEN)
    yield serving
    serving.stop()
