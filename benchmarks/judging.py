"""The judge on programs whose writers saw the statement alone.

    python benchmarks/judging.py [--seeds N] [--units A,B] [--json FILE]

benchmarks/judging/SLUG/ holds answers to a problem, written from its statement and starter without sight of its checks,
solutions or known mistakes: three right ones in different styles, and six wrong ones with one natural mistake each.
about.json says of each what it is; for a wrong one the mistake and a legal input on which it shows. "corrected" there
says, where a program is not what its writer meant, what it really is ("right", "wrong", or "open" where the
statement did not settle it, which counts neither way) and why. Reported, over the seeds: right ones
accepted; wrong ones refused; refused ones whose mistake is named. readers/a.json and b.json hold what two readers, independently, found in the
judge's words on each refused program when it was judged for the first time: "says" names the very mistake, "leads"
names the place or the condition, "bare" says only that something is wrong, "misleads" states another cause. Ranges are 95 % Wilson intervals over programs; a
program counts as well judged when it is on every seed.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from grading import Share

from hotseat.bank.coding import load_coding
from hotseat.judge.runtimes import is_installed
from hotseat.judge.service import Judge
from hotseat.model.unit import CodingUnit
from hotseat.model.verdict import Judgement, Outcome, Verdict

HERE = Path(__file__).parent / "judging"
BANK = Path(__file__).parent.parent / "bank" / "coding"


@dataclass(frozen=True)
class Program:
    """One answer. label: right, wrong or open."""

    unit: str
    name: str
    label: str
    text: str
    about: str


@dataclass(frozen=True)
class Seen:
    """What the judge said of it, on one seed. said: the first failing check's sentence."""

    unit: str
    name: str
    label: str
    about: str
    seed: int
    verdict: str
    check: str
    said: str
    mistake: str


def programs(slug: str) -> Iterator[Program]:
    """A problem's answers."""
    about = json.loads((HERE / slug / "about.json").read_text())
    corrected = about.get("corrected", {})
    for path in sorted((HERE / slug).glob("*.py")):
        meant = path.stem.split("_")[0]
        told = about[path.stem]
        words = told if isinstance(told, str) else f"{told['mistake']} ({told['shows']})"
        label = corrected.get(path.stem, {}).get("is", meant)
        yield Program(slug, path.stem, label, path.read_text(), words)


def look(judge: Judge, unit: CodingUnit, program: Program, seed: int) -> Seen:
    """Judge a program once."""
    found: Judgement = judge.judge(unit, program.text, seed=seed, is_timed=unit.speedup is not None)
    failing = next((each for each in found.checks if each.outcome is not Outcome.PASSED), None)
    return Seen(
        program.unit,
        program.name,
        program.label,
        program.about,
        seed,
        str(found.verdict),
        failing.name if failing else "",
        failing.message if failing else found.message or "",
        found.mistake.name if found.mistake else "",
    )


def report(seen: list[list[Seen]]) -> None:
    """Print the shares, and every program that was not judged as it should be. seen: per program, over the seeds."""
    accepted, refused, named, steady = Share(), Share(), Share(), Share()
    wrongly: list[str] = []
    for runs in seen:
        label, is_accepted = runs[0].label, [run.verdict == Verdict.ACCEPTED for run in runs]
        if label == "right":
            accepted.add(is_hit=all(is_accepted))
        elif label == "wrong":
            refused.add(is_hit=not any(is_accepted))
            if not any(is_accepted):
                named.add(is_hit=all(run.mistake for run in runs))
                steady.add(is_hit=len({run.mistake for run in runs}) == 1)
        is_well = {"right": all(is_accepted), "wrong": not any(is_accepted)}.get(label, True)
        if not is_well:
            worst = next(run for run in runs if (run.verdict == Verdict.ACCEPTED) != (label == "right"))
            wrongly.append(
                f"  {worst.unit}/{worst.name}: {worst.verdict} (seed {worst.seed}; {sum(is_accepted)} of {len(runs)} accepted)\n"
                f"      {worst.about}\n      {worst.check}: {worst.said}"
            )
    print(f"right programs accepted on every seed   {accepted}")
    print(f"wrong programs refused on every seed    {refused}")
    print(f"of these, the mistake named             {named}")
    print(f"of these, named alike on every seed     {steady}")
    print("\n".join(wrongly))


def report_readers() -> None:
    """Print what both readers found in the words on refused programs at first sight."""
    first, second = (json.loads((HERE / "readers" / f"{name}.json").read_text()) for name in "ab")
    of = len(first)
    agreed = sum(first[key] == second[key] for key in first) / of
    counts = [Counter(marks.values()) for marks in (first, second)]
    by_chance = sum(counts[0][mark] * counts[1][mark] for mark in counts[0]) / of**2
    print(
        f"two readers on {of} refused programs agree on {agreed:.1%} (kappa {(agreed - by_chance) / (1 - by_chance):.2f})"
    )
    for mark in ("says", "leads", "bare", "misleads"):
        print(f"  {mark:9} {counts[0][mark] / of:6.1%}  {counts[1][mark] / of:6.1%}")


def main() -> None:
    """Judge every program."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--units", default="")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    slugs = (
        asked.units.split(",")
        if asked.units
        else sorted(path.parent.name for path in HERE.glob("*/about.json"))
    )
    judge, seen = Judge(), list[list[Seen]]()
    for slug in slugs:
        unit = load_coding(BANK / slug)
        if not is_installed(unit.runtime):
            print(f"{slug}: left out, needs torch")
            continue
        for program in programs(slug):
            seen.append([look(judge, unit, program, seed) for seed in range(1, asked.seeds + 1)])
    judge.close()
    report(seen)
    report_readers()
    if asked.json:
        lines: list[list[dict[str, Any]]] = [[asdict(run) for run in runs] for runs in seen]
        asked.json.write_text(json.dumps(lines, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
