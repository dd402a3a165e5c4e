"""Requests that are sent ahead change nothing but the time: the same seed gives the same judgement step by step."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hotseat.bank.coding import load_coding
from hotseat.judge.dress import Stage
from hotseat.judge.remote import RemoteBackend
from hotseat.judge.run_checks import run_checks
from hotseat.judge.runtimes import is_installed
from hotseat.judge.script import Script, copied, is_same
from hotseat.judge.script_writer import write_script
from hotseat.judge.service import Judge
from hotseat.judge.suite import load_suite
from hotseat.model.unit import CodingUnit, RunLimits
from hotseat.model.verdict import CheckResult, Judgement, Outcome, Verdict

BANK = Path(__file__).parents[2] / "bank" / "coding"
SLUGS = sorted(folder.name for folder in BANK.iterdir() if folder.is_dir())


def script_of(unit: CodingUnit, seed: int = 5) -> Script:
    suite = load_suite(compile(unit.checks.text, "checks", "exec"), "checks")
    return write_script(suite, unit.reference.text, seed, lambda: True)


def told(found: Judgement) -> list[tuple[object, ...]]:
    return [(each.name, each.outcome, each.message, each.counterexample) for each in found.checks]


def judged_ahead(judge: Judge, unit: CodingUnit, source: str) -> Judgement:
    """With the examiner's script, which it has had the time to write."""
    judge.prepare(unit)
    time.sleep(0.15)
    return judge.judge(unit, source, is_timed=False)


@pytest.mark.parametrize("slug", SLUGS)
def test_ahead_and_step_by_step_agree(slug: str, judge: Judge, patient_judge: Judge) -> None:
    unit = load_coding(BANK / slug)
    if not is_installed(unit.runtime):
        pytest.skip(f"{unit.runtime} is not installed")
    others = [code.text for code in unit.solutions if code.text != unit.reference.text]
    for source in (others[0], unit.reference.text, *(code.text for code in unit.mistakes[:2])):
        ahead = judged_ahead(judge, unit, source)
        stepwise = patient_judge.judge(unit, source, seed=ahead.seed, is_timed=False)
        assert ahead.verdict is stepwise.verdict
        assert told(ahead) == told(stepwise)
        assert ahead.mistake == stepwise.mistake


def test_every_check_of_a_unit_has_its_requests(softmax: CodingUnit) -> None:
    script = script_of(softmax)
    suite = load_suite(compile(softmax.checks.text, "checks", "exec"), "checks")
    assert list(script.lines) == [each.name for each in suite.checks]
    assert ("", "softmax") in script.functions


def test_a_script_stops_when_it_is_not_wanted_any_more(softmax: CodingUnit) -> None:
    suite = load_suite(compile(softmax.checks.text, "checks", "exec"), "checks")
    answers = iter([True] * 4 + [False] * 100)
    short = write_script(suite, softmax.reference.text, 5, lambda: next(answers))
    assert 0 < sum(map(len, short.lines.values())) < sum(map(len, script_of(softmax).lines.values()))


FEEDS_BACK = """
from hotseat.judge.checks import check, expect

@check("what came back goes in again")
def again(candidate, rng):
    x = rng.normal(size=3)
    for _ in range(4):
        x = candidate.f(x)
    expect(x.shape == (3,), "the shape")

@check("as many calls as it says")
def more(candidate, rng):
    for _ in range(int(candidate.count())):
        expect(candidate.f(rng.normal(size=2)).shape == (2,), "the shape")
"""
ONE = "def f(x): return x + 1.0\ndef count(): return 2\n"
OTHER = "calls = []\ndef f(x):\n    calls.append(1)\n    return x + 2.0\ndef count(): return 5\n"


@pytest.fixture
def feeding_back(softmax: CodingUnit) -> CodingUnit:
    reference = replace(softmax.reference, text=ONE)
    return replace(
        softmax,
        slug="feeding-back",
        checks=replace(softmax.checks, text=FEEDS_BACK),
        solutions=(reference,),
        reference_name=reference.name,
        mistakes=(),
        entry=("f", "count"),
        forbids=(),
        limits=RunLimits(1.0, 256),
    )


@pytest.mark.parametrize("source", [ONE, OTHER])
def test_a_check_that_asks_something_else_is_run_step_by_step(
    judge: Judge, feeding_back: CodingUnit, source: str
) -> None:
    found = judged_ahead(judge, feeding_back, source)
    assert found.verdict is Verdict.ACCEPTED, found.message
    assert [each.outcome for each in found.checks] == [Outcome.PASSED] * 2


ONCE = """
from hotseat.judge.checks import check, close

RUNS = []

@check("one is added")
def adds(candidate, rng):
    RUNS.append(1)
    for _ in range(3):
        x = rng.normal(size=3)
        close(candidate.f(x), x + 1.0)
"""
SAME = "def f(x): return 1.0 + x\n"
NEARLY = "import numpy as np\ndef f(x): return np.nextafter(x + 1.0, 9.0)\n"
LATER = "calls = []\ndef f(x):\n    calls.append(1)\n    return x + 1.0 * (len(calls) < 3)\n"
CHANGES = "def f(x):\n    y = x + 1.0\n    x[0] = 7.0\n    return y\n"
RAISES = "calls = []\ndef f(x):\n    calls.append(1)\n    assert len(calls) < 2\n    return x + 1.0\n"


