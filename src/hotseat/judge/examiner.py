"""The examiner: a disposable trusted process that runs one unit's checks against one candidate.

How it works
    A warm parent (examiner_main.py) has imported NumPy, SciPy and the unit's suite and forks an examiner ahead of
    need. The examiner waits on its socket for one Job, which brings the descriptors of one or more sandboxed
    children. It loads the response there, runs the checks over the RPC, sends each result as it comes, names the
    mistake, sends Done and exits. Nothing that a candidate returns is seen by the server, only by this process; the
    server kills it at the deadline, and no answer from it is ever a pass.
"""

import contextlib
import select
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hotseat.judge.checks import be_strict
from hotseat.judge.efficiency import Differs, Failed, measure
from hotseat.judge.local import LocalBackend
from hotseat.judge.naming import PROBE_SEED, name_mistake
from hotseat.judge.remote import RemoteBackend
from hotseat.judge.run_checks import UNUSABLE, explained, run_checks, run_probe, verdict_of
from hotseat.judge.script import Script, call_seed
from hotseat.judge.source_rules import forbidden_import, missing_entry_sentence, parsed
from hotseat.judge.suite import Ready
from hotseat.judge.wire import Done, Fork, Job, receive, send_all
from hotseat.model.errors import HotseatError
from hotseat.model.verdict import LOADS, CheckResult, Outcome, Verdict
from hotseat.sandbox import Child, Connection, Request, frame, load_request
from hotseat.sandbox.failures import (
    CandidateDied,
    CandidateForbidden,
    CandidateMemory,
    CandidateRaised,
    CandidateTimeout,
    SandboxFailure,
)

LOAD_SECONDS = 10.0
TOGETHER_SECONDS = 0.025
SAME_AT_SIZE = "the answers stay the same on large inputs"
Emit = Callable[[str, Any], None]


class Mailbox:
    """Messages to the server. Results wait for each other a moment, so that the server is not woken for each."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._waiting: list[tuple[str, Any]] = []
        self._since = time.monotonic()

    def put(self, kind: str, payload: Any) -> None:
        """Send soon; at once what is not a check's result."""
        self._waiting.append((kind, payload))
        if kind != "check" or time.monotonic() - self._since > TOGETHER_SECONDS:
            self.empty()

    def empty(self) -> None:
        """Send what waits."""
        if self._waiting:
            send_all(self._sock, self._waiting)
            self._waiting.clear()
        self._since = time.monotonic()


def serve(sock: socket.socket, suites: dict[str, Ready], expected: Fork, script: Script) -> None:
    """Wait for one job and do it; returns when the server has closed the socket without one.

    script: what the suite asks if the job is the expected one.
    """
    message = receive(sock)
    if message is not None and message[0] == "wake":
        poller = select.poll()
        poller.register(sock, select.POLLIN)
        frame.spin(poller)
        message = receive(sock)
    if message is None:
        return
    _, job, fds = message
    children = [
        Child.from_fds(pid, fds[i * job.fds_each : (i + 1) * job.fds_each]) for i, pid in enumerate(job.pids)
    ]

    mailbox = Mailbox(sock)
    be_strict()
    try:
        ready = suites[job.suite_key]
        if job.kind == "checks":
            is_expected = (job.suite_key, job.seed) == (expected.suite_key, expected.seed)
            _examine(job, ready, children[0], mailbox, script if is_expected else Script())
        else:
            _measure(job, ready, children, mailbox.put)
    except HotseatError as error:
        mailbox.put("failed", " ".join(error.lines()))


def _measure(job: Job, ready: Ready, children: list[Child], emit: Emit) -> None:
    try:
        found = measure(job, ready, children)
    except Differs as difference:
        emit(
            "check",
            CheckResult(
                SAME_AT_SIZE, Outcome.WRONG_ANSWER, f"On the timed input {difference}.", is_shown=False
            ),
        )
        found = None
    except Failed as failed:
        outcome, words = explained(failed.failure)
        emit(
            "check",
            CheckResult(
                SAME_AT_SIZE, outcome, f"On the timed input of size {failed.n:,}: {words}", is_shown=False
            ),
        )
        found = None
    emit("efficiency", found)


def _examine(job: Job, ready: Ready, child: Child, mailbox: Mailbox, script: Script) -> None:
    suite, emit = ready.suite, mailbox.put
    connection = Connection(child, runtime=job.runtime, on_slow=mailbox.empty, is_quick=job.is_quick)
    _post_load(job, connection)
    checks = tuple(each for each in suite.checks if each.is_shown or not job.is_shown_only)
    backend = RemoteBackend(
        connection,
        child,
        seed=job.seed,
        seconds=job.seconds,
        reference=ready.reference,
        script=script.to_send([each.name for each in checks]),
    )
    problem = _load(job, connection, backend)
    if problem is not None:
        emit("check", problem)
        verdict = verdict_of([problem])
        emit("done", _done(job, verdict, problem.message, connection, is_lost=connection.is_lost))
        return
    results: list[CheckResult] = []
    for result in run_checks(checks, backend, job.seed):
        settled = _settled(result, job, ready)
        results.append(settled)
        emit("check", settled)
        if job.is_brief and settled.outcome is not Outcome.PASSED:
            break
    verdict = verdict_of(results)
    is_lost = any(result.outcome is Outcome.NOT_RUN for result in results)
    if verdict in (Verdict.WRONG_ANSWER, Verdict.ERROR) and not job.is_shown_only:
        _name(job, ready, connection, child, emit)
    emit("done", _done(job, verdict, _summary(results), connection, is_lost=is_lost or _is_death(results)))


