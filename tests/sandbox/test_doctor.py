"""The doctor's findings are what a child really could or could not do."""

import time

import pytest

from hotseat.sandbox import Tier, detect_tier
from hotseat.sandbox.doctor import examine
from hotseat.sandbox.tier import why_not


@pytest.mark.parametrize("tier", [Tier.A, Tier.B])
def test_a_real_sandbox_contains_everything(tier):
    if (reason := why_not(tier)) is not None:
        pytest.skip(reason)
    report = examine(tier)
    assert [protection.name for protection in report.protections if not protection.is_contained] == []
    assert report.tier is tier and len(report.protections) >= 10


def test_without_a_sandbox_the_doctor_says_what_is_open():
    report = examine(Tier.C)
    state = {protection.name: protection.is_contained for protection in report.protections}
    assert state["time"] and state["descriptors"]
    assert not state["files"] and not state["programs"] and not state["network"]
    assert all(protection.sentence.endswith(".") for protection in report.protections)


def test_the_examination_is_short():
    detect_tier()
    start = time.monotonic()
    report = examine()
    assert time.monotonic() - start < 10  # 2 s on an idle machine
    assert report.how_to_raise is None or report.tier is not Tier.A
