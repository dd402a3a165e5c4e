"""One judge for all tests of the judge, in the best tier of this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hotseat.bank.coding import load_coding
from hotseat.judge.service import Judge
from hotseat.model.unit import CodingUnit

BANK = Path(__file__).parent.parent.parent / "bank" / "coding"


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    made = Judge()
    yield made
    made.close()


@pytest.fixture(scope="session")
def patient_judge() -> Iterator[Judge]:
    """One that nobody waits for: it prepares nothing and lets go of the cores between requests."""
    made = Judge(is_quick=False)
    yield made
    made.close()


@pytest.fixture(scope="session")
def brief_judge() -> Iterator[Judge]:
    """A patient one that stops at the first failing check."""
    made = Judge(is_quick=False, is_brief=True)
    yield made
    made.close()


@pytest.fixture(scope="session")
def softmax() -> CodingUnit:
    return load_coding(BANK / "stable-softmax")
