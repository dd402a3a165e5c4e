"""The offline grader on answers whose writers never saw a rubric.

    python benchmarks/grading.py [--half fitted|kept] [--json FILE]
    python benchmarks/grading.py --authors

benchmarks/grading/answers/SLUG.json holds twelve answers to a question, each in a style, written from the question alone.
labels/a and labels/b hold, for each answer, the mark of every point and the misconceptions asserted, given by two
readers independently. What both agree on is taken as right. Reported: the readers' agreement; the share of points that
the grader decides and how often it is right; right answers that it accuses; reversals that it finds; points credited
falsely, by style. Ranges are 95 % Wilson intervals. The 16 questions of kept.txt are kept aside: nobody who works on
grader or rubrics reads their answers. The other 33 are used for fitting. The encoder is used where it is installed, unless HOTSEAT_NO_ENCODER is set.

--authors goes through authors/SLUG.json instead: answers that those who wrote the rubrics wrote beside them. They
say nothing of other people's answers; they show at once when a pattern accuses a right one.
"""

import argparse
import json
import math
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hotseat.bank.concepts import load_question
from hotseat.grader import assess
from hotseat.grader.encoder import installed
from hotseat.model.assessment import Assessment
from hotseat.model.question import QuestionUnit

HERE = Path(__file__).parent / "grading"
BANK = Path(__file__).parent.parent / "bank" / "concepts"
RIGHT = ("expert-terse", "full", "plain", "refuting", "partial", "roundabout")
KEPT = tuple((HERE / "kept.txt").read_text().split())
ADVERSARIAL = ("soup", "off-topic", "swapped", "negated", "vague", "echo", "empty")


@dataclass
class Share:
    """How many of how many."""

    hits: int = 0
    of: int = 0

    def add(self, *, is_hit: bool) -> None:
        """One more."""
        self.hits += is_hit
        self.of += 1

    def __str__(self) -> str:
        if not self.of:
            return "none"
        low, high = wilson(self.hits, self.of)
        return f"{self.hits / self.of:6.1%}  ({low:.1%} to {high:.1%}, {self.hits} of {self.of})"


@dataclass
class Report:
    """Everything that is counted."""

    agreement: Share = field(default_factory=Share)
    kappa: float = 0.0
    decided: Share = field(default_factory=Share)
    exact: Share = field(default_factory=Share)
    credit: Share = field(default_factory=Share)
    accused: Share = field(default_factory=Share)
    reversals: Share = field(default_factory=Share)
    false_credit: dict[str, Share] = field(default_factory=dict)
    milliseconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    share = hits / of
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, centre - spread), min(1.0, centre + spread)


SLUGS: set[str] = set()  # those to measure; all when empty


