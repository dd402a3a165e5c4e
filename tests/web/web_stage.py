"""A desk with a judge that needs no sandbox: trusted responses from the bank, judged in this process."""

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from hotseat.bank.shelf import load_bank
from hotseat.judge.local import LocalBackend
from hotseat.judge.run_checks import probes_agree, run_checks, run_probe, verdict_of
from hotseat.judge.suite import load_suite
from hotseat.model.errors import HotseatError
from hotseat.model.event import Event
from hotseat.model.unit import CodingUnit
from hotseat.model.verdict import CheckResult, Efficiency, Judgement, NamedMistake, Outcome
from hotseat.practice import clock
from hotseat.practice.desk import Desk
from hotseat.practice.doctor import Inspection, Report
from hotseat.sandbox.failures import CandidateRaised
from hotseat.store.sqlite import SqliteStore
from hotseat.web.app import create_app

BANK = Path(__file__).parents[2] / "bank"
SLUG = "stable-softmax"


class TrustingJudge:
    """Runs what it is given: for tests only. delay_s: pause before each check."""

    def __init__(self, tier: str = "A", delay_s: float = 0.0, efficiency: Efficiency | None = None) -> None:
        self.tier = tier
        self.delay_s = delay_s
        self.efficiency = efficiency
        self.stdout = ""
        self.before: Callable[[], None] = lambda: None
        self.judged = 0

    def judge(
        self, unit: CodingUnit, source: str, *, seed=None, is_shown_only=False, is_timed=True, on_event=None
    ) -> Judgement:
        self.before()
        tell = on_event or (lambda event: None)
        seed = 20240607 if seed is None else seed
        suite = load_suite(compile(unit.checks.text, str(unit.checks.path), "exec"), str(unit.checks.path))
        checks = [each for each in suite.checks if each.is_shown or not is_shown_only]
        started = time.perf_counter()
        try:
            backend = LocalBackend(source, "response.py", seed=seed)
        except (CandidateRaised, SyntaxError) as error:
            line = getattr(error, "lineno", None) or 1
            message = f"Your code raised {error}"
            result = CheckResult(
                "the program loads",
                Outcome.ERROR,
                message,
                True,
                line=line,
                traceback=f'  File "response.py", line {line}\n{error}',
            )
            tell(Event("check", result))
            results = [result]
        else:
            results = []
            for result in run_checks(checks, backend, seed):
                time.sleep(self.delay_s)
                results.append(result)
                tell(Event("check", result))
        verdict = verdict_of(results)
        mistake = (
            None
            if verdict == "accepted" or suite.probe is None
            else self._name(unit, source, suite.probe, seed)
        )
        if mistake:
            tell(Event("mistake", mistake))
        judgement = Judgement(
            unit.slug,
            verdict,
            tuple(results),
            mistake,
            None,
            seed,
            time.perf_counter() - started,
            self.tier,
            stdout=self.stdout,
        )
        tell(Event("verdict", judgement))
        self.judged += 1
        if verdict == "accepted" and self.efficiency and not is_shown_only:
            time.sleep(self.delay_s)
            tell(Event("efficiency", self.efficiency))
            judgement = replace(judgement, efficiency=self.efficiency)
        return judgement

    def _name(self, unit: CodingUnit, source: str, probe, seed: int) -> NamedMistake | None:
        try:
            mine = list(run_probe(probe, LocalBackend(source, "response.py"), seed))
            for known in unit.mistakes:
                if probes_agree(mine, list(run_probe(probe, LocalBackend(known.text, "mistake.py"), seed))):
                    return NamedMistake(known.name, known.doc)
        except (CandidateRaised, SyntaxError):
            return None
        return None

    def prepare(self, unit: CodingUnit) -> None:
        pass

    def close(self) -> None:
        pass


GROWTH = Efficiency(
    sizes=(2_000, 8_000, 32_000),
    candidate_seconds=(0.0021, 0.0094, 0.0391),
    reference_seconds=(0.0009, 0.0036, 0.0148),
    ratio=2.64,
    ratio_low=2.31,
    ratio_high=3.02,
    growth="about linear (n or n log n)",
    exponent=1.04,
    exponent_low=0.98,
    exponent_high=1.11,
    size_name="rows",
)


class StagedDesk(Desk):
    def tier(self) -> str:
        return self.judging().tier

    def doctor(self) -> Report:
        """The shape of a real report, without starting a sandbox."""
        state = "ok" if self.tier() == "A" else "limited"
        return Report(
            (
                Inspection("hotseat", "ok", "0.1.0, Python 3.11.7, linux"),
                Inspection("numpy", "ok", "2.4.6"),
                Inspection(
                    "torch",
                    "limited",
                    "Not installed: problems of the torch runtime cannot be judged.",
                    "pip install 'hotseat[torch]'",
                ),
                Inspection("record", "ok", "8 attempts in /home/you/.local/share/hotseat"),
                Inspection("sandbox", state, f"tier {self.tier()} on Linux 6.12, x86_64"),
                Inspection("  network", "ok", "A submission has no network."),
                Inspection("  memory", "ok", "Memory is limited."),
            )
        )


def open_desk(
    home: Path, *, judge: TrustingJudge | None = None, bank: Path = BANK, now=None, zone=clock.ZONE
) -> Desk:
    home.mkdir(parents=True, exist_ok=True)
    chosen = judge or TrustingJudge(efficiency=GROWTH)
    return StagedDesk(
        home,
        SqliteStore(home / "hotseat.sqlite3"),
        load_bank(bank),
        judge=lambda: chosen,
        now=now or (lambda: datetime.now(UTC)),
        zone=zone,
    )


def broken_desk(home: Path) -> Desk:
    def no_judge():
        raise HotseatError("The sandbox does not start.", "", "Run: hotseat doctor")

    home.mkdir(parents=True, exist_ok=True)
    return StagedDesk(home, SqliteStore(home / "hotseat.sqlite3"), load_bank(BANK), judge=no_judge)


class Serving:
    """The app on a free port, in a thread."""

    def __init__(self, desk: Desk, *, port: int = 0, token: str | None = None) -> None:
        self._start(create_app(desk, token=token), port)

    @classmethod
    def around(cls, app, *, port: int = 0) -> "Serving":
        """Another app on a free port."""
        made = cls.__new__(cls)
        made._start(app, port)
        return made

    def _start(self, app, port: int) -> None:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        self.port = listener.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.app = app
        self._server = uvicorn.Server(
            uvicorn.Config(self.app, log_level="warning", timeout_graceful_shutdown=1)
        )
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listener]}, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)


def known(kind: str, name: str, slug: str = SLUG) -> str:
    """The text of one of a unit's solutions or mistakes."""
    return (BANK / "coding" / slug / kind / f"{name}.py").read_text()
