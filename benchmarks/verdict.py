"""Submit to verdict, as ratios within one run: sandboxed against in-process and against a fresh interpreter.

    python benchmarks/verdict.py [--rounds N] [--json FILE]

For each unit the three ways take turns, round after round, on a right solution, so that a noisy machine slows
all of them. "in-process": the file is executed and the same checks are called on the module itself, no sandbox, no
copies. "fresh python": an interpreter is started that imports what the unit's runtime offers and does just that.
"sandboxed": Judge.judge up to its verdict, warm. Each way starts after the same pause, in which what the judge makes ready ahead is ready. Then: verdicts per second with 1, 2 and 4 workers, memory per warm
process, and the share of the physical limit (fork and exit of a warm process, plus the checks' own CPU).
"""

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import threading
import time
import types
from collections.abc import Callable
from pathlib import Path

from hotseat.bank.coding import load_coding
from hotseat.judge.examiners import SINGLE_THREADED
from hotseat.judge.run_checks import check_rng
from hotseat.judge.service import Judge
from hotseat.judge.suite import load_suite
from hotseat.model.unit import CodingUnit
from hotseat.model.verdict import Verdict
from hotseat.sandbox import Tier
from hotseat.sandbox.inside.imports import PRELOADED

PAUSE_SECONDS = 0.3
BANK = Path(__file__).parent.parent / "bank" / "coding"
IS_REFERENCE = "--reference" in sys.argv
UNITS = {
    "stable-softmax": "numpy",
    "kmeans": "numpy",
    "stratified-k-fold": "sklearn",
    "impute-and-scale-without-leakage": "sklearn",
    "multi-head-attention": "torch",
}
FRESH = "import {modules}; import sys; sys.path.insert(0, {here!r}); from verdict import in_process, load_coding; in_process(load_coding(__import__('pathlib').Path({folder!r})))"


def in_process(unit: CodingUnit, seed: int = 1) -> None:
    """Load the checks and run them on the reference in this interpreter."""
    suite = load_suite(compile(unit.checks.text, "checks", "exec"), "checks")
    run_directly(unit, suite, seed)


def run_directly(unit: CodingUnit, suite: object, seed: int) -> None:
    module = types.ModuleType("candidate")
    exec(compile(response(unit), "response", "exec"), module.__dict__)
    for each in suite.checks:  # type: ignore[attr-defined]
        with contextlib.suppress(ValueError, TypeError):  # a check may ask for one, and expects it wrapped
            each.run(module, check_rng(seed, each.name))


def response(unit: CodingUnit) -> str:
    """A right answer that is not the one that the judge knows as its reference, where there is one."""
    others = [code.text for code in unit.solutions if code.text != unit.reference.text]
    return others[0] if others and not IS_REFERENCE else unit.reference.text


def sandboxed(judge: Judge, unit: CodingUnit) -> float:
    """Seconds from submitting to the verdict."""
    ends: list[float] = []
    started = time.perf_counter()
    found = judge.judge(
        unit,
        response(unit),
        is_timed=False,
        on_event=lambda event: ends.append(time.perf_counter()) if event.kind == "verdict" else None,
    )
    if found.verdict is not Verdict.ACCEPTED:
        raise SystemExit(f"{unit.slug}: {found.verdict}: {found.message}")
    return ends[0] - started


def timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def fresh(unit: CodingUnit) -> float:
    here = str(Path(__file__).parent)
    modules = ", ".join(name for name in PRELOADED[unit.runtime])
    command = [sys.executable, "-c", FRESH.format(modules=modules, here=here, folder=str(unit.folder))]
    return timed(lambda: subprocess.run(command, check=True))


def compare(unit: CodingUnit, tiers: list[Tier], rounds: int, pause: float) -> dict[str, object]:
    """Medians in seconds and their ratios for one unit."""
    suite = load_suite(compile(unit.checks.text, "checks", "exec"), "checks")
    judges = {tier: Judge(tier=tier) for tier in tiers}
    for judge in judges.values():
        for _ in range(5):
            sandboxed(judge, unit)
    direct: list[float] = []
    fresh_times: list[float] = []
    boxed: dict[Tier, list[float]] = {tier: [] for tier in tiers}
    for seed in range(rounds):
        time.sleep(pause)
        direct.append(timed(lambda s=seed: run_directly(unit, suite, s)))  # type: ignore[misc]
        for tier, judge in judges.items():
            time.sleep(pause)
            boxed[tier].append(sandboxed(judge, unit))
        if seed % 8 == 0:
            fresh_times.append(fresh(unit))
    memory = {str(tier): warm_memory() for tier in tiers[:1]}
    for judge in judges.values():
        judge.close()
    result: dict[str, object] = {
        "in_process_ms": statistics.median(direct) * 1e3,
        "fresh_python_ms": statistics.median(fresh_times) * 1e3,
        "memory_mb": memory,
    }
    for tier, times in boxed.items():
        middle = statistics.median(times)
        result[f"tier_{tier}"] = {
            "ms": middle * 1e3,
            "p95_ms": sorted(times)[int(len(times) * 0.95)] * 1e3,
            "times_in_process": middle / statistics.median(direct),
            "times_faster_than_fresh": statistics.median(fresh_times) / middle,
        }
    return result


