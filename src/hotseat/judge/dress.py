"""An examiner's dress rehearsal while it waits: the conversation of its job, with itself.

What a forked process touches first has to be copied, which makes a first run several times slower than a second. So
the examiner plays its script against the reference over a real socket, through the code that the job will use.
"""

import contextlib
import io
import os
import socket
import time
import types
import warnings
from collections.abc import Callable, Sequence
from itertools import takewhile

from hotseat.judge.local import alarm
from hotseat.judge.remote import RemoteBackend
from hotseat.judge.run_checks import run_checks
from hotseat.judge.script import Line, Script
from hotseat.judge.script_writer import Interrupted
from hotseat.judge.suite import Ready
from hotseat.judge.wire import ENCODER, Done
from hotseat.model.verdict import Verdict
from hotseat.sandbox import (
    Child,
    Connection,
    Request,
    Returned,
    SandboxFailure,
    codec,
    frame,
    load_request,
)
from hotseat.sandbox.inside.answers import Answers
from hotseat.sandbox.inside.program import Objects
from hotseat.sandbox.request import Packed

ENOUGH_SECONDS = 0.02
MOST_SECONDS = 2.0
MOST_BYTES = 1 << 15  # that the socket takes without anybody reading: both ends are one thread


class Stage(Connection):
    """A connection whose other end is in this process and answers with trusted code when it is asked to."""

    def __init__(self, source: str, is_wanted: Callable[[], bool]) -> None:
        ours, self._theirs = socket.socketpair()
        self._pipes = [*os.pipe(), *os.pipe()]
        self._is_wanted = is_wanted
        self._unanswered = 0
        self._objects = Objects()
        self._answers = Answers(self._objects)
        module = types.ModuleType("candidate")
        self._objects.set_module(module)
        exec(compile(source, "reference", "exec"), vars(module))
        self._end = Child.from_fds(0, [ours.detach(), self._pipes[0], self._pipes[2]])
        super().__init__(self._end)

    @property
    def child(self) -> Child:
        """The examiner in the part of the child."""
        return self._end

    def post(self, *requests: Request | Packed) -> None:
        """As ever."""
        self._unanswered += len(requests)
        super().post(*requests)

    def receive(self, timeout_s: float) -> Returned:
        """Answer everything, then read the first answer."""
        self._answer_all()
        return super().receive(timeout_s)

    def answers(self, expected: frame.Whole, timeout_s: float) -> bool:
        """Answer everything, then look at the first answer."""
        self._answer_all()
        return super().answers(expected, timeout_s)

    def _answer_all(self) -> None:
        if not self._is_wanted():
            raise Interrupted
        while self._unanswered:
            self._unanswered -= 1
            self._answer_one()

    def close(self) -> None:
        """Close both ends."""
        self._end.detach()
        self._theirs.close()
        for fd in (self._pipes[1], self._pipes[3]):
            os.close(fd)

    def _answer_one(self) -> None:
        received = frame.read_blocking(self._theirs.fileno(), MOST_BYTES)
        if received is None:
            return
        header, body = received
        tree, buffers = frame.split(header, memoryview(body))
        request = codec.load(tree, buffers, self._objects.resolve, is_copied=True)
        try:
            answer = self._answers.answer(request, tree, buffers)
        except Exception as error:  # noqa: BLE001  a check may be about an exception
            answer = ("raised", type(error).__name__, str(error), "", None)
        if header.kind != frame.ORDER:
            pieces = frame.packed(frame.REPLY, header.nonce, *codec.dump(answer, self._objects.keep))
            if sum(map(len, pieces)) > MOST_BYTES:
                raise Interrupted
            frame.write_blocking(self._theirs.fileno(), pieces)


def _is_small(lines: Sequence[Line]) -> bool:
    return 0 < sum(line.frame.size() for line in lines) < MOST_BYTES


def rehearse(ready: Ready, script: Script, seed: int, is_wanted: Callable[[], bool]) -> None:
    """Play the script's checks until is_wanted says no or it is enough; nothing comes of it."""
    until = time.monotonic() + ENOUGH_SECONDS
    small = script.only([name for name, lines in script.lines.items() if _is_small(lines)])
    with (
        contextlib.suppress(Interrupted, SandboxFailure),
        contextlib.redirect_stdout(io.StringIO()),
        warnings.catch_warnings(),
        alarm(MOST_SECONDS),
    ):
        warnings.simplefilter("ignore")
        load_request(ready.reference, "reference", (), 0, seed, "").packed()
        ENCODER.encode(Done(Verdict.ACCEPTED, "", "", ""))
        _play(ready, small, seed, is_wanted, until)
        _play(ready, small.without_answers(), seed, is_wanted, until)


def _play(ready: Ready, script: Script, seed: int, is_wanted: Callable[[], bool], until: float) -> None:
    checks = [each for each in ready.suite.checks if each.name in script.lines]
    stage = Stage(ready.reference, is_wanted)
    try:
        backend = RemoteBackend(
            stage,
            stage.child,
            seed=seed,
            seconds=MOST_SECONDS,
            reference=ready.reference,
            script=script,
        )
        for result in takewhile(lambda _: time.monotonic() < until, run_checks(checks, backend, seed)):
            ENCODER.encode(result)
    finally:
        stage.close()
