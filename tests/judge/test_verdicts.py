"""A response in, a verdict out, through the sandbox."""

import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from hotseat.bank.coding import load_coding
from hotseat.judge.service import Judge, Turnstile
from hotseat.model.event import Event
from hotseat.model.unit import CodingUnit, RunLimits
from hotseat.model.verdict import Outcome, Verdict
from hotseat.sandbox.child import Child

BANK = Path(__file__).parents[2] / "bank" / "coding"
RIGHT = """
import numpy as np

def softmax(logits):
    z = np.array(logits, dtype=np.float32 if logits.dtype == np.float32 else float)
    z = np.exp(z - z.max(axis=1, keepdims=True))
    return z / z.sum(axis=1, keepdims=True)
"""

CASES = {
    "right": (RIGHT, Verdict.ACCEPTED, "All"),
    "returns nothing": ("def softmax(x): return None", Verdict.WRONG_ANSWER, "should hold numbers, but is None"),
    "wrong shape": ("def softmax(x): return x.sum(axis=1)", Verdict.WRONG_ANSWER, "has shape"),
    "returns NaN": ("def softmax(x): return x * float('nan')", Verdict.WRONG_ANSWER, "off"),
    "returns text": ("def softmax(x): return 'softmax'", Verdict.WRONG_ANSWER, "should hold numbers, but is str"),
    "returns an object": ("class A: pass\ndef softmax(x): return A()", Verdict.WRONG_ANSWER, "an object of type A"),
    "raises": ("def softmax(x): return 1 / 0", Verdict.ERROR, "ZeroDivisionError"),
    "wrong signature": ("def softmax(x, y): return x", Verdict.ERROR, "TypeError"),
    "syntax error": ("def softmax(x) return x", Verdict.ERROR, "line 1"),
    "misspelt name": ("def softmx(x): return x", Verdict.ERROR, "it defines softmx"),
    "empty file": ("", Verdict.ERROR, "does not define softmax"),
    "endless": ("def softmax(x):\n    while True: pass", Verdict.TIMEOUT, "time limit"),
    "endless at import": ("while True: pass", Verdict.TIMEOUT, "loading"),
    "too much memory": ("def softmax(x): return [0] * 10**9", Verdict.MEMORY_LIMIT, "memory"),
    "exits": ("import os\ndef softmax(x): os._exit(0)", Verdict.ERROR, "ended"),
    "exits at import": ("raise SystemExit(0)", Verdict.ERROR, ""),
    "imports a library": ("import scipy.special as s\ndef softmax(x): return s.softmax(x, 1)", Verdict.FORBIDDEN, "scipy"),
    "in place": (RIGHT.replace("np.array(logits,", "np.asarray(logits,").replace("z = np.exp(z -", "z -= z.max(axis=1, keepdims=True); z = np.exp(z -"), Verdict.WRONG_ANSWER, "in place"),
    "shown inputs only": ("import numpy as np\ndef softmax(x):\n    return np.full(x.shape, 1 / x.shape[1])", Verdict.WRONG_ANSWER, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_response_gets_its_verdict(name: str, judge: Judge, softmax: CodingUnit) -> None:
    source, verdict, words = CASES[name]
    unit = replace(softmax, limits=RunLimits(1.0, 256))
    found = judge.judge(unit, source, seed=3, is_timed=False)
    assert found.verdict is verdict, found.message
    assert words in found.message


def test_a_failing_check_shows_what_went_in_and_what_came_out(judge: Judge, softmax: CodingUnit) -> None:
    found = judge.judge(softmax, RIGHT.replace("z - z.max(axis=1, keepdims=True)", "z"), seed=3)
    failed = [each for each in found.checks if each.outcome is Outcome.WRONG_ANSWER]
    assert "large logits stay finite" in [each.name for each in failed]
    shown = failed[0].counterexample
    assert shown is not None and shown.calls == ("softmax(logits)",)
    assert shown.inputs[0].name == "logits" and "float64 array" in shown.inputs[0].kind
    assert shown.got is not None and shown.expected is not None and shown.index


def test_the_known_mistake_is_named_by_behaviour_in_another_style(judge: Judge, softmax: CodingUnit) -> None:
    other_style = """
import numpy as np
def softmax(logits):
    if logits.dtype != np.float32:
        logits = logits.astype(float)
    rows = [np.exp(row) / np.exp(row).sum() for row in logits]
    return np.stack(rows) if rows else np.zeros_like(logits)
"""
    found = judge.judge(softmax, other_style, seed=5)
    assert found.mistake is not None and found.mistake.name == "overflow"
    assert "overflows" in found.mistake.explanation


def test_a_failure_that_is_no_known_mistake_gets_no_name(judge: Judge, softmax: CodingUnit) -> None:
    found = judge.judge(softmax, RIGHT.replace("return z /", "return 0.9 * z /"), seed=5)
    assert found.verdict is Verdict.WRONG_ANSWER and found.mistake is None


def test_the_traceback_shows_the_candidates_lines_only(judge: Judge, softmax: CodingUnit) -> None:
    found = judge.judge(
        softmax, "def inner(x):\n    return x.nope\ndef softmax(x):\n    return inner(x)\n", seed=1
    )
    trace = found.checks[0].traceback or ""
    assert "line 2" in trace and "hotseat" not in trace and found.checks[0].line == 2


def test_printed_text_is_kept_and_bounded(judge: Judge, softmax: CodingUnit) -> None:
    found = judge.judge(
        softmax, RIGHT + "\nprint('hello')\nprint('x' * 10_000_000)\n", seed=1, is_timed=False
    )
    assert found.verdict is Verdict.ACCEPTED
    assert found.stdout.startswith("hello\n") and len(found.stdout) <= 1 << 16


def test_the_same_seed_gives_the_same_judgement(judge: Judge, softmax: CodingUnit) -> None:
    wrong = RIGHT.replace("axis=1", "axis=0")
    first, again = (judge.judge(softmax, wrong, seed=9, is_timed=False) for _ in range(2))
    assert [(c.name, c.message, c.counterexample) for c in first.checks] == [
        (c.name, c.message, c.counterexample) for c in again.checks
    ]


def test_a_brief_judge_stops_at_the_first_failing_check(
    judge: Judge, brief_judge: Judge, softmax: CodingUnit
) -> None:
    overflows = next(code.text for code in softmax.mistakes if code.name == "overflow")
    whole, brief = (each.judge(softmax, overflows, seed=3, is_timed=False) for each in (judge, brief_judge))
    failing = [check.outcome is not Outcome.PASSED for check in whole.checks].index(True)
    assert [check.name for check in brief.checks] == [check.name for check in whole.checks[: failing + 1]]
    assert brief.verdict is whole.verdict is Verdict.WRONG_ANSWER
    assert brief_judge.judge(softmax, RIGHT, seed=3, is_timed=False).verdict is Verdict.ACCEPTED


def test_run_shows_only_the_shown_checks(judge: Judge, softmax: CodingUnit) -> None:
    found = judge.judge(softmax, RIGHT, seed=1, is_shown_only=True)
    assert found.checks and all(each.is_shown for each in found.checks) and found.efficiency is None


def test_events_arrive_one_by_one_and_the_verdict_before_the_efficiency(
    judge: Judge, softmax: CodingUnit
) -> None:
    events: list[Event] = []
    found = judge.judge(softmax, RIGHT, seed=1, on_event=events.append)
    kinds = [event.kind for event in events]
    assert kinds == ["check"] * len(found.checks) + ["verdict", "efficiency"]
    assert found.efficiency is not None and found.efficiency.ratio < 5


def test_slow_but_right_is_accepted_with_a_note(judge: Judge, softmax: CodingUnit) -> None:
    slow = """
import math
import numpy as np
def softmax(logits):
    out = np.empty(logits.shape, dtype=np.float32 if logits.dtype == np.float32 else float)
    for i, row in enumerate(logits):
        values = [float(v) for v in row]
        weights = [math.exp(v - max(values)) for v in values]
        for j, w in enumerate(weights):
            out[i, j] = w / sum(weights)
    return out
"""
    found = judge.judge(softmax, slow, seed=1)
    assert found.verdict is Verdict.ACCEPTED, found.message
    assert found.efficiency is not None and found.efficiency.ratio > 5 and "loop" in found.efficiency.note


def test_a_killed_warm_process_never_turns_into_a_pass(softmax: CodingUnit) -> None:
    judge = Judge()
    sleepy = "import time\n" + RIGHT.replace("    z = np.array", "    time.sleep(0.15)\n    z = np.array", 1)
    judge.judge(softmax, RIGHT, seed=0, is_timed=False)
    for _ in range(2):
        found: list[Verdict] = []
        thread = threading.Thread(
            target=lambda kept=found: kept.append(
                judge.judge(softmax, sleepy, seed=1, is_timed=False).verdict
            )
        )
        thread.start()
        time.sleep(0.3)
        os.kill(judge._sandbox.generation("numpy"), signal.SIGKILL)
        thread.join(30)
        assert found and found[0] in (Verdict.ACCEPTED, Verdict.JUDGE_ERROR)
    assert judge.judge(softmax, RIGHT, seed=1, is_timed=False).verdict is Verdict.ACCEPTED
    assert judge.judge(softmax, "def softmax(x): return x", seed=1).verdict is Verdict.WRONG_ANSWER
    judge.close()


def test_a_submission_whose_warm_process_dies_before_it_starts_is_judged_again(
    softmax: CodingUnit, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = Judge()
    judge.judge(softmax, RIGHT, seed=0, is_timed=False)
    spawn, killed = judge._sandbox.spawn, list[int]()

    def spawn_and_kill(*args: object, **options: object) -> Child:
        child = spawn(*args, **options)
        if not killed:
            killed.append(judge._sandbox.generation("numpy"))
            os.kill(killed[0], signal.SIGKILL)
            while judge._sandbox.generation("numpy") or child.is_alive():
                time.sleep(0.01)
        return child

    monkeypatch.setattr(judge._sandbox, "spawn", spawn_and_kill)
    assert judge.judge(softmax, RIGHT, seed=1, is_timed=False).verdict is Verdict.ACCEPTED
    assert killed
    judge.close()


def test_a_killed_examiner_parent_is_replaced(softmax: CodingUnit) -> None:
    judge = Judge()
    assert judge.judge(softmax, RIGHT, seed=0, is_timed=False).verdict is Verdict.ACCEPTED
    process = judge._room("numpy")._process
    assert process is not None
    process.kill()
    assert judge.judge(softmax, RIGHT, seed=1, is_timed=False).verdict is Verdict.ACCEPTED
    assert judge.judge(softmax, "def softmax(x): return x", seed=1).verdict is Verdict.WRONG_ANSWER
    judge.close()


def test_submissions_at_once_do_not_mix(judge: Judge, softmax: CodingUnit) -> None:
    sources = [RIGHT, "def softmax(x): return x"] * 4
    found: dict[int, Verdict] = {}

    def work(place: int) -> None:
        found[place] = judge.judge(softmax, sources[place], seed=place, is_timed=False).verdict

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(sources))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[place] for place in range(8)] == [Verdict.ACCEPTED, Verdict.WRONG_ANSWER] * 4


def test_the_turnstile_serves_in_order_of_arrival() -> None:
    turnstile, order = Turnstile(1), []
    with turnstile.place():
        threads = []
        for name in "abc":
            thread = threading.Thread(target=lambda n=name: _pass(turnstile, order, n))
            thread.start()
            threads.append(thread)
            time.sleep(0.05)
    for thread in threads:
        thread.join()
    assert order == ["a", "b", "c"]


def _pass(turnstile: Turnstile, order: list[str], name: str) -> None:
    with turnstile.place():
        order.append(name)


def test_a_sentence_that_quotes_the_response_is_cut(judge: Judge, softmax: CodingUnit) -> None:
    found = judge.judge(softmax, "def softmax(x):\n    raise ValueError('x' * 100_000)\n", is_timed=False)
    assert found.verdict is Verdict.ERROR
    assert max(len(each.message) for each in found.checks) <= 4000 and len(found.message) <= 4000


def test_files_beside_the_response_are_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, softmax: CodingUnit
) -> None:
    for name in ("msgspec", "scipy", "random"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    judge = Judge()
    try:
        assert judge.judge(softmax, RIGHT, is_timed=False).verdict is Verdict.ACCEPTED
    finally:
        judge.close()


def test_a_changed_input_is_noticed_by_a_response_that_patched_numpy_too(
    judge: Judge, softmax: CodingUnit
) -> None:
    source = (
        RIGHT
        + "\nright = softmax\ndef softmax(logits):\n    found = right(logits)\n    logits += 1\n    return found\n"
    )
    patched = source + "np.array_equal = lambda *a, **k: True\n"
    for each in (source, patched):
        found = judge.judge(softmax, each, is_timed=False)
        assert found.verdict is Verdict.WRONG_ANSWER and "changed its input" in found.checks[0].message


def test_an_attribute_is_what_reading_it_gives(judge: Judge) -> None:
    kmeans = load_coding(BANK / "kmeans")
    hiding = (
        kmeans.reference.text
        + """

class Hiding(KMeans):
    def __getattribute__(self, name):
        value = super().__getattribute__(name)
        return value * 0 if name == "cluster_centers_" and sys._getframe(1).f_code.co_name != "fit" else value

import sys
KMeans = Hiding
"""
    )
    assert judge.judge(kmeans, hiding, is_timed=False).verdict is Verdict.WRONG_ANSWER