def played(response: str, *, is_scripted: bool = True, patience: int = 100) -> tuple[CheckResult, int]:
    """What the check says about a response after it has passed on ONE, and how often it ran for that.

    patience: after how often asking the script was not wanted any more.
    """
    suite = load_suite(compile(ONCE, "checks", "exec"), "checks")
    wanted = iter([True] * patience + [False] * 100)
    script = write_script(suite, ONE, 5, lambda: next(wanted))
    runs = suite.checks[0].run.__globals__["RUNS"]
    runs.clear()
    stage = Stage(response, lambda: True)
    try:
        backend = RemoteBackend(
            stage,
            stage.child,
            seed=5,
            seconds=5,
            reference=ONE,
            script=script if is_scripted else Script(),
        )
        (result,) = run_checks(suite.checks, backend, 5)
        return result, len(runs)
    finally:
        stage.close()


def test_a_check_is_not_run_again_on_the_very_answers_that_it_passed_with() -> None:
    result, runs = played(SAME)
    assert (result.outcome, runs) == (Outcome.PASSED, 0)


def test_an_answer_that_differs_in_its_last_bit_is_looked_at() -> None:
    result, runs = played(NEARLY)
    assert (result.outcome, runs) == (Outcome.PASSED, 1)


@pytest.mark.parametrize("patience", range(6))
def test_a_check_that_was_not_written_to_its_end_is_run(patience: int) -> None:
    result, runs = played(LATER, patience=patience)
    assert (result.outcome, runs) == (Outcome.WRONG_ANSWER, 1)
    assert played(SAME, patience=patience)[1] == 1


@pytest.mark.parametrize("response", [LATER, CHANGES, RAISES])
def test_a_check_that_knew_its_first_answers_fails_as_it_does_step_by_step(response: str) -> None:
    (ahead, runs), (stepwise, _) = played(response), played(response, is_scripted=False)
    assert runs == 1
    assert ahead.outcome in (Outcome.WRONG_ANSWER, Outcome.ERROR)
    assert (ahead.outcome, ahead.message) == (stepwise.outcome, stepwise.message)
    assert ahead.counterexample == stepwise.counterexample


@pytest.mark.parametrize(
    "asked", [np.arange(4.0)[:, None], np.ones((3, 2))[:0], np.ones((2, 3)).T, np.ones((4, 4))[1:2]]
)
def test_a_copy_travels_as_the_same_bytes(asked: "np.ndarray[Any, Any]") -> None:
    assert is_same(copied(asked), asked)


def test_the_same_numbers_in_another_order_of_memory_are_another_request() -> None:
    square = np.ones((3, 3))
    assert not is_same(copied(square), np.asfortranarray(square))


SLOW_LATER = "import time\nseen = []\ndef f(x):\n    seen.append(1)\n    if len(seen) > 2: time.sleep(30)\n    return x\ndef count(): return 2\n"
DIES_LATER = "import os\nseen = []\ndef f(x):\n    seen.append(1)\n    if len(seen) > 2: os._exit(0)\n    return x\ndef count(): return 2\n"


@pytest.mark.parametrize(("source", "verdict"), [(SLOW_LATER, Verdict.TIMEOUT), (DIES_LATER, Verdict.ERROR)])
def test_what_happens_in_a_request_sent_ahead_is_told(
    judge: Judge, feeding_back: CodingUnit, source: str, verdict: Verdict
) -> None:
    found = judged_ahead(judge, feeding_back, source)
    assert found.verdict is verdict, found.message


FORGES = """
import os, struct
def f(x):
    # Read what is waiting and answer it oneself, with the nonces that it brought.
    os.set_blocking(3, False)
    try:
        waiting = os.read(3, 1 << 20)
    except OSError:
        return x + 1.0
    for place in range(len(waiting) - 32):
        if waiting[place : place + 4] == b"HSF1":
            head = bytearray(waiting[place:])
            head[4:8] = struct.pack("<I", 1)
            os.write(3, bytes(head))
    return x + 1.0
def count(): return 2
"""


def test_answers_to_requests_that_it_was_not_asked_yet_are_no_pass(
    judge: Judge, feeding_back: CodingUnit
) -> None:
    assert judged_ahead(judge, feeding_back, FORGES).verdict is not Verdict.ACCEPTED
    assert judged_ahead(judge, feeding_back, ONE).verdict is Verdict.ACCEPTED


def test_submissions_in_a_crowd_are_judged_as_one_alone(judge: Judge, softmax: CodingUnit) -> None:
    sources = [softmax.reference.text, *(code.text for code in softmax.mistakes[:3])]
    alone = [judge.judge(softmax, source, seed=5, is_timed=False) for source in sources]
    with ThreadPoolExecutor(len(sources)) as pool:
        together = list(
            pool.map(lambda text: judge.judge(softmax, text, seed=5, is_timed=False), sources * 2)
        )
    for one, two in zip(alone * 2, together, strict=True):
        assert (one.verdict, told(one), one.mistake) == (two.verdict, told(two), two.mistake)
