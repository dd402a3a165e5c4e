"""kill -9 of the server at any moment of a submission: what was acknowledged is kept, what is left is usable."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from hotseat.practice.desk import Desk

ROOT = Path(__file__).parent.parent.parent
SOURCE = (ROOT / "bank/coding/stable-softmax/solutions/vectorised.py").read_text()
SLOW = SOURCE.replace("    shifted =", "    import time; time.sleep(0.05)\n    shifted =")


@contextmanager
def server(home: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A real server process, and the address it prints."""
    command = [str(Path(sys.executable).parent / "hotseat"), "start", "--no-browser", "--port", str(port)]
    process = subprocess.Popen(
        command,
        env={**os.environ, "HOTSEAT_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process, _address(process)
    finally:
        process.kill()
        process.wait()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if found:
            return found[0]
    raise AssertionError("the server did not start")


def _token(address: str) -> str:
    page = httpx2.get(f"{address}/problems/stable-softmax", timeout=30).text
    found = re.search(r'name="token"[^>]*value="([^"]+)"', page) or re.search(
        r'value="([^"]+)"[^>]*name="token"', page
    )
    assert found
    return found[1]


def _submit_and_kill(address: str, process: subprocess.Popen[str], after: str, source: str) -> set[str]:
    """Stream a submission and kill the server once that kind of news has come; the kinds that came."""
    heard: set[str] = set()
    fields = {"token": _token(address), "source": source, "action": "submit"}
    headers = {"accept": "application/x-ndjson", "origin": address}
    try:
        with httpx2.stream(
            "POST", f"{address}/problems/stable-softmax/answer", data=fields, headers=headers, timeout=60
        ) as answer:
            for line in answer.iter_lines():
                heard.add(json.loads(line)["kind"])
                if after in heard:
                    os.kill(process.pid, signal.SIGKILL)
    except httpx2.HTTPError:
        pass
    process.wait()
    return heard


def _children_of_judge(home: Path) -> list[str]:
    """Command lines of processes that still serve that home's judge: they carry its environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if str(home).encode() in (folder / "environ").read_bytes() and folder.name != str(os.getpid()):
                found.append((folder / "cmdline").read_text())
        except OSError:
            continue
    return found


@pytest.mark.parametrize("after", ["started", "check", "verdict", "efficiency"])
def test_acknowledged_attempts_survive_a_killed_server(after: str, tmp_path: Path) -> None:
    with server(tmp_path, 0) as (process, address):
        heard = _submit_and_kill(address, process, after, SLOW if after in ("started", "check") else SOURCE)
    desk = Desk.open(tmp_path)
    kept = desk.history("stable-softmax")
    assert len(kept) == (1 if "verdict" in heard else 0) or (len(kept) == 1 and "check" in heard)
    assert all(line.verdict == "accepted" for line in kept)
    assert desk.draft("stable-softmax") is not None
    desk.close()
    with server(tmp_path, 0) as (process, address):
        fields = {"token": _token(address), "source": "def softmax(x): return x", "action": "submit"}
        answer = httpx2.post(
            f"{address}/problems/stable-softmax/answer", data=fields, headers={"origin": address}, timeout=60
        )
        assert answer.status_code == 303
    desk = Desk.open(tmp_path)
    assert next(line.verdict for line in desk.history()) == "wrong-answer"
    assert len(desk.history()) == len(kept) + 1
    desk.close()


def test_nothing_outlives_a_killed_server(tmp_path: Path) -> None:
    with server(tmp_path, 0) as (process, address):
        _submit_and_kill(address, process, "check", SLOW)
    deadline = time.monotonic() + 20
    while _children_of_judge(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _children_of_judge(tmp_path) == []


def _page_token(page: str) -> str:
    found = re.search(r'name="hotseat-token" content="([^"]+)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("pause_seconds", [0.0, 0.05, 0.4])
def test_a_loop_survives_kill_9_at_any_point(tmp_path: Path, pause_seconds: float) -> None:
    with server(tmp_path, 0) as (process, address):
        client = httpx2.Client(base_url=address, timeout=30)
        token = _page_token(client.get("/loops").text)
        fields = {"token": token, "format": "custom", "kind0": "concepts", "minutes0": "10", "area0": "sup"}
        loop = client.post("/loops", data=fields).headers["location"]
        client.post(f"{loop}/begin", data={"token": token})
        page = client.get(loop).text
        box = re.search(r'name="box" value="([^"]+)"', page)
        assert box
        kept = []
        for number in range(3):
            text = f"sentence {number} of an answer"
            saved = client.post(f"{loop}/draft", data={"token": token, "box": box[1], "text": text}).json()
            kept.append(text) if saved["saved"] else None
        before = client.get(f"{loop}/clock").json()["left"]
        ending = subprocess.Popen(
            [
                sys.executable,
                "-c",
                f"import httpx2; httpx2.post('{address}{loop}/end', data={{'token': '{token}'}})",
            ],
            stderr=subprocess.DEVNULL,
        )
        time.sleep(pause_seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        ending.wait()
    with server(tmp_path, 0) as (_, address):
        client = httpx2.Client(base_url=address, timeout=30)
        told = client.get(f"{loop}/clock").json()
        desk = Desk.open(tmp_path)
        try:
            if told["stage"] == "running":
                assert desk.loops.view(desk.loops.one(loop.removeprefix("/loops/"))).draft == kept[-1]
                assert told["left"] <= before
            else:
                deadline = time.monotonic() + 30
                while not desk.loops.one(loop.removeprefix("/loops/")).rounds[0].of("settled"):
                    assert time.monotonic() < deadline, "an ended round was never measured"
                    time.sleep(0.1)
                handed = desk.loops.one(loop.removeprefix("/loops/")).rounds[0].of("handed-in")
                assert [desk.questions.one(str(each.detail["id"])).answer.response for each in handed] in (
                    [kept[-1]],
                    [],
                )
                assert client.get(f"{loop}/scorecard").status_code == 200
        finally:
            desk.close()
