"""Units proven: what their folders lack, and what running their solutions and mistakes shows.

How it works: one worker process per job, started fresh, each with a judge of its own that it closes when it
ends. Processes rather than threads, because proof stops endless probes by an alarm, which only a main thread
hears. A worker takes one folder at a time and sends its findings back; the parent passes them on in the order
of the folders. When a worker dies, the units that had not finished are tried again, each in a process of its
own, and the one that kills it once more is reported.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import TYPE_CHECKING

from hotseat.bank.behavioural import examine_behavioural
from hotseat.bank.coding import examine
from hotseat.bank.concepts import examine_question
from hotseat.bank.drills import examine_drill
from hotseat.bank.shelf import find_bank, load_bank
from hotseat.judge.runtimes import is_installed
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.finding import Finding
from hotseat.model.names import did_you_mean

if TYPE_CHECKING:
    from hotseat.judge.service import Judge

OnFinding = Callable[[Finding], None]
KINDS = ("coding", "drills", "concepts", "behavioural")
DRILL_SEEDS = 200
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def unit_folders(paths: Sequence[Path]) -> list[Path]:
    """The unit folders that are meant: folders, names of units, a whole bank; all when none is given."""
    if not paths:
        bank = load_bank()
        return _shown(_all_units(bank.root))
    return _shown(list(dict.fromkeys(folder for path in paths for folder in _meant(path))))


def check_units(folders: Sequence[Path], seeds: int, jobs: int | None, on_finding: OnFinding) -> int:
    """Examine and prove every folder, with so many draws of inputs. Returns how many findings there were."""
    jobs = min(jobs or os.cpu_count() or 1, max(1, len(folders)))
    count = 0
    for findings in _proven(folders, seeds, jobs):
        for finding in findings:
            on_finding(finding)
            count += 1
    return count


def not_run(folders: Sequence[Path]) -> list[str]:
    """Units whose programs cannot run here, because the extra that their runtime needs is not installed."""
    problems = [
        folder for folder in folders if not (is_drill(folder) or is_question(folder) or is_told(folder))
    ]
    units = [unit for unit, _ in map(examine, problems) if unit is not None]
    return [unit.slug for unit in units if not is_installed(unit.runtime)]


def prove_unit(folder: Path, seeds: int) -> list[Finding]:
    """Everything that is wrong with one folder. Its files run only when they can be read."""
    if is_drill(folder):
        return _prove_drill(folder)
    if is_question(folder):
        return _prove_question(folder)
    if is_told(folder):
        return _prove_told(folder)
    unit, findings = examine(folder)
    if unit is None or not is_installed(unit.runtime):
        return findings
    from hotseat.judge.proof import prove

    try:
        return findings + prove(unit, _judge(), range(seeds))
    except HotseatError as error:
        return [*findings, Finding(error.where or str(folder), 0, error.what, error.fix)]


def is_drill(folder: Path) -> bool:
    """Whether a folder holds a drill."""
    return (folder / "drill.py").exists() or folder.resolve().parent.name == "drills"


def is_question(folder: Path) -> bool:
    """Whether a folder holds a question."""
    return (folder / "question.md").exists() or folder.resolve().parent.name == "concepts"


def is_told(folder: Path) -> bool:
    """Whether a folder holds a behavioural unit."""
    return (folder / "listens.md").exists() or folder.resolve().parent.name == "behavioural"


def _prove_told(folder: Path) -> list[Finding]:
    from hotseat.bank.jargon import load_jargon
    from hotseat.grader.telling_proof import prove_behavioural

    unit, findings = examine_behavioural(folder)
    if unit is None:
        return findings
    bank = folder.resolve().parents[1]
    bank = bank if (bank / "loops" / "jargon.txt").exists() else find_bank()
    return findings + prove_behavioural(unit, load_jargon(bank))


def _prove_question(folder: Path) -> list[Finding]:
    from hotseat.grader.proof import prove_question

    unit, findings = examine_question(folder)
    return findings if unit is None else findings + prove_question(unit)


def _prove_drill(folder: Path) -> list[Finding]:
    from hotseat.drills.proof import prove_drill

    unit, findings = examine_drill(folder)
    return findings if unit is None else findings + prove_drill(unit, range(DRILL_SEEDS))


@cache
def _judge() -> "Judge":
    """The judge of this process, closed when the process ends."""
    from hotseat.judge.service import Judge

    judge = Judge(workers=1, is_quick=False)
    Finalize(None, judge.close, exitpriority=10)
    return judge


def _proven(folders: Sequence[Path], seeds: int, jobs: int) -> Iterator[list[Finding]]:
    with _pool(jobs) as pool:
        with _deaf_to_interrupts():
            waiting = [(folder, pool.submit(prove_unit, folder, seeds)) for folder in folders]
        for folder, future in waiting:
            yield _result(folder, seeds, future)


def _result(folder: Path, seeds: int, future: "Future[list[Finding]]") -> list[Finding]:
    try:
        return future.result()
    except BrokenProcessPool:
        # Whose fault it was is not known: everything that had not finished is tried again, one process each.
        with _pool(1) as alone:
            try:
                return alone.submit(prove_unit, folder, seeds).result()
            except BrokenProcessPool:
                what = "The process that ran the unit's code ended (memory, or a crash in native code)."
                return [Finding(str(folder), 0, what, "Run its solutions and mistakes one by one.")]


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes; ended at once when the work is given up."""
    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(max_workers=jobs, mp_context=context, initializer=_begin)
    try:
        yield pool
    except BaseException:
        for worker in set(multiprocessing.active_children()) - before:
            worker.terminate()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started meanwhile ignore Ctrl-C, which a terminal sends to all: this process ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)


def _begin() -> None:
    """In a worker: as many processes as cores already, so numeric libraries use one thread each."""
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")


def _meant(path: Path) -> list[Path]:
    if (path / "coding").is_dir():
        return _all_units(path)
    if path.is_dir() and not (path / "unit.toml").exists():
        inner = sorted(each.parent for each in path.glob("*/unit.toml"))
        if inner:
            return inner
    if path.is_dir():
        return [path]
    for kind in KINDS:
        named = find_bank() / kind / path.name
        if path.parent == Path() and named.is_dir():
            return [named]
    known = [each.name for each in _all_units(find_bank())]
    fix = (
        did_you_mean(path.name, known)
        or "Name a folder of bank/coding, bank/drills, bank/concepts or bank/behavioural, or a unit."
    )
    raise WrongInput("There is no such unit.", str(path), fix)


def _all_units(bank: Path) -> list[Path]:
    return [each.parent for kind in KINDS for each in sorted((bank / kind).glob("*/unit.toml"))]


def _shown(folders: list[Path]) -> list[Path]:
    """Paths as short as they can be from here."""
    here = Path.cwd()
    return [each.relative_to(here) if each.is_relative_to(here) else each for each in folders]
