"""What a suite will ask of a right solution, found out ahead: so that a check's calls can be sent in one go.

How it works
    While an examiner waits for a job it runs the suite on the reference, with the seed that the job will have, and
    writes down every request. When the job comes, a check's requests are posted before the check runs
    (judge/remote.py), and each answer waits when the check asks for it. The check itself runs as ever: what it
    really asks is compared byte by byte with what was posted, and where they differ the check runs again, step by
    step. The script decides nothing but the order of waiting.
"""

import contextlib
import io
import types
import warnings
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from hotseat.judge.local import alarm
from hotseat.judge.run_checks import run_checks
from hotseat.judge.suite import Suite
from hotseat.model.verdict import CheckResult, Outcome
from hotseat.sandbox import codec, frame
from hotseat.sandbox.failures import CandidateRaised, CandidateTimeout, Handle, Returned
from hotseat.sandbox.frame import Whole
from hotseat.sandbox.inside.answers import Answers
from hotseat.sandbox.inside.program import Objects
from hotseat.sandbox.request import Packed, Request

FUNCTION_TYPES = frozenset({"function", "method", "builtin_function_or_method", "type", "ABCMeta"})
EXACT = frozenset({int, float, bool, str, bytes, type(None)})
UNKNOWN = object()
MOST_BYTES = 32 << 20
WRITING_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Line:
    """One request: what it asks, in values of its own, its frame, and the reference's answer (None: it raised)."""

    asks: tuple[Any, ...]
    frame: Packed
    answer: Whole | None = None


@dataclass(frozen=True)
class Script:
    """Requests per check. functions: which attributes of which class are called, as (class, attribute)."""

    lines: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    functions: frozenset[tuple[str, str]] = frozenset()

    def only(self, checks: Sequence[str]) -> "Script":
        """The part for these checks, in this order."""
        return Script({name: self.lines[name] for name in checks if name in self.lines}, self.functions)

    def without_answers(self) -> "Script":
        """The same with answers that nothing is compared with: every check is run."""
        lines = {name: [replace(line, answer=None) for line in lines] for name, lines in self.lines.items()}
        return Script(lines, self.functions)


class Interrupted(BaseException):
    """There is no more time to write."""


def call_seed(seed: int, check: str, place: int) -> int:
    """The seed of the global generators for one call of a check."""
    return (seed * 1_000_003 + sum(check.encode()) * 7919 + place) % 2**32


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
    return recorder.script()


def copied(value: Any) -> Any:
    """A copy as far as `is_same` looks; what it does not know is left as it is."""
    kind = type(value)
    if kind is np.ndarray:
        return value.copy(order="K") if _is_plain(value) else UNKNOWN
    if kind in (tuple, list):
        return kind(map(copied, value))
    if kind is dict:
        return {key: copied(item) for key, item in value.items()}
    return value if kind in EXACT or kind is Handle else UNKNOWN


def is_same(planned: Any, asked: Any) -> bool | None:
    """Whether both would travel as the same bytes; None where only the bytes can tell."""
    kind = type(planned)
    if planned is UNKNOWN:
        return None
    if kind is not type(asked):
        return False
    if kind is np.ndarray:
        if not _is_plain(asked):
            return None
        # Not the strides: those of an axis that is empty or has one place say nothing, and a copy has others.
        return (planned.dtype, planned.shape, planned.flags.c_contiguous) == (
            asked.dtype, asked.shape, asked.flags.c_contiguous
        ) and planned.tobytes("A") == asked.tobytes("A")  # fmt: skip
    if kind in (tuple, list, dict):
        if len(planned) != len(asked) or (kind is dict and list(planned) != list(asked)):
            return False
        items = (
            ((planned[key], asked[key]) for key in planned)
            if kind is dict
            else zip(planned, asked, strict=True)
        )
        answers = [is_same(*pair) for pair in items]
        return False if False in answers else None if None in answers else True
    return bool(planned == asked and (kind is not float or planned != 0.0 or repr(planned) == repr(asked)))


def _is_plain(array: "np.ndarray[Any, Any]") -> bool:
    return array.dtype.kind in "biuf" and (array.flags.c_contiguous or array.flags.f_contiguous)


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
        self._bytes = 0

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
        return Script(lines, frozenset(self._functions))

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
            raise CandidateRaised(type(error).__name__, str(error)) from error
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