def throughput(unit: CodingUnit, tier: Tier, workers: int, seconds: float = 3.0) -> float:
    """Verdicts per second with so many submissions in flight."""
    judge = Judge(tier=tier, workers=workers)
    sandboxed(judge, unit)
    count = 0
    lock = threading.Lock()
    until = time.perf_counter() + seconds

    def work() -> None:
        nonlocal count
        while time.perf_counter() < until:
            sandboxed(judge, unit)
            with lock:
                count += 1

    threads = [threading.Thread(target=work) for _ in range(workers)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = count / (time.perf_counter() - started)
    judge.close()
    return rate


def fork_and_exit(modules: str) -> float:
    """Median seconds of fork + exit of a process that has imported these modules, garbage frozen."""
    script = (
        f"import gc, os, time, statistics\nimport {modules}\ngc.collect(); gc.freeze()\nt=[]\n"
        "for _ in range(40):\n s=time.perf_counter(); p=os.fork()\n if not p: os._exit(0)\n os.waitpid(p,0); t.append(time.perf_counter()-s)\n"
        "print(statistics.median(t))"
    )
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return float(
        subprocess.run(
            [sys.executable, "-c", script], check=True, capture_output=True, env=environment
        ).stdout
    )


def warm_memory() -> dict[str, float]:
    """PSS in MB of the warm processes and of what they forked, by what they are."""
    found: dict[str, float] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            rollup = (folder / "smaps_rollup").read_text()
        except OSError:
            continue
        kind = (
            "examiner"
            if "examiner_main" in command
            else "candidate"
            if "sandbox.inside.warm" in command
            else ""
        )
        if kind:
            pss = int(rollup.split("Pss:")[1].split()[0]) / 1024
            private = int(rollup.split("Private_Dirty:")[1].split()[0]) / 1024
            found[f"{kind}_pss"] = found.get(f"{kind}_pss", 0.0) + pss
            low = found.get(f"{kind}_private_of_a_fork", 1e9)
            found[f"{kind}_private_of_a_fork"] = min(low, private)
    return found


def add_throughput(report: dict[str, object], tiers: list[Tier]) -> None:
    """Verdicts a second by workers, and how near the quickest verdict is to what two forks and its checks take."""
    softmax = load_coding(BANK / "stable-softmax")
    for workers in (1, 2, 4):
        rate = throughput(softmax, tiers[0], workers)
        report[f"per_second_{workers}"] = rate
        print(f"stable-softmax, {workers} workers: {rate:.0f} verdicts a second")
    floor = fork_and_exit("numpy") * 2 * 1e3
    own = report["stable-softmax"]["in_process_ms"]  # type: ignore[index]
    best = min(report["stable-softmax"][f"tier_{tier}"]["ms"] for tier in tiers)  # type: ignore[index]
    print(
        f"physical limit for stable-softmax: two forks {floor:.1f} ms + checks {own:.1f} ms = {(floor + own) / best:.0%} of the fastest"
    )


def main() -> None:
    if (
        "OMP_NUM_THREADS" not in os.environ
    ):  # one thread everywhere, as in the sandbox; before NumPy is imported
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **SINGLE_THREADED})
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--pause", type=float, default=PAUSE_SECONDS, help="seconds before each measurement")
    parser.add_argument("--tiers", default="A,B")
    parser.add_argument(
        "--reference", action="store_true", help="submit the reference, not another right solution"
    )
    parser.add_argument("--units", default=",".join(UNITS))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    tiers = [Tier(name) for name in options.tiers.split(",")]
    report: dict[str, object] = {}
    for slug in options.units.split(","):
        if not (BANK / slug).exists():
            continue
        report[slug] = found = compare(load_coding(BANK / slug), tiers, options.rounds, options.pause)
        print(
            f"{slug}: in-process {found['in_process_ms']:.1f} ms, fresh python {found['fresh_python_ms']:.0f} ms"
        )
        for tier in tiers:
            row = found[f"tier_{tier}"]
            print(
                f"   tier {tier}: {row['ms']:.1f} ms (p95 {row['p95_ms']:.1f}), {row['times_in_process']:.2f} x in-process, "  # type: ignore[index]
                f"{row['times_faster_than_fresh']:.1f} x faster than a fresh python"  # type: ignore[index]
            )
        print(f"   memory, MB: {found['memory_mb']}")
    if "stable-softmax" in report:
        add_throughput(report, tiers)
    if options.json:
        options.json.write_text(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
