"""Writes the script of a suite: runs it on a right solution and notes what it asks and what it is answered.

Only trusted code runs here: the unit's checks and its reference.
"""

import contextlib
import io
import types
import warnings
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from hotseat.judge.candidate import FUNCTION_TYPES
from hotseat.judge.checks import Check
from hotseat.judge.doubt import Doubter, Overheard, asks_the_same_anyhow
from hotseat.judge.local import alarm
from hotseat.judge.run_checks import run_checks
from hotseat.judge.script import Line, Script, call_seed, copied
from hotseat.judge.suite import Suite
from hotseat.model.verdict import CheckResult, Outcome
from hotseat.sandbox import codec, frame
from hotseat.sandbox.failures import CandidateRaised, CandidateTimeout, Handle, Returned
from hotseat.sandbox.inside.answers import Answers
from hotseat.sandbox.inside.program import Objects
from hotseat.sandbox.request import Request

MOST_BYTES = 32 << 20
WRITING_SECONDS = 5.0


class Interrupted(BaseException):
    """There is no more time to write."""


def write_script(suite: Suite, reference: str, seed: int, is_wanted: Callable[[], bool]) -> Script:
    """Run the checks on the reference and note its requests, until is_wanted says no, or a check fails."""
    recorder = Recorder(seed, is_wanted)
    with (
        contextlib.suppress(Interrupted, CandidateTimeout, CandidateRaised),
        contextlib.redirect_stdout(io.StringIO()),
        warnings.catch_warnings(),
        alarm(WRITING_SECONDS),
    ):
        warnings.simplefilter("ignore")
        recorder.load(reference)
        for result in run_checks(suite.checks, recorder, seed):
            recorder.settle(result)
        recorder.doubt(suite.checks)
    return recorder.script()


class Recorder:
    """A backend that runs trusted code as the sandbox would and notes what was asked."""

    def __init__(self, seed: int, is_wanted: Callable[[], bool]) -> None:
        self._seed = seed
        self._is_wanted = is_wanted
        self._objects = Objects()
        self._answers = Answers(self._objects)
        self._check = ""
        self._calls = 0
        self._lines: defaultdict[str, list[Line]] = defaultdict(list)
        self._passed: set[str] = set()
        self._functions: set[tuple[str, str]] = set()
        self._silent: set[str] = set()
        self._bytes = 0
        self.raised: dict[tuple[str, int], CandidateRaised] = {}  # by check and line

    def load(self, source: str) -> None:
        """Run the solution's file."""
        module = types.ModuleType("candidate")
        self._objects.set_module(module)
        exec(compile(source, "reference", "exec"), vars(module))

    def script(self) -> Script:
        """What was noted. Only a check that has come to its end and passed tells which answers are right."""
        lines = {
            name: lines if name in self._passed else [replace(line, answer=None) for line in lines]
            for name, lines in self._lines.items()
        }
        return Script(lines, frozenset(self._functions), frozenset(self._silent))

    def doubt(self, checks: Sequence[Check]) -> None:
        """Find out which checks may be sent ahead; those about which it cannot be found out may not."""
        overheard = Overheard()
        for each in checks:
            with contextlib.suppress(Exception):
                if self._is_silent(each, overheard):
                    self._silent.add(each.name)

    def _is_silent(self, check: Check, overheard: Overheard) -> bool:
        lines = self._lines.get(check.name, ())
        is_repeating = overheard.is_repeated_by(lines)
        raised = {place: error for (name, place), error in self.raised.items() if name == check.name}
        doubter = Doubter(lines, raised, frozenset(self._functions), self._seed, self._is_wanted)
        is_known = check.name in self._passed and not is_repeating
        return is_known and asks_the_same_anyhow(check, doubter, self._seed)

    def settle(self, result: CheckResult) -> None:
        """A check on which the reference fails tells nothing."""
        if result.outcome is Outcome.PASSED:
            self._passed.add(result.name)
        else:
            self._lines.pop(result.name, None)

    def enter(self, check: str, *, is_scripted: bool = True) -> bool:
        """A check starts."""
        self._check = check
        self._calls = 0
        self._objects.forget()
        return False

    def begin(self) -> None:
        """Nothing to do."""

    def settled(self) -> None:
        """Nothing to do."""

    def cpu_seconds(self) -> float:
        """Not measured."""
        return 0.0

    def peak_mb(self) -> float | None:
        """Not measured."""
        return None

    def functions(self) -> frozenset[tuple[str, str]]:
        """None are known yet."""
        return frozenset()

    def call(self, handle: int, name: str | None, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Returned:
        """Call and note it."""
        self._calls += 1
        seed = call_seed(self._seed, self._check, self._calls)
        return self._ask("call", handle, name, args, kwargs, seed)

    def get(self, handle: int, name: str) -> Returned:
        """Read an attribute. Functions are known by the time the script is played, so they are not noted."""
        value = getattr(self._objects.at(handle), name)
        if type(value).__name__ in FUNCTION_TYPES:
            owner = "" if handle == 0 else type(self._objects.at(handle)).__name__
            self._functions.add((owner, name))
            return Returned(Handle(0, type(value).__name__))
        return self._ask("get", handle, name)

    def has(self, handle: int, name: str) -> bool:
        """Whether the attribute exists."""
        return self._ask("has", handle, name).value is True

    def limit_seconds(self) -> float | None:
        """Not needed."""
        return None

    def parameter_names(self, owner: str, name: str | None) -> tuple[str, ...]:
        """Not needed."""
        return ()

    def _ask(self, *asks: Any) -> Returned:
        request = Request.of(*asks)
        kept = request.kept()
        packed = kept.packed()
        self._count(packed.size())
        lines = self._lines[self._check]
        lines.append(Line(copied(asks), packed))
        tree = memoryview(request.tree)
        buffers = [memoryview(bytearray(buffer)) for buffer in kept.buffers]
        loaded = codec.load(tree, buffers, self._objects.resolve, is_copied=True)
        try:
            answer = self._answers.answer(loaded, tree, buffers)
            out_tree, out = codec.dump(answer, self._objects.keep)
        except Interrupted:
            raise
        except Exception as error:
            raised = self.raised[self._check, len(lines) - 1] = CandidateRaised(
                type(error).__name__, str(error)
            )
            raise raised from error
        reply = frame.reply(out_tree, out)
        self._count(len(reply[1]))
        lines[-1] = replace(lines[-1], answer=reply)
        _, value, mutated, attributes = codec.load(
            memoryview(out_tree), [memoryview(bytes(buffer)) for buffer in out]
        )
        return Returned(value, tuple(mutated), (), attributes)

    def _count(self, size: int) -> None:
        self._bytes += size
        if not self._is_wanted() or self._bytes > MOST_BYTES:
            raise Interrupted