def _post_load(job: Job, connection: Connection) -> None:
    """Have the response loaded and its entries looked for."""
    seed = call_seed(job.seed, LOADS, 0)
    connection.post(load_request(job.sources[0], job.filename, job.forbids, job.memory_mb, seed, job.runtime))
    connection.post(*(Request.of("has", 0, name) for name in job.entry))


def _load(job: Job, connection: Connection, backend: RemoteBackend) -> CheckResult | None:
    """Await what `_post_load` asked; what went wrong as a check of its own, or None. The first checks are posted."""
    try:
        backend.start_first()
        connection.loaded(max(job.seconds, LOAD_SECONDS if job.runtime == "torch" else job.seconds))
        missing = [name for name in job.entry if connection.receive(job.seconds).value is not True]
    except SandboxFailure as failure:
        return _forbidden_import(job) or _load_failure(failure)
    if missing:
        sentence = missing_entry_sentence(missing[0], parsed(job.sources[0]))
        return CheckResult(LOADS, Outcome.ERROR, sentence, is_shown=True)
    return None


def _forbidden_import(job: Job) -> CheckResult | None:
    """The import that the sandbox will not have liked, with its line."""
    tree = parsed(job.sources[0])
    banned = forbidden_import(tree, job.forbids, job.runtime) if tree is not None else None
    if banned is None:
        return None
    sentence = (
        f"Line {banned[1]} imports {banned[0]}, which this problem does not allow: write that part yourself."
    )
    return CheckResult(LOADS, Outcome.FORBIDDEN, sentence, is_shown=True, line=banned[1])


def _load_failure(failure: SandboxFailure) -> CheckResult:
    outcome, sentence = Outcome.JUDGE_ERROR, f"The judge could not read the reply: {failure}"
    if isinstance(failure, CandidateRaised):
        outcome, sentence = Outcome.ERROR, f"Your file did not load: {failure.type_name}: {failure.message}"
        if failure.line and "line " not in failure.message:
            sentence += f" (line {failure.line})"
    elif isinstance(failure, CandidateTimeout):
        outcome, sentence = Outcome.TIMEOUT, "Your file did not finish loading within the time limit."
    elif isinstance(failure, CandidateMemory):
        outcome, sentence = Outcome.MEMORY_LIMIT, "Your file reached the memory limit while loading."
    elif isinstance(failure, CandidateForbidden):
        outcome = Outcome.FORBIDDEN
        sentence = f"This problem does not allow {failure.what}: write that part yourself."
    elif isinstance(failure, CandidateDied):
        outcome, sentence = Outcome.ERROR, f"Your program ended while loading: {failure.reason}"
    return CheckResult(
        LOADS,
        outcome,
        sentence,
        is_shown=True,
        traceback=getattr(failure, "traceback", None) or None,
        line=getattr(failure, "line", None),
    )


def _settled(result: CheckResult, job: Job, ready: Ready) -> CheckResult:
    """A failure looked at once more: an import that is not allowed, or a check whose own code failed.

    The latter is the response's fault only if the reference passes the check on the same seed.
    """
    if result.outcome is Outcome.ERROR and "ModuleNotFoundError" in result.message:
        banned = _forbidden_import(job)
        return replace(result, outcome=banned.outcome, message=banned.message) if banned else result
    if result.outcome is not Outcome.WRONG_ANSWER or UNUSABLE not in result.message:
        return result
    each = next(check for check in ready.suite.checks if check.name == result.name)
    with contextlib.suppress(SandboxFailure):
        reference = LocalBackend(ready.reference, "reference", seed=job.seed, timeout_s=job.seconds)
        if next(iter(run_checks([each], reference, job.seed))).outcome is Outcome.PASSED:
            return result
    return CheckResult(
        result.name, Outcome.JUDGE_ERROR, "This check does not work on this machine.", result.is_shown
    )


def _name(job: Job, ready: Ready, connection: Connection, child: Child, emit: Emit) -> None:
    suite = ready.suite
    if suite.probe is None or not ready.mistakes:
        return
    backend = RemoteBackend(
        connection, child, seed=PROBE_SEED, seconds=job.seconds, reference=ready.reference
    )
    with contextlib.suppress(SandboxFailure):
        shown = list(run_probe(suite.probe, backend, PROBE_SEED))
        mistake = name_mistake(suite, shown, ready.mistakes, job.seconds, ready.behaviours)
        if mistake is not None:
            emit("mistake", mistake)


def _is_death(results: list[CheckResult]) -> bool:
    return any("ended before it answered" in result.message for result in results)


def _summary(results: list[CheckResult]) -> str:
    failed = [result for result in results if result.outcome is not Outcome.PASSED]
    if not failed:
        return f"All {len(results)} checks passed."
    return failed[0].message


def _done(job: Job, verdict: Verdict, message: str, connection: Connection, *, is_lost: bool = False) -> Done:
    return Done(verdict, message, connection.stdout(), connection.stderr(), is_lost)
