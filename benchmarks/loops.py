"""Server time of the pages of mock interviews, with one loop on record and with many.

    python benchmarks/loops.py [--loops N]

Every loop is sat by a script through the app in this process: questions answered with model answers, stories with the
bank's examples, a problem with its first solution. Pages are asked for in turn, round after round; the ratio is
against the record with one loop in the same run.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from fastapi.testclient import TestClient

from hotseat.model.loop import RoundFormat
from hotseat.practice.desk import Desk
from hotseat.practice.scoring import scorecard
from hotseat.web.app import create_app

ROUNDS = 20
FORMATS = (
    RoundFormat("concepts", "Questions", 30, "Hello."),
    RoundFormat("behavioural", "Behavioural", 20, "Hello."),
    RoundFormat("coding", "Coding", 30, "Hello.", topics=("math",), most_units=1),
)


def sit(desk: Desk, seed: int) -> str:
    """A whole loop; its id."""
    loop_id = desk.loops.start_custom(FORMATS, seed=seed).loop.id
    for kind in ("concepts", "behavioural"):
        desk.loops.begin(loop_id)
        while (view := desk.loops.view(desk.loops.one(loop_id))) is not None:
            if kind == "concepts":
                is_choice = bool(view.options)
                text = (
                    view.unit.answer
                    if view.place.followup is None
                    else view.unit.followups[view.place.followup].answer
                )
                letters = "a" if view.unit.kind == "choose" else "abcdefgh"[: len(view.options)]
                desk.loops.act(loop_id, "answer", {"response": letters if is_choice else text})
            else:
                desk.loops.act(loop_id, "answer", {"response": view.unit.model})
        desk.loops.end(loop_id)
    desk.loops.begin(loop_id)
    now, state, coding = desk.loops.open_coding(loop_id)
    unit = desk.bank.unit(state.drawn.units[0])
    coding.hand_in(desk.loops, now, state, unit.solutions[0].text)
    desk.loops.end(loop_id)
    return loop_id


def medians(clients: dict[str, TestClient], paths: dict[str, str]) -> dict[str, float]:
    """Median seconds per client of a page, taking turns."""
    times: dict[str, list[float]] = {name: [] for name in clients}
    for _ in range(ROUNDS):
        for name, client in clients.items():
            started = time.perf_counter()
            client.get(paths[name]).raise_for_status()
            times[name].append(time.perf_counter() - started)
    return {name: statistics.median(each) for name, each in times.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--loops", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        desks = {"one": Desk.open(Path(place) / "one"), "many": Desk.open(Path(place) / "many")}
        last = {"one": sit(desks["one"], 1)}
        for seed in range(options.loops):
            last["many"] = sit(desks["many"], seed)
        clients = {
            name: TestClient(create_app(desk), base_url="http://localhost") for name, desk in desks.items()
        }
        running = {}
        for name, desk in desks.items():
            running[name] = desk.loops.start_custom(FORMATS, seed=99).loop.id
            desk.loops.begin(running[name])
        pages = {
            "formats and earlier loops": dict.fromkeys(desks, "/loops"),
            "a question of a running round": {name: f"/loops/{each}" for name, each in running.items()},
            "its clock": {name: f"/loops/{each}/clock" for name, each in running.items()},
            "scorecard": {name: f"/loops/{each}/scorecard" for name, each in last.items()},
            "stories": dict.fromkeys(desks, "/stories"),
            "home": dict.fromkeys(desks, "/"),
        }
        print(f"{'page':34} one loop   {options.loops} loops   ratio")
        for label, paths in pages.items():
            found = medians(clients, paths)
            one, many = 1000 * found["one"], 1000 * found["many"]
            print(f"{label:34} {one:6.1f} ms {many:7.1f} ms {many / one:7.1f}")
        started = time.process_time()
        scorecard(desks["many"], last["many"])
        print(f"a scorecard made anew: {1000 * (time.process_time() - started):.1f} ms of CPU")
        for desk in desks.values():
            desk.close()


if __name__ == "__main__":
    main()
