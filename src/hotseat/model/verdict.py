"""What executing a response showed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LOADS = "the file loads"  # the check that comes before all others


class Verdict(StrEnum):
    """The outcome of a submission, the same word in files, JSON and on screen."""

    ACCEPTED = "accepted"
    WRONG_ANSWER = "wrong-answer"
    ERROR = "error"
    TIMEOUT = "timeout"
    MEMORY_LIMIT = "memory-limit"
    FORBIDDEN = "forbidden"
    JUDGE_ERROR = "judge-error"


class Outcome(StrEnum):
    """The outcome of one check; a failing one uses the verdict's word."""

    PASSED = "passed"
    WRONG_ANSWER = "wrong-answer"
    ERROR = "error"
    TIMEOUT = "timeout"
    MEMORY_LIMIT = "memory-limit"
    FORBIDDEN = "forbidden"
    JUDGE_ERROR = "judge-error"
    NOT_RUN = "not-run"


@dataclass(frozen=True)
class Shown:
    """A value cut to readable size, at most some 1,000 characters. kind: "float64 (4, 3)", "list of 5", "str"."""

    name: str
    kind: str
    text: str


@dataclass(frozen=True)
class Picture:
    """Data for a plot where looking beats reading; the screens draw it.

    kind "clusters": points (n, 2), got and expected labels (n,). kind "boundary": points, labels, and
    got/expected class of each cell of a grid over extent (x0, x1, y0, y1), row-major, side x side. kind
    "lines": x, got, expected.
    """

    kind: str
    title: str
    points: tuple[tuple[float, ...], ...] = ()
    labels: tuple[int, ...] = ()
    got: tuple[float, ...] = ()
    expected: tuple[float, ...] = ()
    extent: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Counterexample:
    """The call that shows the failure: what went in, what came out, what should have.

    calls: the candidate's calls in order, as source text with named inputs, e.g. "softmax(logits)".
    difference: largest absolute difference; index: where it is, e.g. "[0, 2]".
    """

    calls: tuple[str, ...]
    inputs: tuple[Shown, ...]
    got: Shown | None
    expected: Shown | None
    difference: float | None = None
    index: str | None = None


@dataclass(frozen=True)
class CheckResult:
    """One executed expectation. Times in seconds, of the candidate's process only for cpu_seconds."""

    name: str
    outcome: Outcome
    message: str
    is_shown: bool
    counterexample: Counterexample | None = None
    picture: Picture | None = None
    traceback: str | None = None
    line: int | None = None
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0
    peak_memory_mb: float | None = None


def has_not_loaded(checks: Sequence[CheckResult]) -> bool:
    """Whether the only thing that was found out is that the file does not load."""
    return [check.name for check in checks] == [LOADS]


def follow_from_one(checks: Sequence[CheckResult]) -> bool:
    """Whether so much failed, the first check included, that one fault may be behind it."""
    failed = [each for each in checks if each.outcome not in (Outcome.PASSED, Outcome.NOT_RUN)]
    return len(failed) >= 3 and failed[0] is checks[0] and 2 * len(failed) > len(checks)


@dataclass(frozen=True)
class NamedMistake:
    """A known mistake that the response equals in behaviour on the probe inputs."""

    name: str
    explanation: str


@dataclass(frozen=True)
class Efficiency:
    """Candidate against reference (and starter), interleaved on growing inputs in one run.

    ratio: candidate CPU seconds / reference CPU seconds at the largest size; ratio_low..ratio_high its
    spread.
    speedup: starter / candidate, where the unit asks for one (required_speedup).
    growth: words, e.g. "about n^2" ; exponent with its interval is d log seconds / d log n.
    """

    sizes: tuple[int, ...]
    candidate_seconds: tuple[float, ...]
    reference_seconds: tuple[float, ...]
    ratio: float
    ratio_low: float
    ratio_high: float
    growth: str
    exponent: float | None
    exponent_low: float | None
    exponent_high: float | None
    memory_exponent: float | None = None
    candidate_memory_mb: tuple[float, ...] = ()
    speedup: float | None = None
    required_speedup: float | None = None
    size_name: str = "n"
    note: str = ""


@dataclass(frozen=True)
class Judgement:
    """Everything a submission showed. tier: the sandbox tier it ran in, A, B or C."""

    unit: str
    verdict: Verdict
    checks: tuple[CheckResult, ...]
    mistake: NamedMistake | None
    efficiency: Efficiency | None
    seed: int
    wall_seconds: float
    tier: str
    message: str = ""
    stdout: str = ""
    stderr: str = ""
