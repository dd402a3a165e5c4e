"""AST mutants of every solution go through the judge; of those that behave differently at most 1 % are accepted."""

import json
import os
from pathlib import Path

import pytest

from hotseat.bank.coding import load_coding
from hotseat.judge.mutants import mutants
from hotseat.judge.mutation import MutationReport, mutation_report
from hotseat.judge.runtimes import is_installed
from hotseat.judge.service import Judge

BANK = Path(__file__).parent.parent.parent / "bank" / "coding"
FOLDERS = sorted(path.parent for path in BANK.glob("*/unit.toml"))
MOST = int(os.environ.get("HOTSEAT_MUTANTS", "12"))  # per solution; the README's figure is made with 1000
REPORTS: dict[str, MutationReport] = {}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_mutants_of_a_unit_are_judged(folder: Path, brief_judge: Judge) -> None:
    unit = load_coding(folder)
    if not is_installed(unit.runtime):
        pytest.skip("needs torch: pip install torch==2.13.0")
    report = REPORTS[unit.slug] = mutation_report(unit, brief_judge, most=MOST)
    print(
        f"\n{unit.slug}: {report.differing} differ, {report.equivalent} equivalent, survivors: {report.survivors}"
    )
    assert report.differing > 0
    assert len(report.survivors) <= max(1, 0.05 * report.differing), report.survivors


def test_at_most_one_in_a_hundred_differing_mutants_is_accepted_bank_wide() -> None:
    if len(REPORTS) < 2:
        pytest.skip("runs after the units' own mutation tests, in one process")
    differing = sum(report.differing for report in REPORTS.values())
    survivors = [line for report in REPORTS.values() for line in report.survivors]
    print(f"\nbank-wide: {len(survivors)} of {differing} differing mutants accepted")
    if "HOTSEAT_MUTATION_JSON" in os.environ:
        lines = {r.unit: [r.rejected, r.equivalent, list(r.survivors)] for r in REPORTS.values()}
        Path(os.environ["HOTSEAT_MUTATION_JSON"]).write_text(json.dumps(lines, indent=1))
    assert len(survivors) <= 0.01 * differing, survivors


def test_a_mutant_differs_from_its_source_in_one_place() -> None:
    source = "def f(x, n):\n    if n > 1 and x.sum(axis=0) < 3:\n        return -x + 2 * n\n    return x\n"
    found = mutants(source)
    assert len({each.source for each in found}) == len(found) >= 15
    assert all(each.source != source for each in found)
    changes = " ".join(each.change for each in found)
    for kind in (
        "Gt ->",
        "And swapped",
        "0 -> 1",
        "sum -> mean",
        "dropped USub",
        "Add -> Sub",
        "negated condition",
    ):
        assert kind in changes