def cases() -> Iterator[tuple[QuestionUnit, dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Question, answer, and the two readers' labels."""
    for path in sorted((HERE / "answers").glob("*.json")):
        if SLUGS and path.stem not in SLUGS:
            continue
        unit = load_question(BANK / path.stem)
        answers = json.loads(path.read_text())
        readers = [json.loads((HERE / "labels" / name / path.name).read_text()) for name in ("a", "b")]
        for answer, first, second in zip(answers, *readers, strict=True):
            yield unit, answer, first, second
        none = {"points": {}, "misconceptions": []}
        assert unit.rubric is not None
        none["points"] = {point.id: "missing" for point in unit.rubric.points}
        for style, text in (("echo", unit.question), ("empty", "I am not sure what to say about this one.")):
            yield unit, {"style": style, "text": text}, none, none


def measure() -> Report:
    """Grade every case and count."""
    report = Report(false_credit={style: Share() for style in ADVERSARIAL})
    pairs: Counter[tuple[str, str]] = Counter()
    for unit, answer, first, second in cases():
        assert unit.rubric is not None
        started = time.perf_counter()
        found = assess(unit.question, unit.rubric, answer["text"])
        report.milliseconds.append((time.perf_counter() - started) * 1e3)
        if answer["style"] not in ("echo", "empty"):
            for point, mark in first["points"].items():
                pairs[mark, second["points"][point]] += 1
        _count(report, unit, answer, found, first, second)
    total = sum(pairs.values())
    same = sum(count for (a, b), count in pairs.items() if a == b)
    report.agreement = Share(same, total)
    report.kappa = _kappa(pairs, total)
    return report


def _kappa(pairs: "Counter[tuple[str, str]]", total: int) -> float:
    """Cohen's kappa."""
    marks = {mark for pair in pairs for mark in pair}
    chance = 0.0
    for mark in marks:
        left = sum(count for (a, _), count in pairs.items() if a == mark) / total
        right = sum(count for (_, b), count in pairs.items() if b == mark) / total
        chance += left * right
    observed = sum(count for (a, b), count in pairs.items() if a == b) / total
    return (observed - chance) / (1 - chance)


def _count(
    report: Report, unit: QuestionUnit, answer: dict[str, Any], found: Assessment, first: Any, second: Any
) -> None:
    style = answer["style"]
    agreed = {point: mark for point, mark in first["points"].items() if second["points"].get(point) == mark}
    for each in found.marks:
        gold = agreed.get(each.point)
        if gold is not None and style not in ("echo", "empty"):
            _count_point(report, f"{unit.slug} / {style} / {each.point}", each.mark, gold)
        if style in report.false_credit and gold in ("missing", "contradicted"):
            report.false_credit[style].add(is_hit=each.mark in ("covered", "partly"))
    is_accusing = bool(found.misconceptions) or any(each.mark == "contradicted" for each in found.marks)
    if style in RIGHT and _is_clean(first) and _is_clean(second):
        report.accused.add(is_hit=is_accusing)
        if is_accusing:
            named = [each.misconception for each in found.misconceptions]
            report.faults.append(f"{unit.slug} / {style}: accused ({', '.join(named) or 'contradicted'})")
    if style == "swapped" and "contradicted" in agreed.values():
        report.reversals.add(is_hit=is_accusing)


def _count_point(report: Report, place: str, mark: str, gold: str) -> None:
    report.decided.add(is_hit=mark != "cannot-tell")
    if mark == "cannot-tell":
        return
    report.exact.add(is_hit=mark == gold)
    is_credited, deserves = mark in ("covered", "partly"), gold in ("covered", "partly")
    report.credit.add(is_hit=is_credited == deserves)
    if is_credited != deserves or (mark == "contradicted") != (gold == "contradicted"):
        report.faults.append(f"{place}: {mark}, readers say {gold}")


def _is_clean(label: dict[str, Any]) -> bool:
    return not label["misconceptions"] and "contradicted" not in label["points"].values()


def authors() -> None:
    """Print what becomes of the rubric authors' own answers: by style how many, accused, refused by a gate."""
    counts: dict[str, Counter[str]] = {}
    for path in sorted((HERE / "authors").glob("*.json")):
        if SLUGS and path.stem not in SLUGS:
            continue
        unit = load_question(BANK / path.stem)
        assert unit.rubric is not None
        for answer in json.loads(path.read_text()):
            found = assess(unit.question, unit.rubric, answer["text"])
            is_accusing = bool(found.misconceptions) or any(
                each.mark == "contradicted" for each in found.marks
            )
            counts.setdefault(answer["style"], Counter()).update(
                answers=1, accused=is_accusing, refused=found.gate is not None
            )
            if answer["style"] not in ("swapped", "negated", "mixed") and (is_accusing or found.gate):
                named = ", ".join(each.misconception for each in found.misconceptions)
                print(f"{path.stem} / {answer['style']}: {found.gate or named or 'contradicted'}")
    for style, of in counts.items():
        print(f"{style:<12} {of['answers']} answers, {of['accused']} accused, {of['refused']} refused")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", help="slugs, with commas between them")
    parser.add_argument("--faults", action="store_true", help="print every wrong mark")
    parser.add_argument(
        "--half", choices=["fitted", "kept"], help="the questions used for fitting, or the others"
    )
    parser.add_argument("--authors", action="store_true", help="the rubric authors' own answers")
    options = parser.parse_args()
    SLUGS.update(filter(None, (options.only or "").split(",")))
    if options.half:
        known = sorted(path.stem for path in (HERE / "answers").glob("*.json"))
        SLUGS.update(slug for slug in known if (slug in KEPT) == (options.half == "kept"))
    if options.authors:
        authors()
        return
    print(f"encoder              {'in use' if installed() else 'not installed'}")
    report = measure()
    print(f"readers agree        {report.agreement}, kappa {report.kappa:.2f}")
    print(f"decided              {report.decided}")
    print(f"right, exact mark    {report.exact}")
    print(f"right, credit or not {report.credit}")
    print(f"right but accused    {report.accused}")
    print(f"reversals found      {report.reversals}")
    for style, share in report.false_credit.items():
        print(f"false credit, {style:<10} {share}")
    ordered = sorted(report.milliseconds)
    print(
        f"an answer takes {ordered[len(ordered) // 2]:.1f} ms (95 %: {ordered[int(len(ordered) * 0.95)]:.1f} ms)"
    )
    if options.faults:
        print("\n".join(report.faults))
    if options.json:
        named = ("agreement", "decided", "exact", "credit", "accused", "reversals")
        shares = {name: vars(getattr(report, name)) for name in named}
        shares["false_credit"] = {style: vars(share) for style, share in report.false_credit.items()}
        options.json.write_text(json.dumps(shares, indent=1))


if __name__ == "__main__":
    main()
