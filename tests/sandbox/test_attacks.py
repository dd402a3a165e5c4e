"""Every hostile submission is contained, in every tier that this machine offers, and leaves the next one unharmed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from attack_lab import ESCAPED, attacks

from hotseat.sandbox import Tier
from hotseat.sandbox.tier import why_not

LAB = Path(__file__).parent / "attack_lab.py"
SOMEONE = 31337  # an ordinary user's id


def run_lab(tier: Tier, *user: str) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, LAB, tier, *user], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    outcomes: list[dict[str, object]] = json.loads(done.stdout)
    return outcomes


def users() -> list[object]:
    root = pytest.param((), id="root", marks=pytest.mark.skipif(os.geteuid() != 0, reason="not root here"))
    someone = pytest.param((str(SOMEONE),) if os.geteuid() == 0 else (), id="ordinary-user")
    return [root, someone]


@pytest.mark.parametrize("user", users())
@pytest.mark.parametrize("tier", [Tier.A, Tier.B])
def test_every_attack_is_contained_and_the_next_submission_is_judged_rightly(
    tier: Tier, user: tuple[str, ...]
):
    if (reason := why_not(tier)) is not None:
        pytest.skip(f"tier {tier} is not available here: {reason}")
    outcomes = run_lab(tier, *user)
    assert len(outcomes) == len(attacks()) >= 60
    breaches = [outcome for outcome in outcomes if outcome["verdict"] == "accepted"]
    assert not breaches
    surprises = [outcome for outcome in outcomes if outcome["verdict"] not in outcome["expected"]]  # type: ignore[operator]
    assert not surprises
    harmed = [outcome for outcome in outcomes if outcome["next_verdict"] != "accepted"]
    assert not harmed
    assert not [path for path in ESCAPED if path.exists()]


def test_every_attack_says_what_it_expects():
    words = {"wrong-answer", "error", "timeout", "memory-limit", "forbidden", "judge-error"}
    for path in attacks():
        first = path.read_text().splitlines()[0]
        assert first.startswith("# expect: "), path.name
        assert set(first.removeprefix("# expect: ").split("|")) <= words, path.name
