"""Server time of the pages with many attempts on record, and the cold start of the command line.

    python benchmarks/pages.py [--attempts N]

One real attempt is judged, exported, and imported again N times over all units and the last year. Then every page is
asked for in turn, round after round, through the app in this process; the ratio is against the same page with an
empty record in the same run. `hotseat --help` is a new process each time, against a bare interpreter.
"""

import argparse
import io
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi.testclient import TestClient

from hotseat.practice.desk import Desk
from hotseat.web.app import create_app

ROUNDS = 30
SOLUTION = "import numpy as np\n\ndef softmax(logits):\n    return logits\n"


def filled(home: Path, attempts: int) -> Desk:
    """A desk with that many attempts on record."""
    desk = Desk.open(home)
    made = desk.submit("stable-softmax", SOLUTION)
    if attempts:
        out = io.StringIO()
        desk.export(out)
        line = next(json.loads(text) for text in out.getvalue().splitlines() if made.id in text)
        text = json.dumps(line)
        slugs = [each.unit.slug for each in desk.problems()]
        lines = io.StringIO()
        for place in range(attempts):
            at = datetime.now(UTC) - timedelta(minutes=5 * (attempts - place))
            one = text.replace(made.id, str(uuid.UUID(int=place + 1)))
            one = one.replace("stable-softmax", slugs[place % len(slugs)])
            one = re.sub(r'("at": ")[^"]+(")', rf"\g<1>{at.isoformat()}\g<2>", one)
            lines.write(one + "\n")
        lines.seek(0)
        desk.import_(lines)
    return desk


def page_times(clients: dict[str, TestClient], path: str) -> dict[str, float]:
    """Median seconds per client, taking turns."""
    times: dict[str, list[float]] = {name: [] for name in clients}
    for _ in range(ROUNDS):
        for name, client in clients.items():
            started = time.perf_counter()
            answer = client.get(path)
            times[name].append(time.perf_counter() - started)
            answer.raise_for_status()
    return {name: statistics.median(each) for name, each in times.items()}


def cold(command: list[str]) -> float:
    """Median seconds of a new process."""
    times = []
    for _ in range(10):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--attempts", type=int, default=100_000)
    options = parser.parse_args()
    os.environ.setdefault("HOTSEAT_TIER", "C")  # no sandbox is needed to look at pages
    with tempfile.TemporaryDirectory() as folder:
        desks = {
            "empty": filled(Path(folder) / "empty", 0),
            "full": filled(Path(folder) / "full", options.attempts),
        }
        clients = {
            name: TestClient(create_app(desk), base_url="http://127.0.0.1") for name, desk in desks.items()
        }
        for name, desk in desks.items():
            started, spent = time.perf_counter(), time.process_time()
            desk.progress.outlook()
            wall, busy = time.perf_counter() - started, time.process_time() - spent
            print(f"how the learner stands, {name} record, first time: {wall:.2f} s, {busy:.2f} s of CPU")
        for path in (
            "/",
            "/plan",
            "/readiness",
            "/problems",
            "/problems?search=soft",
            "/problems/stable-softmax",
            "/history",
        ):
            found = page_times(clients, path)
            ratio = found["full"] / found["empty"]
            print(
                f"{path}: {found['full'] * 1e3:.1f} ms with {options.attempts:,} attempts, {ratio:.2f} x an empty record"
            )
        for desk in desks.values():
            desk.close()
    script = Path(sys.executable).parent / "hotseat"
    help_seconds, bare = cold([str(script), "--help"]), cold([sys.executable, "-c", "pass"])
    print(f"hotseat --help: {help_seconds * 1e3:.0f} ms cold, {help_seconds / bare:.1f} x a bare interpreter")


if __name__ == "__main__":
    main()
