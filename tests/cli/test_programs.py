"""The command line as people and scripts meet it: as a program, with the real judge."""

import contextlib
import json
import os
import pty
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

BANK = Path(__file__).parent.parent.parent / "bank"
Program = Callable[..., Any]
HOTSEAT = [sys.executable, "-c", "from hotseat.cli.main import main; main()"]
RIGHT = "import numpy as np\n\n\ndef row_means(values):\n    return values.sum(axis=1) / max(values.shape[1], 1)\n"
MISTAKE = (Path(__file__).parent.parent / "units" / "sound" / "mistakes" / "divides_less.py").read_text()


def test_help_imports_neither_numpy_nor_the_database(place: Path) -> None:
    code = (
        "import sys\nfrom hotseat.cli.main import run\nrun(['--help'])\n"
        "print([m for m in ('numpy', 'sqlite3', 'rich', 'fastapi', 'msgspec', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_lists_and_history_start_no_judge(place: Path) -> None:
    code = (
        "import sys\nfrom hotseat.cli.main import run\nrun(['list']); run(['history'])\n"
        "print([m for m in ('numpy', 'hotseat.judge', 'hotseat.sandbox', 'fastapi') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_right_response_is_accepted_and_recorded(program: Program, place: Path) -> None:
    (place / "row-means.py").write_text(RIGHT)
    said = program("submit", "row-means", "--json")
    assert (said.code, said.json()["verdict"]) == (0, "accepted")
    assert program("list", "--json").json()[0]["state"] == "solved"


def test_a_known_mistake_is_named_and_the_same_seed_draws_the_same_inputs(
    program: Program, place: Path
) -> None:
    (place / "row-means.py").write_text(MISTAKE)
    first = program("submit", "row-means", "--json", "--seed", "11").json()
    second = program("submit", "row-means", "--json", "--seed", "11").json()
    assert first["mistake"]["name"] == "divides_less"
    assert first["seed"] == second["seed"] == 11
    assert first["checks"][0]["counterexample"] == second["checks"][0]["counterexample"]


def test_the_starter_runs_and_does_not_pass(program: Program) -> None:
    program("open", "row-means")
    said = program("run", "row-means")
    assert said.code == 1
    assert "Traceback" not in said.err


def test_check_proves_a_sound_unit_and_finds_a_wrong_one(program: Program, place: Path) -> None:
    folder = place.parent / "bank" / "coding" / "row-means"
    assert program("check", "row-means", "--seeds", "2").code == 0
    (folder / "solutions" / "loop.py").write_text(MISTAKE)
    said = program("check", str(folder), "--seeds", "1", "--json")
    assert said.code == 1
    assert any("loop.py" in finding["file"] for finding in said.json())


def test_check_survives_a_unit_that_kills_its_process(program: Program, place: Path) -> None:
    checks = place.parent / "bank" / "coding" / "row-means" / "checks.py"
    checks.write_text(checks.read_text() + "\n\nimport os\n\nos._exit(3)\n")
    said = program("check", "row-means", "--seeds", "1")
    assert said.code == 1
    assert "Traceback" not in said.err
    assert said.out


def test_ctrl_c_ends_a_check_and_everything_it_started(place: Path) -> None:
    with started("check", "row-means", "--seeds", "500") as process:
        lines_until(process, process.stderr, "Checking")
        time.sleep(4)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(20) == 130
        assert "KeyboardInterrupt" not in process.communicate()[1]
    end = time.monotonic() + 20
    while (left := descendants_of_session(process.pid)) and time.monotonic() < end:
        time.sleep(0.2)
    assert left == []


def descendants_of_session(session: int) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text().rsplit(")", 1)[1].split()
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(path.parent.name)
    return found


def test_output_to_a_closed_pipe_is_no_failure(place: Path) -> None:
    command = f"{sys.executable} -c '{HOTSEAT[-1]}' show stable-softmax | head -c 1"
    env = {**os.environ, "HOTSEAT_BANK": str(BANK)}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False, env=env
    )
    assert done.returncode in (0, 141)  # as programs that the signal ends
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}, {"TERM": "dumb"}])
def test_poor_terminals_are_served(program: Program, env: dict[str, str]) -> None:
    assert program("list", env=env).code == 0
    assert program("show", "row-means", "--give-up", env=env).code == 0


