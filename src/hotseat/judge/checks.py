"""What a unit's checks.py is written with: checks, the probe, the workload and the comparisons.

A check is called as `check(candidate, rng)`. `candidate` stands for the response's module and is used as if it were
local; `rng` is a NumPy generator seeded per submission. The check's docstring is the sentence read on failure.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from hotseat.judge.candidate import StandIn
from hotseat.judge.compare import Mismatch, first_difference
from hotseat.judge.showing import describe_kind
from hotseat.model.verdict import Picture
from hotseat.sandbox.gradients import GRADIENTS
from hotseat.sandbox.gradients import gradients as of_module

PictureSource = Picture | Callable[[], Picture] | None
CheckFunction = Callable[[Any, np.random.Generator], None]
ProbeFunction = Callable[[Any, np.random.Generator], Iterator[Callable[[], Any]]]
WorkloadFunction = Callable[[Any, np.random.Generator, int], Callable[[], Any]]
_leniencies: list[None] = []  # one while `lenient` is open


@dataclass(frozen=True)
class Check:
    """One executable expectation. may_mutate: the calls may change their inputs in place."""

    name: str
    message: str
    is_shown: bool
    may_mutate: bool
    run: CheckFunction


@dataclass(frozen=True)
class Workload:
    """Growing inputs on which time and memory are measured. sizes: ascending, at least three."""

    size_name: str
    sizes: tuple[int, ...]
    why_slow: str
    run: WorkloadFunction


def check(
    name: str, *, is_shown: bool = False, may_mutate: bool = False
) -> Callable[[CheckFunction], CheckFunction]:
    """Register a check. name: a claim in lower case, e.g. "every row sums to one"."""

    def register(function: CheckFunction) -> CheckFunction:
        message = " ".join((function.__doc__ or "").split())
        function.__dict__["hotseat"] = Check(name, message, is_shown, may_mutate, function)
        return function

    return register


def probe(function: ProbeFunction) -> ProbeFunction:
    """Register the probe: a generator of calls over the whole input domain that the prompt states.

    Each yielded callable returns plain values in canonical form (sorted clusters, fixed signs), so that two right
    solutions give equal outputs. The judge runs it on the response and on the known mistakes and compares.
    """
    function.__dict__["hotseat"] = "probe"
    return function


def workload(
    size_name: str, sizes: Sequence[int], why_slow: str
) -> Callable[[WorkloadFunction], WorkloadFunction]:
    """Register the workload: `run(candidate, rng, n)` prepares inputs of size n and returns the call to measure.

    why_slow: the usual reason why a correct response is slow here, a sentence for the candidate.
    """

    def register(function: WorkloadFunction) -> WorkloadFunction:
        function.__dict__["hotseat"] = Workload(size_name, tuple(sizes), why_slow, function)
        return function

    return register


@contextmanager
def lenient() -> Iterator[None]:
    """Comparisons find no fault: to see what a check asks whatever the answers are. In trusted processes only."""
    _leniencies.append(None)
    try:
        yield
    finally:
        _leniencies.clear()


def be_strict() -> None:
    """End every `lenient`, also one that an alarm broke off; before anything is judged."""
    _leniencies.clear()


def close(  # noqa: PLR0913
    got: Any,
    expected: Any,
    *,
    rtol: float = 1e-6,
    atol: float = 1e-8,
    what: str = "the result",
    because: str | None = None,
    picture: PictureSource = None,
) -> None:
    """Numbers equal within |got - expected| <= atol + rtol |expected|; shapes equal; NaN and infinities where expected.

    Accepts scalars, arrays, nested lists, tuples and dicts of numbers. because: replaces the check's sentence.
    """
    found = first_difference(got, expected, rtol=rtol, atol=atol, what=what)
    if found is not None and not _leniencies:
        raise found.because(because, _drawn(picture))


def same(
    got: Any,
    expected: Any,
    *,
    what: str = "the result",
    because: str | None = None,
    picture: PictureSource = None,
) -> None:
    """Exactly equal: labels, tokens, indices, strings, lists of them. Arrays and lists of equal content are equal."""
    found = first_difference(got, expected, rtol=0.0, atol=0.0, what=what)
    if found is not None and not _leniencies:
        raise found.because(because, _drawn(picture))


def expect(
    claim: bool,  # noqa: FBT001
    because: str | None = None,
    *,
    got: Any = None,
    expected: Any = None,
    picture: PictureSource = None,
) -> None:
    """The claim must hold; got and expected (a value, or words) are shown when it does not."""
    if not claim and not _leniencies:
        raise Mismatch(because or "", got=got, expected=expected, picture=_drawn(picture))


def array(
    got: Any, *, shape: tuple[int | None, ...] | None = None, kind: str = "number", what: str = "the result"
) -> np.ndarray[Any, Any]:
    """The value as an array after checking it. shape: None matches any length. kind: number, float, int, bool, any.

    kind "int" accepts whole numbers of any dtype; "float" accepts every real number dtype; complex ones are "any".
    """
    try:
        values = np.asarray(got)
    except (ValueError, TypeError) as error:
        raise Mismatch(
            detail=f"{what} should be an array, but is {describe_kind(got)}.", got=got, is_form=True
        ) from error
    if values.dtype == object or (kind != "any" and values.dtype.kind not in "biuf"):
        wanted = "real numbers" if values.dtype.kind == "c" else "numbers"
        raise Mismatch(
            detail=f"{what} should hold {wanted}, but is {describe_kind(got)}.", got=got, is_form=True
        )
    if kind == "int" and values.size and not np.all(np.equal(np.mod(values, 1), 0)):
        raise Mismatch(detail=f"{what} should hold whole numbers.", got=got, is_form=True)
    if shape is not None and not _fits(values.shape, shape):
        wanted = (
            "(" + ", ".join("any" if n is None else str(n) for n in shape) + ("," * (len(shape) == 1)) + ")"
        )
        raise Mismatch(
            detail=f"{what} should have shape {wanted}, but has shape {values.shape}.",
            is_form=True,
            got=got,
            expected=f"shape {wanted}",
        )
    return values


def number(got: Any, *, what: str = "the result") -> float:
    """The value as a float after checking that it is one real number (0-d arrays count)."""
    values = array(got, what=what)
    if values.ndim != 0:
        raise Mismatch(
            detail=f"{what} should be one number, but is {describe_kind(got)}.", got=got, is_form=True
        )
    return float(values)


def raises(call: Callable[[], Any], *names: str, because: str | None = None) -> None:
    """The call must raise one of the named exceptions, e.g. "ValueError"."""
    from hotseat.sandbox.failures import CandidateRaised

    wanted = " or ".join(names)
    try:
        value = call()
    except CandidateRaised as error:
        if error.type_name not in names:
            raise Mismatch(
                because or "", got=f"raised {error.type_name}", expected=f"raises {wanted}"
            ) from None
        return
    raise Mismatch(because or "", got=value, expected=f"raises {wanted}")


def gradients(module: Any, *inputs: Any) -> tuple[list[Any], dict[str, Any]]:
    """Gradients of half the sum of squares of a torch module's output, or of its first part: see sandbox.gradients."""
    if isinstance(module, StandIn):
        return module.call_member(GRADIENTS, inputs)  # type: ignore[no-any-return]
    return of_module(module, *inputs)


