"""What is sent ahead of the answers tells nobody what the answers should be."""

import ast
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hotseat.bank.coding import load_coding
from hotseat.judge.checks import be_strict, lenient, same
from hotseat.judge.compare import Mismatch
from hotseat.judge.doubt import otherwise
from hotseat.judge.script import Script, call_seed
from hotseat.judge.script_writer import write_script
from hotseat.judge.service import Judge
from hotseat.judge.suite import load_suite
from hotseat.model.unit import Code, CodingUnit
from hotseat.model.verdict import Verdict

BANK = Path(__file__).parents[2] / "bank" / "coding"
CHECKS = '''
import numpy as np
from hotseat.judge.checks import check, close, same

def right(x):
    return np.cumsum(x) ** 3

@check("on its own", is_shown=True)
def own(candidate, rng):
    """Wrong."""
    for size in (3, 4):
        x = rng.normal(size=size)
        close(candidate.enc(x), right(x))

@check("there and back")
def back(candidate, rng):
    """Wrong."""
    x = rng.normal(size=5)
    close(candidate.dec(candidate.enc(x)), x)

@check("there, and back from where it should be")
def oracle(candidate, rng):
    """Wrong."""
    x = rng.normal(size=6)
    close(candidate.enc(x), right(x))
    close(candidate.dec(right(x)), x)
'''
REFERENCE = "import numpy as np\ndef enc(x): return np.cumsum(x) ** 3\ndef dec(y): return np.diff(np.cbrt(y), prepend=0.0)\n"
PEEKS = """
import os, struct
import numpy as np

waiting = bytearray()
real = os.readv

def readv(fd, into):
    if not waiting:
        data = bytearray(1 << 16)
        count = real(fd, [data])
        if count <= 0:
            return count
        waiting.extend(data[:count])
    count = min(len(into[0]), len(waiting))
    into[0][:count] = waiting[:count]
    del waiting[:count]
    return count

os.readv = readv

def dec(y):
    return np.diff(np.cbrt(y), prepend=0.0)

def enc(x):
    os.set_blocking(3, False)
    try:
        waiting.extend(os.read(3, 1 << 16))
    except BlockingIOError:
        pass
    os.set_blocking(3, True)
    start = waiting.rfind(b"HSF1", 0, max(0, waiting.find(b"dec")))
    if start < 0:
        return np.zeros_like(x)
    _, _, _, tree, count, _ = struct.unpack_from("<4sIQIIQ", waiting, start)
    padded = lambda size: (size + 15) & ~15
    at = start + 32 + padded(8 * count) + padded(tree)
    for size in struct.unpack_from(f"<{count}Q", waiting, start + 32):
        if size == x.nbytes:
            return np.frombuffer(bytes(waiting[at : at + size])).copy()
        at += padded(size)
    return np.zeros_like(x)
"""


def unit_of(softmax: CodingUnit, checks: str, reference: str, entry: tuple[str, ...]) -> CodingUnit:
    ast.parse(checks)
    solution = Code("only", Path("only.py"), reference, "")
    return replace(
        softmax,
        slug=f"ahead-{entry[0]}-{len(checks)}",
        checks=replace(softmax.checks, text=checks),
        solutions=(solution,),
        reference_name="only",
        mistakes=(),
        entry=entry,
        forbids=(),
    )


def script_of(unit: CodingUnit) -> Script:
    suite = load_suite(compile(unit.checks.text, "checks", "exec"), "checks")
    return write_script(suite, unit.reference.text, 5, lambda: True)


def test_only_checks_whose_requests_tell_nothing_are_sent_ahead(softmax: CodingUnit) -> None:
    script = script_of(unit_of(softmax, CHECKS, REFERENCE, ("enc", "dec")))
    assert script.silent == {"on its own"}
    sent = script.to_send(list(script.lines)).lines
    assert [bool(lines) for lines in sent.values()] == [True, False, False]


@pytest.mark.parametrize("check", ["there and back", "there, and back from where it should be"])
def test_a_right_answer_cannot_be_read_in_a_later_request(
    check: str, judge: Judge, softmax: CodingUnit
) -> None:
    head, *parts = CHECKS.split("@check(")
    only = head + "@check(" + next(part for part in parts if part.startswith(f'"{check}"'))
    unit = unit_of(softmax, only, REFERENCE, ("enc", "dec"))
    judge.prepare(unit)
    time.sleep(0.3)
    assert judge.judge(unit, PEEKS, is_timed=False).verdict is Verdict.WRONG_ANSWER
    assert judge.judge(unit, REFERENCE, is_timed=False).verdict is Verdict.ACCEPTED


def test_the_checks_of_most_units_can_be_sent_ahead() -> None:
    for slug, telling in (
        ("stable-softmax", set()),
        ("kmeans", set()),
        ("bpe-tokenizer", {"decode gives the text back"}),
    ):
        script = script_of(load_coding(BANK / slug))
        assert set(script.lines) - script.silent == telling


def test_leniency_ends_before_anything_is_judged() -> None:
    with lenient():
        same(1, 2)
        be_strict()
        with pytest.raises(Mismatch):
            same(1, 2)
    with pytest.raises(Mismatch):
        same(1, 2)


SEED_FINDER = """
import sys
import numpy as np
seeds, step = set(), sys._getframe()
while step is not None:
    seeds |= {value for value in step.f_locals.values() if type(value) is int}
    step = step.f_back

def f(X):
    step = sys._getframe()
    while step is not None:
        seeds.update(value for value in step.f_locals.values() if type(value) is int)
        step = step.f_back
    for seed in seeds:
        rng = np.random.default_rng([seed & 0xFFFFFFFF, *b"coins"])
        if np.array_equal(rng.normal(size=X.shape), X):
            return rng.integers(0, 2, size=len(X))
    return np.zeros(len(X), dtype=int)
"""
COINS = '''
from hotseat.judge.checks import check, same

@check("coins", is_shown=True)
def coins(candidate, rng):
    """Nobody can know."""
    X = rng.normal(size=(40, 2))
    secret = rng.integers(0, 2, size=40)
    same(candidate.f(X), secret)
'''


def test_what_the_checks_draw_cannot_be_drawn_again(judge: Judge, softmax: CodingUnit) -> None:
    unit = unit_of(softmax, COINS, "def f(X): return X[:, 0]\n", ("f",))
    for seed in (None, 3_141_592_653):
        assert judge.judge(unit, SEED_FINDER, seed=seed, is_timed=False).verdict is Verdict.WRONG_ANSWER


def test_the_seeds_of_calls_differ_and_repeat() -> None:
    seeds = [call_seed(seed, check, place) for seed in (1, 2) for check in ("a", "b") for place in (1, 2)]
    assert len(set(seeds)) == len(seeds) and all(0 <= seed < 2**32 for seed in seeds)
    assert call_seed(1, "a", 1) == seeds[0]


@pytest.mark.parametrize(
    "value",
    [1.5, 3, True, "ab", b"ab", [1, 2, 3], [1.0, 1.0], (1, "a"), {"a": 1}, np.arange(3), np.zeros(2), np.eye(2) > 0, np.ones(2, int)],
)  # fmt: skip
def test_another_answer_differs_and_keeps_its_form(value: object) -> None:
    other = otherwise(value)
    assert type(other) is type(value) and not np.array_equal(other, value)
    assert np.shape(other) == np.shape(value)  # type: ignore[arg-type]