def in_terminal(*args: str, env: dict[str, str] | None = None) -> tuple[int, str]:
    """Run with stdin, stdout and stderr on a terminal."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update({"TERM": "xterm", **(env or {})})
        os.execv(HOTSEAT[0], [*HOTSEAT, *args])
    said = b""
    with contextlib.suppress(OSError):
        while piece := os.read(terminal, 4096):
            said += piece
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said.decode()


def test_colour_is_for_terminals_without_no_color(program: Program) -> None:
    code, said = in_terminal("list")
    assert code == 0
    assert "\x1b[" in said
    assert "\x1b[" not in in_terminal("list", env={"NO_COLOR": "1"})[1]
    assert "\x1b[" not in in_terminal("lst", env={"NO_COLOR": "1"})[1]
    assert "\x1b[" not in program("list").out


def lines_until(process: "subprocess.Popen[str]", stream: Any, part: str, seconds: float = 60) -> str:
    said, end = "", time.monotonic() + seconds
    while part not in said and time.monotonic() < end:
        if select.select([stream], [], [], 0.5)[0]:
            piece = os.read(stream.fileno(), 65536).decode()
            if not piece:
                break
            said += piece
    assert part in said, said
    return said


@contextlib.contextmanager
def started(*args: str) -> Iterator["subprocess.Popen[str]"]:
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*HOTSEAT, *args], stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def test_watch_judges_on_every_save_and_ends_quietly(place: Path) -> None:
    path = place / "row-means.py"
    path.write_text(MISTAKE)
    with started("watch", "row-means", "--submit") as process:
        lines_until(process, process.stdout, "divides less")
        lines_until(process, process.stderr, "Watching")
        time.sleep(0.5)
        path.write_text("")  # as if a save were half done
        lines_until(process, process.stderr, "empty")
        beside = place / "beside"
        beside.write_text(RIGHT)
        beside.replace(path)
        lines_until(process, process.stdout, "accepted  row-means")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.communicate()[1] == ""


def test_ctrl_c_during_a_submission_ends_it_without_a_traceback(place: Path) -> None:
    (place / "row-means.py").write_text("import time\n\n\ndef row_means(values):\n    time.sleep(60)\n")
    with started("submit", "row-means") as process:
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert "Traceback" not in process.communicate()[1]


def test_killing_a_submission_loses_nothing_that_was_recorded(program: Program, place: Path) -> None:
    (place / "row-means.py").write_text(RIGHT)
    assert program("submit", "row-means").code == 0
    (place / "row-means.py").write_text("import time\n\n\ndef row_means(values):\n    time.sleep(60)\n")
    with started("submit", "row-means") as process:
        time.sleep(1.0)
        process.kill()
    lines = program("history", "--json").json()
    assert [line["verdict"] for line in lines][-1] == "accepted"
    assert program("doctor", "--json").json()["is_sound"]


def test_a_port_in_use_is_answered_with_a_free_one(program: Program) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = program("start", "--port", str(port), "--no-browser")
    assert said.code == 2
    assert f"127.0.0.1:{port}" in said.err
    assert "hotseat start --port " in said.err


def answers(host: str, port: int, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=10) as wire:
            wire.sendall(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
            return wire.recv(12).startswith(b"HTTP/1.")
        time.sleep(0.1)
    return False


def test_start_serves_until_interrupted(place: Path) -> None:
    with started("start", "--port", "0", "--no-browser") as process:
        said = lines_until(process, process.stdout, "http://127.0.0.1:")
        host, port = said[said.index("http://") + 7 :].split("/")[0].split(":")
        assert answers(host, int(port))
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_two_programs_share_a_record(program: Program, place: Path) -> None:
    (place / "row-means.py").write_text(RIGHT)
    running = [
        subprocess.Popen([*HOTSEAT, "submit", "row-means", "--json"], stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    ids = {json.loads(process.communicate()[0])["attempt"] for process in running}
    assert {line["id"] for line in program("history", "--json").json()} == ids
    assert len(ids) == 3


def test_nothing_asks_a_question_without_a_terminal(program: Program) -> None:
    for args in (
        ["show", "row-means", "--solution"],
        ["hint", "row-means"],
        ["open", "row-means"],
        ["open", "row-means"],
    ):
        program(*args, stdin=subprocess.DEVNULL)


def test_the_version_is_one_line(program: Program) -> None:
    assert program("--version").out.startswith("hotseat 0.")