def clusters(points: Any, got: Any, expected: Any, title: str = "Clusters found and expected") -> Picture:
    """Picture of (n, 2) points with two labelings (n,)."""
    return Picture(
        "clusters",
        title,
        points=_rows(points),
        got=_flat(got),
        expected=_flat(expected),
    )


def boundary(
    points: Any, labels: Any, got: Any, expected: Any, extent: tuple[float, float, float, float], title: str
) -> Picture:
    """Picture of (n, 2) points over two classifications of a square grid, row-major from (x0, y0) upwards."""
    return Picture(
        "boundary",
        title,
        points=_rows(points),
        labels=tuple(int(v) for v in np.ravel(labels)),
        got=_flat(got),
        expected=_flat(expected),
        extent=extent,
    )


def lines(x: Any, got: Any, expected: Any, title: str) -> Picture:
    """Picture of two curves over the same x (n,)."""
    return Picture(
        "lines",
        title,
        points=tuple((float(v),) for v in np.ravel(x)),
        got=_flat(got),
        expected=_flat(expected),
    )


def _drawn(picture: PictureSource) -> Picture | None:
    return picture() if callable(picture) else picture


def _fits(shape: tuple[int, ...], wanted: tuple[int | None, ...]) -> bool:
    return len(shape) == len(wanted) and all(w is None or w == n for n, w in zip(shape, wanted, strict=True))


def _rows(points: Any) -> tuple[tuple[float, ...], ...]:
    values = np.asarray(points, dtype=float)[:400]
    return tuple(tuple(float(v) for v in row[:2]) for row in values)


def _flat(values: Any) -> tuple[float, ...]:
    flat = np.ravel(np.asarray(values, dtype=float))[:4096]
    return tuple(float(v) for v in flat)
